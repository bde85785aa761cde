"""Webhook mode: Telegram calls us. 200 says that the event has committed; anything else makes Telegram try again."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.channels.telegram.calls import told
from bot.channels.telegram.polling import REFUSED
from bot.channels.telegram.transport import TooManyRequestsError
from bot.channels.telegram.updates import ALLOWED
from bot.origin import kind, refusal
from bot.ports import PlatformError, StoreError

if TYPE_CHECKING:
    from telegram import Bot

    from bot.channels.telegram.inbox import Inbox

_log = logging.getLogger(__name__)

_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
_LARGEST: Final = 1 << 20  # bytes; the largest update is some ten thousand
_CONNECTIONS: Final = 40  # Telegram's default for one bot
# Seconds.
_BODY = 10.0  # for a body to arrive
_LAST = 2.5  # for what is under way when we stop
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 30.0


class Webhook:
    """A small HTTP server. Several of them may stand behind one address."""

    def __init__(self, bot: Bot, inbox: Inbox, *, url: str, secret: str, listen: tuple[str, int]) -> None:
        self._bot = bot
        self._inbox = inbox
        self._url = url
        self._secret = secret
        self._listen = listen

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set. Raises PlatformError if we cannot listen, or Telegram refuses address or token."""
        # Not an application with routes: there is one thing to do, whatever path a proxy leaves of the address.
        server = web.Server(self._handle, access_log=None)
        runner = web.ServerRunner(server, shutdown_timeout=_LAST)
        await runner.setup()
        host, port = self._listen
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            await runner.cleanup()
            said = f"TELEGRAM_WEBHOOK_LISTEN: cannot listen on {host}:{port}: {refusal(error)}."
            raise PlatformError(said) from None
        try:
            announcing = asyncio.create_task(self._announce())
            stopped = asyncio.create_task(stop.wait())
            await asyncio.wait({announcing, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if announcing.done():
                announcing.result()
            else:
                announcing.cancel()
            await stopped
        finally:
            await runner.cleanup()

    async def _announce(self) -> None:
        """Tell Telegram where we are."""
        wait = 0.0
        while True:
            try:
                await self._bot.set_webhook(
                    self._url,
                    secret_token=self._secret,
                    allowed_updates=ALLOWED,
                    max_connections=_CONNECTIONS,
                    drop_pending_updates=False,
                )
            except InvalidToken:
                raise PlatformError(REFUSED) from None
            except BadRequest as error:
                words = told(error)
                raise PlatformError(f"TELEGRAM_WEBHOOK_URL: Telegram does not take this address. {words}.") from None
            except TelegramError as error:
                if not wait:
                    _log.warning("Telegram cannot be reached, I keep trying: %s", told(error))
                wait = min(2 * wait or _FIRST_WAIT, _LONGEST_WAIT)
                await asyncio.sleep(error.seconds if isinstance(error, TooManyRequestsError) else wait)
            else:
                return

    async def _handle(self, request: web.BaseRequest) -> web.Response:
        update = await self._read(request)
        return web.Response(status=update if isinstance(update, HTTPStatus) else await self._taken(update))

    async def _read(self, request: web.BaseRequest) -> dict[str, Any] | HTTPStatus:
        if request.method != "POST":
            return HTTPStatus.METHOD_NOT_ALLOWED
        given = request.headers.get(_HEADER, "")
        if not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), self._secret.encode()):
            return HTTPStatus.UNAUTHORIZED
        if (request.content_length or 0) > _LARGEST:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        try:
            async with asyncio.timeout(_BODY):
                update: dict[str, Any] = json.loads(await request.read())
            known = isinstance(update.get("update_id"), int)
        except web.HTTPRequestEntityTooLarge:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        except TimeoutError:
            return HTTPStatus.REQUEST_TIMEOUT
        except (ValueError, RecursionError, AttributeError):
            return HTTPStatus.BAD_REQUEST
        return update if known else HTTPStatus.BAD_REQUEST

    async def _taken(self, update: dict[str, Any]) -> HTTPStatus:
        try:
            await self._inbox.take(update, patient=False)
        except StoreError as error:
            _log.error("an update is left to Telegram: %s", error)
            return HTTPStatus.SERVICE_UNAVAILABLE
        except Exception as error:  # noqa: BLE001 -- aiohttp would write the traceback, and what it holds, into the log
            _log.error("an update is left to Telegram: %s", kind(error))
            return HTTPStatus.INTERNAL_SERVER_ERROR
        return HTTPStatus.OK
