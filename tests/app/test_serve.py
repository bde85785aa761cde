"""Platforms side by side: what befalls one does not stop the others."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.app import serve
from bot.ports import PlatformError

if TYPE_CHECKING:
    from collections.abc import Sequence


class Messenger:
    """A platform whose runs end as they are told to; the last one ends when it is stopped."""

    def __init__(self, name: str, *ends: Exception) -> None:
        self.name = name
        self.ends = list(ends)
        self.runs = 0

    @property
    def up(self) -> bool:
        return self.runs > 0

    async def run(self, stop: asyncio.Event) -> None:
        self.runs += 1
        if self.ends:
            raise self.ends.pop(0)
        await stop.wait()

    async def close(self) -> None:
        self.runs = 0


def run(platforms: Sequence[Messenger], seconds: float = 0.3) -> list[str]:
    """Run them, stop after some time; what was told."""
    told: list[str] = []

    async def main() -> None:
        stop = asyncio.Event()
        asyncio.get_running_loop().call_later(seconds, stop.set)
        await serve.run(platforms, stop, told.append)

    asyncio.run(main())
    return told


def test_one_that_fails_begins_anew_and_one_that_cannot_be_served_stays_away(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(serve, "_FIRST_WAIT", 0.01)
    good, shaky = Messenger("Good"), Messenger("Shaky", ValueError("geheim77"), OSError("geheim77"))
    refused = Messenger("Refused", PlatformError("ITS_TOKEN: is wrong."))
    told = run([good, shaky, refused])
    assert [good.runs, shaky.runs, refused.runs] == [1, 3, 1]
    assert told[0] == "Serving Good. Ctrl-C ends it."
    assert "Refused is not served: ITS_TOKEN: is wrong." in caplog.text
    assert "Shaky begins anew after ValueError" in caplog.text
    assert "geheim77" not in caplog.text


def test_when_none_is_left_it_says_why() -> None:
    with pytest.raises(PlatformError, match=r"ONE: is wrong\.\nTWO: is wrong\."):
        run([Messenger("One", PlatformError("ONE: is wrong.")), Messenger("Two", PlatformError("TWO: is wrong."))], 60)


def test_a_stop_while_one_waits_for_its_new_beginning() -> None:
    shaky = Messenger("Shaky", ValueError())
    run([shaky], 0.05)
    assert shaky.runs == 1
