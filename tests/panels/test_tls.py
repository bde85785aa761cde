"""TLS: the certificate is that of the name, whatever the address; everything else is the word "tls"."""

from __future__ import annotations

import asyncio
import ssl
import threading
import time
from typing import TYPE_CHECKING

import pytest

from bot.core.account.wire import Failure, Response
from bot.core.frozen import replace
from bot.panels import PanelDialler
from bot.panels.trust import Trust
from bot.panels.wire import Wire
from tests.panels.parts import HERE, NAME, answer, reset, same_host, serving, silence

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.account.wire import Answer
    from tests.panels.conftest import Certificate
    from tests.panels.parts import Talk

BODY = b'{"user_info":{}}' * 4000


def _ask(
    client: Callable[[], ssl.SSLContext], server: ssl.SSLContext | None, says: bytes | Talk, greets: bytes = b""
) -> Answer:
    async def check() -> Answer:
        async with serving(says, tls=server, greets=greets) as panel, asyncio.timeout(5):
            dialler = PanelDialler(same_host, trust=Trust(client), connect=1.0)
            return await dialler.fetch(panel.request("https"), HERE)

    return asyncio.run(check())


def test_by_name(certificate: Certificate) -> None:
    heard: list[str] = []
    server = certificate.server()
    server.sni_callback = lambda _socket, name, _context: heard.append(name)
    got = _ask(certificate.client, server, answer(BODY))
    assert isinstance(got, Response)
    assert (got.status, got.body, got.cut) == (200, BODY, False)
    assert heard == ["panel.example"]


def test_nothing_is_lost_when_the_server_closes_at_once(certificate: Certificate) -> None:
    got = _ask(certificate.client, certificate.server(), b"HTTP/1.1 200 OK\r\n\r\n" + BODY * 4)
    assert isinstance(got, Response)
    assert (len(got.body), got.cut) == (len(BODY) * 4, False)


def test_strange_certificates(certificate: Certificate, of_address: Certificate) -> None:
    says = answer(BODY)
    assert _ask(ssl.create_default_context, certificate.server(), says) == Failure("tls")  # signed by itself
    assert _ask(of_address.client, of_address.server(), says) == Failure("tls")  # believed, but of another name
    old = certificate.server()
    old.set_alpn_protocols(["h2"])
    assert isinstance(_ask(certificate.client, old, says), Response)  # HTTP/1.1 all the same


def test_a_name_that_no_certificate_can_have(certificate: Certificate) -> None:
    async def check() -> Answer:
        async with serving(answer(BODY), tls=certificate.server()) as panel:
            request = panel.request("https")
            request = replace(request, server=replace(request.server, host="a" * 70 + ".example"))
            return await PanelDialler(same_host, trust=Trust(certificate.client)).fetch(request, HERE)

    assert asyncio.run(check()) == Failure("tls")


def test_plain_http_on_the_port() -> None:
    bad = b"HTTP/1.1 400 Bad Request\r\n\r\n"
    assert _ask(ssl.create_default_context, None, silence, bad) == Failure("tls")  # it speaks before TLS has begun
    assert _ask(ssl.create_default_context, None, silence) == Failure("tls")  # it waits for the rest of a request


def test_what_comes_before_the_handshake_is_no_answer(certificate: Certificate) -> None:
    async def check() -> bytes:
        async with serving(answer(b"true"), tls=certificate.server()) as panel, asyncio.timeout(5):
            wire = await Wire.connect(HERE, panel.port)
            wire.data_received(answer(b"injected"))
            await wire.secure(certificate.client(), NAME)
            wire.write(b"GET / HTTP/1.1\r\n\r\n")
            try:
                return await wire.read(4096)
            finally:
                wire.close()

    assert asyncio.run(check()) == answer(b"true")


def test_reset_after_the_handshake(certificate: Certificate) -> None:
    assert _ask(certificate.client, certificate.server(), reset) == Failure("reset")


def test_a_client_certificate_is_wanted(certificate: Certificate) -> None:
    server = certificate.server()
    server.verify_mode = ssl.CERT_REQUIRED
    # In TLS 1.3 the refusal comes after the handshake, and often the cut comes first.
    assert _ask(certificate.client, server, answer(BODY)) in {Failure("tls"), Failure("reset")}


def test_garbage_inside_tls(certificate: Certificate) -> None:
    async def garbage(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        raw = writer.transport._ssl_protocol._transport  # type: ignore[attr-defined]  # noqa: SLF001 - the only way
        raw.write(b"this is no record of TLS")
        await silence(reader, writer)

    assert _ask(certificate.client, certificate.server(), garbage) == Failure("tls")


def test_the_list_is_read_once_late_and_elsewhere() -> None:
    made: list[str] = []

    def make() -> ssl.SSLContext:
        time.sleep(0.05)
        made.append(threading.current_thread().name)
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    async def check() -> bool:
        trust = Trust(make)
        assert made == []
        contexts = await asyncio.gather(*(trust.context() for _ in range(5)))
        return len({id(context) for context in [*contexts, await trust.context()]}) == 1

    assert asyncio.run(check())
    assert made == ["panels"]


def test_without_a_list_nothing_is_believed(certificate: Certificate) -> None:
    def missing() -> ssl.SSLContext:
        raise FileNotFoundError

    assert _ask(missing, certificate.server(), answer(BODY)) == Failure("tls")


def test_the_usual_list() -> None:
    context = asyncio.run(Trust().context())
    assert context
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert len(context.get_ca_certs()) > 50


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_the_environment_has_no_say(variable: str, monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv(variable, str(tmp_path))
    context = asyncio.run(Trust().context())
    assert context
    assert len(context.get_ca_certs()) > 50
