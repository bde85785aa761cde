"""What panels answer: ordinary things, odd things, and things that were made to hurt."""

from __future__ import annotations

import asyncio
import errno
import time
from typing import TYPE_CHECKING

import pytest

from bot.core.account.wire import Failure, Response
from bot.panels import PanelDialler, dialler
from bot.panels.trouble import connecting
from tests.panels.parts import (
    HERE,
    NAME,
    TARGET,
    answer,
    ask,
    drip,
    endless,
    reset,
    same_host,
    serving,
    silence,
)
from tests.waiting import until

if TYPE_CHECKING:
    import socket

    from tests.panels.parts import Talk

BODY = b'{"user_info":{"auth":1}}'


def test_an_answer_comes_back_as_it_is() -> None:
    got = ask(answer(BODY, "X-Two: a", "x-two: b", "Set-Cookie: c=d"))
    headers = {"server": "nginx", "content-length": "24", "x-two": "a, b", "set-cookie": "c=d"}
    assert got == Response(200, headers, BODY)


def test_the_address_is_dialled_and_the_name_is_said() -> None:
    async def check() -> tuple[int, bytes]:
        async with serving(answer(BODY)) as panel:
            await PanelDialler(same_host).fetch(
                panel.request(Cookie="mac=00", Host="no", Connection="keep-alive"), HERE
            )
            return panel.port, panel.asked[0]

    port, asked = asyncio.run(check())
    lines = asked.decode().split("\r\n")
    assert lines[:2] == [f"GET {TARGET} HTTP/1.1", f"host: {NAME}:{port}"]
    assert set(lines[2:-2]) == {
        "accept: */*", "accept-encoding: identity", "connection: close", "user-agent: bot/1", "cookie: mac=00",
    }  # fmt: skip


@pytest.mark.parametrize("status", [200, 204, 304, 401, 403, 404, 444, 451, 458, 503, 520, 884, 999])
def test_every_status_comes_through(status: int) -> None:
    got = ask(answer(b"", status=f"{status} Whatever"))
    assert isinstance(got, Response)
    assert (got.status, got.body, got.cut) == (status, b"", False)


def test_interim_answers_are_skipped() -> None:
    assert ask(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + answer(BODY)) == ask(
        answer(BODY)
    )


@pytest.mark.parametrize(
    "says",
    [
        b"HTTP/1.1 200\r\n\r\n" + BODY,  # no reason, no length
        b"HTTP/1.0 200 OK\n\n" + BODY,  # line feeds alone
        b"HTTP/1.1 200 OK\r\nContent-Length: 24\r\nContent-Length: 24\r\n\r\n" + BODY + b"junk after it",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nA;x=y\r\n%b\r\nE\r\n%b\r\n0\r\n\r\n"
        % (BODY[:10], BODY[10:]),
        b"HTTP/1.1 200 \xfcblich\r\nX-Name: \xfc\r\n\r\n" + BODY,
    ],
)  # fmt: skip
def test_loose_framing_is_read(says: bytes) -> None:
    got = ask(says)
    assert isinstance(got, Response)
    assert (got.status, got.body, got.cut) == (200, BODY, False)


@pytest.mark.parametrize(
    "says",
    [
        b'{"user_info":{}}',  # HTTP/0.9
        b"HTTP",  # ended too early
        b"HTTP/1.1 200 OK\r\nServer: x",
        b"HTTP/1.1 000 Nothing\r\n\r\n",
        b"HTTP/1.1 1e3 Odd\r\n\r\n",
        b"HTTP/1.1 20000 Long\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
        b"HTTP/2 200\r\n\r\n",
        b"ICY 200 OK\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"\x16\x03\x01\x02\x00\x01" * 50,
        b"\0" * 5000,
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nna me: x\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",  # one huge header
        b"HTTP/1.1 200 OK\r\nX: y\0z\r\n\r\n",
        endless(b"HTTP/1.1 200 OK\r\n", b"X-Again: and again\r\n" * 50),
        endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 50),
        endless(b"HTTP/1.1 ", b"2" * 1000),
    ],
)  # fmt: skip
def test_what_is_no_http_is_a_failure(says: bytes | Talk) -> None:
    assert ask(says) == Failure("protocol")


def test_it_ends_at_once_where_more_garbage_could_come() -> None:
    async def garbage(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"hello, this is no HTTP server\r\n")
        await silence(reader, writer)

    assert ask(garbage, within=1.0) == Failure("protocol")


def test_a_cut_before_any_byte_is_told_from_one_after() -> None:
    async def later(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n")
        await writer.drain()
        await asyncio.sleep(0.1)
        await reset(reader, writer)

    assert ask(reset) == Failure("reset")
    assert ask(b"") == Failure("reset")
    assert ask(later) == Failure("protocol")


def test_nobody_listens() -> None:
    async def check() -> object:
        async with serving(b"") as panel:
            request = panel.request()
        return await PanelDialler(same_host).fetch(request, HERE)

    assert asyncio.run(check()) == Failure("refused")


def test_nobody_picks_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang(*_: object) -> None:
        await asyncio.sleep(60)

    async def check() -> object:
        monkeypatch.setattr(asyncio.get_running_loop(), "sock_connect", hang)
        async with serving(b"") as panel:
            return await PanelDialler(same_host, connect=0.1).fetch(panel.request(), HERE)

    assert asyncio.run(check()) == Failure("timeout")


@pytest.mark.parametrize(
    ("addresses", "reached"),
    [
        ([HERE], 1),
        (["::1", HERE], 1),  # nobody listens at the first one
        ([HERE, "::1"], 1),
        (["127.0.0.2", "127.0.0.3", HERE], 0),  # of one family two are tried
        (["127.0.0.2", "::1", HERE], 0),  # the first, and one of the other family
        (["127.0.0.2", "::2", "::3", HERE], 0),
    ],
)
def test_where_nobody_listens_the_next_address_is_dialled(addresses: list[str], reached: int) -> None:
    async def check() -> int:
        async with serving(answer(BODY)) as panel, asyncio.timeout(5):
            got = await PanelDialler(same_host).fetch(panel.request(), *addresses)
            assert isinstance(got, Response) is (reached == 1)
            return len(panel.asked)

    assert asyncio.run(check()) == reached


def test_who_took_the_connection_is_not_asked_again_at_another_address() -> None:
    async def check(*says: bytes | Talk) -> tuple[object, int]:
        async with serving(*says) as panel, asyncio.timeout(5):
            return await PanelDialler(same_host).fetch(panel.request(), HERE, "127.0.0.1"), len(panel.asked)

    assert asyncio.run(check(reset)) == (Failure("reset"), 1)
    assert asyncio.run(check(answer(b"", f"Location: http://{NAME}:1/?", status="302 Moved"))) == (
        Failure("refused"),
        1,
    )


def test_a_first_address_that_does_not_answer_costs_half_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    async def check() -> object:
        loop = asyncio.get_running_loop()
        real = loop.sock_connect

        async def hang(sock: socket.socket, to: tuple[str, int]) -> None:
            await (asyncio.sleep(60) if to[0] == "127.0.0.2" else real(sock, to))

        monkeypatch.setattr(loop, "sock_connect", hang)
        async with serving(answer(BODY)) as panel:
            return await PanelDialler(same_host, connect=0.4).fetch(panel.request(), "127.0.0.2", HERE)

    assert isinstance(asyncio.run(check()), Response)


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (ConnectionRefusedError(errno.ECONNREFUSED, "refused"), "refused"),
        (ConnectionResetError(errno.ECONNRESET, "reset"), "reset"),
        (TimeoutError(errno.ETIMEDOUT, "timed out"), "timeout"),
        (OSError(errno.ENETUNREACH, "no route"), "timeout"),
        (OSError(errno.EACCES, "a firewall of ours"), "refused"),
    ],
)
def test_what_keeps_a_connection_from_being_made(error: OSError, trouble: str) -> None:
    assert connecting(error) == trouble


def test_only_addresses_are_dialled() -> None:
    async def check() -> object:
        async with serving(answer(BODY)) as panel:
            assert await PanelDialler(same_host).fetch(panel.request()) == Failure("address")
            return await PanelDialler(same_host).fetch(panel.request(), "localhost")

    assert asyncio.run(check()) == Failure("address")


async def _half(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(answer(BODY, length=1000))
    await silence(reader, writer)


def test_a_body_that_stops_is_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialler, "IDLE", 0.05)
    got = ask(_half)
    assert isinstance(got, Response)
    assert (got.body, got.cut) == (BODY, True)


@pytest.mark.parametrize("talk", [drip, silence, _half])
def test_the_deadline_of_the_caller_ends_everything(talk: Talk) -> None:
    async def check() -> tuple[float, int]:
        async with serving(talk) as panel:
            start = time.perf_counter()
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.5):
                    await PanelDialler(same_host).fetch(panel.request(), HERE)
            took = time.perf_counter() - start
            for _ in range(20):  # until the panel notices
                await asyncio.sleep(0.1 if panel.open else 0)
            return took, panel.open

    took, still_open = asyncio.run(check())
    assert took < 5  # the longest that a check takes is 12
    assert still_open == 0


def test_a_cancelled_check_closes_its_socket() -> None:
    async def check() -> int:
        async with serving(silence) as panel:
            task = asyncio.create_task(PanelDialler(same_host).fetch(panel.request(), HERE))
            await until(lambda: panel.open)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            await asyncio.sleep(0.1)
            return panel.open

    assert asyncio.run(check()) == 0
