"""HTTP for python-telegram-bot, over aiohttp: half of the processor time of its own transport (`make bench`).

A bot's token stands in every URL, and a user's words in every body, so no text of an error that leaves here comes from
aiohttp or from a body that is not Telegram's own JSON.
"""

from __future__ import annotations

import json
from base64 import b64encode
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest
from yarl import URL

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram._utils.types import JSONDict, ODVInput
    from telegram.request import RequestData

# Seconds. Telegram answers within one, and a mobile network in front of a self-hosted bot needs some patience.
_CONNECT: Final = 10.0
_READ: Final = 15.0
_CONNECTIONS: Final = 100  # at once; more wait


class TooManyRequestsError(TelegramError):
    """Telegram wants a pause of so many `seconds`.

    (PTB's own `RetryAfter` cannot be raised without a deprecation warning unless the environment says otherwise.)
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(f"too many requests, a pause of {seconds:.0f} s is asked for")
        self.seconds = seconds


class AiohttpRequest(BaseRequest):
    """A transport for `telegram.Bot`. Proxies are taken from the environment, as httpx does (HTTPS_PROXY, NO_PROXY, …).

    (Not by aiohttp's `trust_env`: that looks for a netrc file in a thread at every request, and sends what it finds.)

    `token` is taken out of what a server says when it refuses something: a proxy's page may repeat the address.
    `slowed` is called for every 429.
    """

    __slots__ = ("_proxies", "_secret", "_session", "_slowed")

    def __init__(self, token: str, slowed: Callable[[], object] = lambda: None) -> None:
        self._slowed: Final = slowed
        self._secret: Final = token.partition(":")[2].encode()
        self._session: aiohttp.ClientSession | None = None
        self._proxies: dict[str, tuple[URL | None, dict[str, str] | None]] = {}

    @property
    def read_timeout(self) -> float:
        """Seconds."""
        return _READ

    async def initialize(self) -> None:
        """Open the pool of connections; more than once does no harm."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=_CONNECTIONS, keepalive_timeout=60),
                headers={"User-Agent": self.USER_AGENT},
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        """Close it."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 -- aiohttp has none
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request: status and body. Raises TelegramError.

        `read_timeout` counts from one received byte to the next, as everywhere in PTB.
        """
        if self._session is None:
            raise NetworkError("the transport is closed")
        timeout = aiohttp.ClientTimeout(
            connect=_or(pool_timeout, _CONNECT),
            sock_connect=_or(connect_timeout, _CONNECT),
            sock_read=_or(read_timeout, _READ),
        )
        try:
            address = URL(url)
            proxy, login = self._proxy(address)
            async with self._session.request(
                method,
                address,
                data=_body(request_data) if request_data else None,
                timeout=timeout,
                allow_redirects=False,
                proxy=proxy,
                proxy_headers=login,
                headers=login if address.scheme == "http" else None,  # nothing is tunnelled then
            ) as response:
                status, payload = response.status, await response.read()
        except TimeoutError:
            raise TimedOut from None
        except Exception as error:  # noqa: BLE001 -- of any other, PTB would show the text, which may hold the address
            raise NetworkError(f"no connection ({type(error).__name__})") from None
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            self._slowed()
        if status >= HTTPStatus.MULTIPLE_CHOICES:
            payload = payload.replace(self._secret, b"<token>")
            _refused(status, payload)
        return status, payload

    def _proxy(self, address: URL) -> tuple[URL | None, dict[str, str] | None]:
        """The proxy for an address, and the header with its login."""
        place = f"{address.scheme}://{address.authority}"
        if place not in self._proxies:
            found = getproxies().get(address.scheme)
            proxy = None if not found or proxy_bypass(address.authority) else URL(found)
            login = None
            if proxy and proxy.user:
                basic = b64encode(f"{proxy.user}:{proxy.password or ''}".encode()).decode()
                login = {"Proxy-Authorization": f"Basic {basic}"}
            self._proxies[place] = (proxy.with_user(None) if proxy else None), login
        return self._proxies[place]

    @staticmethod
    def parse_json_payload(payload: bytes) -> JSONDict:
        """Telegram's answer. PTB's own version writes a broken one into the log."""
        try:
            answer: JSONDict = json.loads(payload)
        except ValueError:
            raise TelegramError("an answer that is no JSON") from None
        return answer


def _or(given: ODVInput[float], default: float) -> float | None:
    return default if isinstance(given, DefaultValue) else given


def _refused(status: int, payload: bytes) -> None:
    """Raise what PTB would not say, or would say with a foreign body in its text; the rest is PTB's to raise."""
    try:
        answer = json.loads(payload)
        parameters = answer.get("parameters") or {}
        described = isinstance(answer["description"], str)
    except (ValueError, AttributeError, KeyError, TypeError):
        described, parameters = False, {}
    if not described:
        raise NetworkError(f"HTTP {status} from something that is not Telegram")
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise TooManyRequestsError(float(parameters.get("retry_after", 1)))


def _body(data: RequestData) -> aiohttp.FormData | dict[str, str]:
    files = data.multipart_data
    if not files:
        return data.json_parameters
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in files.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
