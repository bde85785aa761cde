"""The guard in tests/conftest.py: no test reaches beyond this machine."""

from __future__ import annotations

import asyncio
import socket

import pytest

from tests.conftest import OutsideError


@pytest.mark.parametrize("address", ["192.0.2.1", "10.0.0.1", "8.8.8.8", "example.com"])
def test_addresses_beyond_this_machine_are_refused(address: str) -> None:
    with socket.socket() as stream, socket.socket(type=socket.SOCK_DGRAM) as datagram:
        for call in (stream.connect, stream.connect_ex):
            with pytest.raises(OutsideError):
                call((address, 53))
        with pytest.raises(OutsideError):
            datagram.sendto(b"x", (address, 53))
        with pytest.raises(OutsideError):
            datagram.sendto(b"x", 0, (address, 53))


def test_names_are_not_looked_up() -> None:
    async def dialogue() -> None:
        with pytest.raises(socket.gaierror):
            await asyncio.open_connection("example.com", 80)
        with pytest.raises(OutsideError):
            await asyncio.open_connection("192.0.2.1", 80)

    asyncio.run(dialogue())


def test_this_machine_is_reached() -> None:
    async def dialogue() -> None:
        server = await asyncio.start_server(lambda _, writer: writer.close(), "localhost", 0)
        port = server.sockets[0].getsockname()[1]
        for name in ("127.0.0.1", "localhost"):
            reader, writer = await asyncio.open_connection(name, port)
            assert await reader.read() == b""
            writer.close()
            await writer.wait_closed()
        server.close()
        await server.wait_closed()

    asyncio.run(dialogue())
