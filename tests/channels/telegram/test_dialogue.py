"""The whole dialogue over real HTTP, with the unmodified library, in both modes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.channels.telegram.people import labels
from tests.channels.telegram.server import BotApi
from tests.channels.telegram.world import world

if TYPE_CHECKING:
    from pathlib import Path

LINK = "http://line.example.com:8080/get.php?username=anna77&password=geheim77&type=m3u_plus"


@pytest.mark.parametrize("webhook", [False, True])
def test_from_the_code_to_the_verdict_and_on_after_a_restart(tmp_path: Path, *, webhook: bool) -> None:
    async def talk() -> None:
        async with BotApi() as api:
            async with world(tmp_path, api, webhook=webhook) as here:
                anna = here.person()
                await anna.write("tivimate 403 on all channels since yesterday")
                await anna.reads("403 Forbidden")
                assert "Still broken" in labels(anna.seen[-1])
                await anna.press("Check my account")
                await anna.reads("Send me the link")
                login = await anna.write(f"here it is: {LINK}")
                await anna.reads("I deleted your message")
                await anna.reads("Your account is active")
                assert not any("Checking once" in text for text in anna.texts)  # it was edited into the verdict
                assert (anna.chat, login["message_id"]) not in api.messages
                assert [button["command"] for button in api.commands][:3] == ["start", "help", "code"]
            async with world(tmp_path, api, webhook=webhook) as here:
                await anna.press("Still broken")
                await api.until(lambda: len(anna.seen) >= 5)
                await anna.write("/status")
                await anna.reads("We are at: 403 Forbidden")
                await anna.write("/start 502")
                await anna.reads("502 Bad Gateway")
            assert not api.updates
            assert "geheim77" not in repr(api.calls)

    asyncio.run(talk())
