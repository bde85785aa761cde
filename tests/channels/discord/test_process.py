"""`bot serve` as a process, on Discord alone."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import TYPE_CHECKING

from tests.channels.discord.server import TOKEN, discord_server
from tests.cli.run import environment

if TYPE_CHECKING:
    from pathlib import Path

    from tests.channels.discord.server import Discord


async def served(folder: Path, server: Discord, **more: str) -> asyncio.subprocess.Process:
    """The process, logged in."""
    settings = {"DISCORD_TOKEN": TOKEN, "DISCORD_API_BASE": server.url, "DISCORD_GATEWAY_URL": server.gateway, **more}
    before = server.identified
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "serve"),
        cwd=folder,
        env=environment(settings),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    await server.until(lambda: server.identified > before, 60)
    return process


def test_it_serves_and_ends_and_goes_on_where_it_was(tmp_path: Path) -> None:
    async def run() -> None:
        async with discord_server() as server:
            process = await served(tmp_path, server)
            message = await server.answered(await server.slash("code", code="403"), "403 Forbidden")
            process.send_signal(signal.SIGKILL)
            await process.wait()
            process = await served(tmp_path, server)
            await server.answered(await server.press(message, "Still broken"), "One question")
            process.send_signal(signal.SIGTERM)
            out, errors = await asyncio.wait_for(process.communicate(), 10)
            assert process.returncode == 0
            assert b"Serving Discord" in out
            assert errors == b""
            assert server.told_commands == 1

    asyncio.run(run())
