"""Everything that the bot can say about every entry, on every path, is within Discord's limits."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any, get_args

import pytest

from bot.channels.discord import parts
from bot.channels.discord.forms import FORMS
from bot.channels.discord.ids import Mark, private_key, public_key
from bot.channels.discord.outlets import whole
from bot.channels.discord.rendering import cards
from bot.channels.discord.suggestions import Suggestions
from bot.core import texts
from bot.core.account.verdict import Outcome, Verdict, Word
from bot.core.commands import descriptions
from bot.core.dialogue import step
from bot.core.effects import Say
from bot.core.events import Checked, Commanded, Pressed
from bot.core.frozen import replace
from bot.core.state import State
from tests.channels.discord.limits import check_card, check_message, check_modal
from tests.core.base import NOON
from tests.shipped import knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.channels.discord.rendering import Card
    from bot.core.events import Event, Key
    from bot.core.turn import Turn

ALICE = private_key(2**63)
ALOUD = public_key(2**63, 2**63)
_DAY = timedelta(days=1)


class Walk:
    """Presses every button of every state that an entry leads to, and checks every message on the way."""

    def __init__(self, key: Key) -> None:
        self.key = key
        self.private = key == ALICE
        self.seen: set[object] = set()
        self.said: set[Say] = set()

    def entry(self, entry_id: str) -> None:
        """All paths from an entry, until they lead to another one, which has its own walk."""
        begun = self._done(State(), Commanded("e", self.key, NOON, "code", entry_id, private=self.private)).state
        if self.private:
            checking = replace(begun, phase="checking", check="c")
            for outcome in _outcomes():
                self._done(checking, Checked("c:over", self.key, NOON, "c", outcome))
        waiting = [begun]
        while waiting:
            state = waiting.pop()
            mark = _mark(state)
            if mark in self.seen or (state.entry not in (entry_id, None)):
                continue
            self.seen.add(mark)
            waiting += [
                self._done(state, Pressed("p", self.key, NOON, one.id, private=self.private)).state
                for one in state.buttons
            ]

    def _done(self, state: State, event: Event) -> Turn:
        turn = step(state, event, knowledge(), _DAY)
        for said in turn.effects:
            if isinstance(said, Say):
                self.check(said)
        return turn

    def check(self, said: Say) -> None:
        """One message, in every form that it may take."""
        actions = (replace(one, id=one.id.partition(".")[2]) for one in said.buttons)  # without the turn
        same = replace(said, buttons=tuple(actions))
        if same in self.said:
            return
        self.said.add(same)
        forms = [cards(said, self.key, writable=True), cards(said, self.key, embeds=False)]
        for card in (card for made in forms for card in made):
            check_card(card)
            if len(self.said) % 50 == 0:  # the SDK's objects take a hundred times as long
                check_message(_sent(card))


def _sent(card: Card) -> dict[str, Any]:
    """What goes over the wire."""
    body = whole(card)
    embeds = [embed.to_dict() for embed in body.get("embeds", ())]
    rows = body["view"].to_components() if "view" in body else []
    mentions = body["allowed_mentions"].to_dict()
    return {"content": card.content, "embeds": embeds, "components": rows, "allowed_mentions": mentions}


def _mark(state: State) -> object:
    """What decides about the buttons that there are, and what they say. All of them are pressed once."""
    return state.phase, state.entry, state.cause, frozenset(state.shown), state.question, state.wanted


def _outcomes() -> Iterator[Outcome | None]:
    yield None
    for word in get_args(Word):
        yield Outcome(Verdict(word, exp_date=NOON, max_connections=2, active_cons=2, hint=None))


@pytest.mark.untraced
def test_every_entry_on_every_path() -> None:
    async def walk() -> None:
        for key in (ALICE, ALOUD):
            walk = Walk(key)
            for entry_id in knowledge().ids:
                walk.entry(entry_id)
            assert len(walk.said) > 5 * len(knowledge().ids)

    asyncio.run(walk())


def test_every_command_and_every_sentence() -> None:
    async def walk() -> None:
        for name, text in descriptions().items():
            assert 1 <= len(text) <= 100, name
            assert name.islower()
            assert len(name) <= 32
        walk = Walk(ALICE)
        for text in texts._ENGLISH.values():  # noqa: SLF001 -- all of them
            walk.check(Say(text))

    asyncio.run(walk())


def test_every_form() -> None:
    async def walk() -> None:
        for kind in FORMS:
            check_modal(parts.modal(kind, Mark(ALOUD, "1.kind.m3u")).to_dict())

    asyncio.run(walk())


@pytest.mark.untraced
def test_every_suggestion() -> None:
    found = Suggestions(knowledge())
    for typed in ["", *"abcdefghijklmnopqrstuvwxyz0123456789", *knowledge().ids]:
        offered = found.search(typed)
        assert len(offered) <= 25
        assert len({value for _, value in offered}) == len(offered)
        assert all(1 <= len(name) <= 100 and value in knowledge() for name, value in offered)
