"""Bodies: capped, decompressed once, and cut where the server or the cap cut them."""

from __future__ import annotations

import asyncio
import gzip
import random
import time
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from bot.core.account.wire import JSON_LIMIT, M3U_LIMIT, Response
from bot.panels import PanelDialler
from bot.panels.body import Body
from tests.panels.parts import HERE, answer, ask, endless, gzipped, reset, same_host, serving

if TYPE_CHECKING:
    from tests.panels.parts import Talk

BODY = b'{"user_info":{"auth":1,"status":"Active"}}' * 20


def _got(*says: bytes | Talk, limit: int = JSON_LIMIT) -> tuple[bytes, bool]:
    got = ask(*says, limit=limit)
    assert isinstance(got, Response)
    return got.body, got.cut


@pytest.mark.parametrize(("length", "cut"), [(4095, False), (4096, False), (4097, True), (20_000, True)])
@pytest.mark.parametrize("packed", [False, True])
def test_the_cap(length: int, cut: bool, packed: bool) -> None:  # noqa: FBT001 - a table of cases
    body = bytes(number * number % 251 for number in range(length))
    says = answer(gzipped(body), "Content-Encoding: gzip") if packed else answer(body)
    assert _got(says, limit=M3U_LIMIT) == (body[:M3U_LIMIT], cut)


def test_64_megabytes_are_not_read() -> None:
    sent = 0

    async def talk(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 67108864\r\n\r\n")
        for _number in range(1024):
            writer.write(bytes(65536))
            await writer.drain()
            sent += 65536

    start = time.process_time()
    assert _got(talk) == (bytes(JSON_LIMIT), True)
    assert time.process_time() - start < 1.0
    assert sent < 20_000_000  # what the two sockets buffer, which the panel has sent and nobody reads


def test_a_bomb_is_not_blown_up() -> None:
    bomb = gzip.compress(bytes(64 * 1024 * 1024))
    assert len(bomb) < JSON_LIMIT
    body = Body(JSON_LIMIT, "gzip")
    tracemalloc.start()
    for start in range(0, len(bomb), 4096):
        if body.hungry:
            body.feed(bomb[start : start + 4096])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert body.end() == (bytes(JSON_LIMIT), True)
    assert peak < 4 * JSON_LIMIT
    assert _got(answer(bomb, "Content-Encoding: gzip")) == (bytes(JSON_LIMIT), True)


@pytest.mark.parametrize(
    ("encoding", "sent"),
    [
        ("gzip", gzipped(BODY)),
        ("GZIP", gzipped(BODY) + b"junk after it"),
        (" x-gzip ", gzipped(BODY)),
        ("deflate", gzipped(BODY, 15)),
        ("deflate", gzipped(BODY, -15)),
        ("identity", BODY),
        ("gzip", BODY),  # announced, and not so
        ("deflate", BODY),
        ("br", BODY),
        ("gzip, gzip", BODY),
    ],
)
def test_one_declared_layer_is_taken_off(encoding: str, sent: bytes) -> None:
    assert _got(answer(sent, f"Content-Encoding: {encoding}")) == (BODY, False)
    body = Body(JSON_LIMIT, encoding)
    for byte in sent:  # in the worst portions
        if body.hungry:
            body.feed(bytes([byte]))
    assert body.end() == (BODY, False)


def test_a_second_layer_and_an_undeclared_one_stay() -> None:
    once = gzipped(BODY)
    assert _got(answer(gzipped(once), "Content-Encoding: gzip")) == (once, False)
    assert _got(answer(once)) == (once, False)


def test_broken_compression_gives_what_there_was() -> None:
    body = random.Random(7).randbytes(20_000).hex().encode()  # noqa: S311 - hard to compress, and always the same
    packed = gzipped(body)
    half = answer(packed[: len(packed) // 2], "Content-Encoding: gzip")
    wrong = answer(packed[:-8] + bytes(8), "Content-Encoding: gzip")  # its checksum
    for says in (half, wrong):
        got, cut = _got(says)
        assert cut
        assert got
        assert body.startswith(got[:4000])
    assert _got(answer(b"", "Content-Encoding: gzip")) == (b"", False)


async def _torn(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\nhello")
    await writer.drain()
    await asyncio.sleep(0.1)
    await reset(reader, writer)


@pytest.mark.parametrize(
    "says",
    [
        answer(b"hello", length=500),  # a lying length
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello#garbage",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFF\r\nhello",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n" + b"0" * 30 + b"5\r\nhello",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n" + b"X-Trailer: y\r\n" * 5000,
    ],
)
def test_a_body_that_makes_no_sense_is_cut(says: bytes) -> None:
    assert _got(says) == (b"hello", True)


def test_a_torn_connection_is_no_end_of_a_body() -> None:
    assert _got(_torn) == (b"hello", True)


def test_chunks_of_one_byte_do_not_hold_up_the_loop() -> None:
    async def check() -> tuple[object, float]:
        chunks = endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 2000)
        async with serving(chunks) as panel:
            fetching = asyncio.create_task(PanelDialler(same_host).fetch(panel.request(), HERE))
            longest = 0.0
            while not fetching.done():
                start = time.process_time()
                await asyncio.sleep(0)
                longest = max(longest, time.process_time() - start)
            return await fetching, longest

    got, longest = asyncio.run(check())
    assert isinstance(got, Response)
    assert got.cut
    assert set(got.body) == {ord("x")}
    assert longest < 0.1
