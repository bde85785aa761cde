"""A run that is over: what everybody did and saw, and what the database holds."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.channels.telegram.people import Person
    from tests.faults.crowd import Talker
    from tests.faults.people import Actor
    from tests.faults.team import Team
    from tests.faults.world import World


@dataclass
class Books:
    """A run that is over. `places`: name -> all bytes of a place where no secret may be; `status`: how it ended."""

    world: World
    actors: Sequence[Actor]
    talkers: Sequence[Talker]
    floods: Sequence[Person]
    team: Team
    tables: dict[str, list[dict[str, Any]]]
    places: dict[str, bytes]
    status: int
    repeats: int = 0
    spoken: dict[str, list[tuple[str, str]]] = field(init=False)

    def __post_init__(self) -> None:
        """Chat -> who said what, in order."""
        self.spoken = defaultdict(list)
        for row in sorted(self.tables["transcript"], key=lambda row: row["id"]):
            self.spoken[self.chats[row["conversation_id"]]].append((row["who"], row["text"]))

    @cached_property
    def chats(self) -> dict[int, str]:
        """Conversation -> chat."""
        return {row["id"]: row["chat"] for row in self.tables["conversation"]}

    def lines(self, person: Person, *who: str) -> list[str]:
        """What somebody said in a conversation, as it is stored."""
        return [text for speaker, text in self.spoken[str(person.chat)] if speaker in who]

    @property
    def staying(self) -> list[Actor]:
        """Those who did not have us forget."""
        return [one for one in self.actors if not one.forgotten]

    @cached_property
    def told(self) -> list[dict[str, Any]]:
        """What the helpdesk was told, each once, in the order in which it heard of it first."""
        bodies = (json.loads(body) for _, body in self.world.desk.taken)
        return list({body["id"]: body for body in bodies}.values())
