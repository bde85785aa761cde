"""The port `Dialler`: resolve, dial, follow by the policy, cap and decompress."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import httpcore

from bot.core.account.wire import Failure, Response
from bot.core.frozen import replace
from bot.panels import proxy as egress
from bot.panels.body import Body
from bot.panels.line import Backend
from bot.panels.names import Names, is_address
from bot.panels.transport import Transport, outgoing, quiet
from bot.panels.trouble import TroubleError
from bot.panels.trust import Trust

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import httpx

    from bot.core.account.login import Server
    from bot.core.account.wire import Answer, Request
    from bot.panels.proxy import Proxy

CONNECT: Final = 5.0  # seconds for TCP, and again for TLS (PANELS.md G1)
IDLE: Final = 4.0  # within a body; a panel that told a wrong length, and waits, may have said all it has to say
HOPS: Final = 2

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


class PanelDialler:
    """Carries requests to panels; used by one event loop.

    Args:
        follow: Says where a redirect may lead: given the answered request and the Location as it came (hostile), the
            next request (to the same host, not from https to http), the same one if it is not followed, or a Failure.
        proxy: `http://[user:password@]host:port`, if everything must go through one. Raises ValueError for others.
        connect: Seconds in which a connection must stand, whatever addresses are tried.
        names: How names are looked up.
        trust: Which certificates are believed.
    """

    def __init__(
        self,
        follow: Callable[[Request, str], Request | Failure],
        *,
        proxy: str | None = None,
        connect: float = CONNECT,
        names: Names | None = None,
        trust: Trust | None = None,
    ) -> None:
        self._follow = follow
        self._proxy = egress.parse(proxy) if proxy else None
        self._connect = connect
        self._names = names or Names()
        self._trust = trust or Trust()
        quiet()

    async def resolve(self, server: Server) -> Sequence[str] | Failure:
        """Every address of a host, as text; of an address, itself. Failure("dns") or Failure("timeout")."""
        return await self._names.addresses(server.host)

    async def fetch(self, request: Request, *addresses: str) -> Answer:
        """One GET to the first of these addresses that can be reached; at most two redirects followed, to the same one.

        Of many addresses two are tried, one of each family if there are both. Never raises for what a panel does. Takes
        as long as the panel likes: put a deadline round it.
        """
        tried = _tried(addresses)
        for _ in range(HOPS):
            answer = await self._ask(request, tried, redirects=True)
            if isinstance(answer, Failure) or not _leads_on(answer.status, answer.headers):
                return answer
            following = self._follow(request, answer.headers["location"])
            if isinstance(following, Failure):
                return following
            before, after = request.server, following.server
            if (after.origin, following.target) == (before.origin, request.target):
                return answer  # not to be followed, or sent in a circle: to ask again would count as another login
            if after.host != before.host or (before.scheme, after.scheme) == ("https", "http"):
                return Failure("elsewhere")  # the policy says so already; here it is what the certificate rests on
            request = following
        return await self._ask(request, tried)

    async def _ask(self, request: Request, addresses: list[str], *, redirects: bool = False) -> Answer:
        """One request; `redirects`: the body of a redirect is not wanted."""
        if not addresses or not all(map(is_address, addresses)):
            return Failure("address")
        context = await self._trust.context() if request.server.scheme == "https" else None
        if context is None and request.server.scheme == "https":
            return Failure("tls")
        via = await self._via()
        if isinstance(via, Failure):
            return via
        transport = Transport(Backend(addresses, via), context)
        try:
            answer = await transport.handle_async_request(outgoing(request, self._connect))
            headers = _headers(answer.headers.raw)
            if redirects and _leads_on(answer.status_code, headers):
                return Response(answer.status_code, headers, b"")
            body = Body(request.limit, headers.get("content-encoding", ""))
            content, cut = await _read(transport, answer, body)
            return Response(answer.status_code, headers, content, cut)
        except TroubleError as error:
            return Failure(error.trouble)
        except Exception:  # noqa: BLE001 -- a panel's doing, whatever h11 calls it; the text holds its words or the login
            return Failure("protocol")
        finally:
            await transport.aclose()

    async def _via(self) -> Proxy | Failure | None:
        """The proxy with its address. What is wrong with it is no fault of the panel's, but there is no word for it."""
        if self._proxy is None:
            return None
        found = await self._names.addresses(self._proxy.host)
        return Failure("refused") if isinstance(found, Failure) else replace(self._proxy, host=found[0])


def _tried(addresses: Sequence[str]) -> list[str]:
    """The first, and the first of the other family; else the second."""
    others = [one for one in addresses[1:] if (":" in one) is not (":" in addresses[0])]
    return [*addresses[:1], *(others or addresses[1:])[:1]]


def _leads_on(status: int, headers: Mapping[str, str]) -> bool:
    return status in _REDIRECTS and headers.get("location", "").strip() != ""


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> Mapping[str, str]:
    """Lower-case names; what came twice is joined, as RFC 9110 has it."""
    found: dict[str, list[str]] = {}
    for name, value in raw:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return {name: ", ".join(values) for name, values in found.items()}


async def _read(transport: Transport, answer: httpx.Response, body: Body) -> tuple[bytes, bool]:
    """The body and whether it was cut: by us, by the server, or because its framing made no sense."""
    broken = False
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(None) as idle:
            async for data in answer.aiter_raw():
                transport.allow(len(data))
                if body.hungry:
                    body.feed(data)
                if not body.hungry:
                    transport.stop()  # ends the loop; `break` would leave generators of httpcore to the collector
                idle.reschedule(loop.time() + IDLE)
    except (TroubleError, TimeoutError, httpcore.ProtocolError):
        broken = body.hungry
    content, cut = body.end()
    return content, cut or broken
