"""An egress proxy: a tunnel to the address that was checked, for http and https, and never from the environment."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from typing import TYPE_CHECKING

import pytest

from bot.core.account.wire import Failure, Response
from bot.core.frozen import replace
from bot.panels import PanelDialler, parse_proxy
from bot.panels.trust import Trust
from tests.panels.parts import HERE, answer, reset, same_host, serving

if TYPE_CHECKING:
    import ssl

    from bot.core.account.wire import Answer
    from tests.panels.conftest import Certificate
    from tests.panels.parts import Panel, Talk

BODY = b'{"user_info":{}}'


def _tunnel(to: int) -> Talk:
    """What a proxy does."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, onward = await asyncio.open_connection(HERE, to)
        writer.write(b"HTTP/1.1 200 Connection established\r\nVia: x\r\n\r\n")

        async def pump(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
            while data := await source.read(65536):
                target.write(data)
            target.close()

        try:
            await asyncio.gather(pump(reader, onward), pump(there, writer))
        finally:
            onward.transport.abort()

    return talk


def _through(says: bytes | Talk | None, user: str = "", tls: Certificate | None = None) -> tuple[Answer, Panel, Panel]:
    server: ssl.SSLContext | None = tls.server() if tls else None

    async def check() -> tuple[Answer, Panel, Panel]:
        async with serving(answer(BODY), tls=server) as panel, serving(says or _tunnel(panel.port)) as proxy:
            dialler = PanelDialler(
                same_host,
                proxy=f"http://{user}localhost:{proxy.port}/",
                trust=Trust(tls.client) if tls else None,
                connect=1.0,
            )
            return await dialler.fetch(panel.request("https" if tls else "http"), HERE), panel, proxy

    return asyncio.run(check())


def test_http_goes_through_a_tunnel() -> None:
    got, panel, proxy = _through(None)
    assert isinstance(got, Response)
    assert got.body == BODY
    target = f"{HERE}:{panel.port}"
    assert proxy.asked == [f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n".encode()]
    assert panel.asked[0].startswith(b"GET /player_api.php")


def test_https_too_and_the_proxy_has_a_password(certificate: Certificate) -> None:
    got, _, proxy = _through(None, "me:pass%40word@", certificate)
    assert isinstance(got, Response)
    assert b"\r\nProxy-Authorization: Basic " + b64encode(b"me:pass@word") + b"\r\n" in proxy.asked[0]


@pytest.mark.parametrize(
    ("says", "trouble"),
    [
        (b"HTTP/1.1 403 Forbidden\r\n\r\n", "refused"),
        (b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "refused"),
        (b"HTTP/1.1 502 Bad Gateway\r\n\r\n", "refused"),
        (b"HTTP/1.1 504 Gateway Timeout\r\n\r\n", "timeout"),
        (b"garbage\r\n\r\n", "protocol"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000, "protocol"),
        (b"HTTP/1.1 200", "protocol"),
        (reset, "reset"),
    ],
)
def test_a_proxy_that_will_not(says: bytes | Talk, trouble: str) -> None:
    got, panel, _ = _through(says)
    assert isinstance(got, Failure)
    assert got.trouble == trouble
    assert panel.asked == []


def test_a_proxy_that_is_not_there() -> None:
    async def check() -> Answer:
        async with serving(answer(BODY)) as panel:
            return await PanelDialler(same_host, proxy="http://proxy.example:3128").fetch(panel.request(), HERE)

    assert asyncio.run(check()) == Failure("refused")


def test_the_address_of_ipv6_is_in_brackets() -> None:
    async def check() -> list[bytes]:
        async with serving(b"HTTP/1.1 403 Forbidden\r\n\r\n") as proxy:
            request = proxy.request()
            request = replace(request, server=replace(request.server, host="2001:db8::1"))
            await PanelDialler(same_host, proxy=f"http://{HERE}:{proxy.port}").fetch(request, "2001:db8::1")
            return proxy.asked

    asked = asyncio.run(check())
    assert asked[0].startswith(b"CONNECT [2001:db8::1]:")


@pytest.mark.parametrize(
    "url",
    [
        "", "secret", "proxy:3128", "http://", "http://secret", "https://secret:1", "socks5://secret:1", "http://secret:x",
        "http://secret:99999", "http://secret:1/path", "http://secret:1?q", "http://[secret:1",
    ],
)  # fmt: skip
def test_other_proxies_are_refused_without_repeating_them(url: str) -> None:
    with pytest.raises(ValueError, match=r"The proxy is not of the form http://host:port") as caught:
        parse_proxy(url)
    assert "secret" not in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_the_environment_names_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")

    async def check() -> Answer:
        async with serving(answer(BODY)) as panel:
            return await PanelDialler(same_host).fetch(panel.request(), HERE)

    assert isinstance(asyncio.run(check()), Response)
