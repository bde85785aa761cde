"""The webhook out: each row of the outbox that is for it becomes one signed POST, tried until it is taken.

What is sent can be told from what anybody else sends (HMAC-SHA256 over time and body), and what is sent again from
what is new (the id stays the same). The receiver answers 2xx for "taken" and 410 for "never again".
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
from typing import TYPE_CHECKING, Final, NoReturn

import httpx

from bot.core.effects import Notify
from bot.engine.parcels import WEBHOOK
from bot.ports import DeliveryError, LostError, StoreError

if TYPE_CHECKING:
    from bot.core.effects import Carried
    from bot.core.events import Key
    from bot.engine.engine import Engine
    from bot.ports import Clock

_log = logging.getLogger(__name__)

# Seconds: for one request in all its parts; and between two looks at the outbox, longer after each that failed.
_TIMEOUT: Final = 10.0
_FIRST_LOOK, _LONGEST_LOOK = 5.0, 300.0
_TAKEN: Final = range(200, 300)
_GONE: Final = 410


class Webhook:
    """A channel (see `bot.ports.Channel`). `secret` is the key of the signatures; `url` may hold a login."""

    def __init__(self, url: str, secret: bytes, clock: Clock) -> None:
        self._url: Final = url
        self._secret: Final = secret
        self._clock: Final = clock
        self.failed = False
        for name in ("httpx", "httpcore"):  # their lines hold the address, which may hold a login
            logging.getLogger(name).setLevel(logging.WARNING)
        # No proxy and no login from the environment: nobody but the operator says where this goes.
        self._client: Final = httpx.AsyncClient(timeout=_TIMEOUT, trust_env=False, follow_redirects=False)

    async def deliver(self, key: Key, effect: Carried) -> None:
        """POST one body. Raises DeliveryError for what is worth another try, LostError for 410."""
        if not isinstance(effect, Notify):
            raise LostError(f"nothing for a webhook, from {key.platform}")
        body = json.dumps(dict(effect.body), ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
        time = str(int(self._clock.now().timestamp()))
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "IPTV-support-assistant",
            "X-Ticket-Event": str(effect.body["event"]),
            "X-Ticket-Id": str(effect.body["id"]),
            "X-Ticket-Timestamp": time,
            "X-Ticket-Signature": f"sha256={signature(self._secret, time, body)}",
        }
        try:
            async with (
                asyncio.timeout(_TIMEOUT),
                self._client.stream("POST", self._url, content=body, headers=headers) as answer,
            ):
                status = answer.status_code  # its body is not read
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, OSError) as error:
            self._refused(f"it cannot be reached ({type(error).__name__})")
        if status == _GONE:
            raise LostError("the webhook wants no more of it")
        if status not in _TAKEN:
            self._refused(f"it answered {status}")
        self.failed = False

    def _refused(self, why: str) -> NoReturn:
        self.failed = True
        raise DeliveryError(f"TICKET_WEBHOOK_URL: {why}; tried again later")

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()


def signature(secret: bytes, time: str, body: bytes) -> str:
    """The signature of a body that was sent at a time (epoch seconds, as text), in hexadecimal digits."""
    return hmac.new(secret, time.encode() + b"." + body, hashlib.sha256).hexdigest()


async def keep_telling(webhook: Webhook, engine: Engine, clock: Clock, *, alone: bool) -> None:
    """Send what is for the webhook, now and every few seconds, until this is cancelled: nobody waits for it.

    `alone`: no other process serves this database, so what a crash left is ours at once.
    """
    wait = _FIRST_LOOK
    try:
        while True:
            try:
                await engine.resume(WEBHOOK, clock.now(), webhook, orphans=alone)
                alone = False
            except StoreError as error:
                _log.error("the outbox cannot be read: %s", error)
            wait = min(2 * wait, _LONGEST_LOOK) if webhook.failed else _FIRST_LOOK
            await asyncio.sleep(wait)
    finally:
        await webhook.close()
