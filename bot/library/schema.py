"""The format of a knowledge file, as pydantic models. `knowledge/entry.schema.json` is generated from them.

Every refusal says what is wrong and how to mend it, for an editor who does not program.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 -- pydantic resolves annotations when the models are built
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from bot.core.entry import Area, Context, FixableBy  # noqa: TC001 -- resolved when the models are built

Category = Literal[
    "http",
    "xtream-http",
    "gcore",
    "xtream-log",
    "panel-log",
    "mag-stalker",
    "flood",
    "account",
    "app-message",
    "exoplayer",
    "player",
    "network",
    "symptom",
    "guide",
]
Verdict = Literal[
    "active",
    "trial",
    "expired",
    "banned",
    "disabled",
    "max_connections",
    "invalid_credentials",
    "blocked",
    "rate_limited",
    "not_xtream",
    "malformed",
    "server_error",
    "unreachable",
    "unknown",
    "otherwise",
]
Language = Literal["en", "es", "fr", "de", "pt", "it", "tr", "ru", "ar"]

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\n]*$")]
Step = Annotated[str, StringConstraints(strip_whitespace=True, min_length=8, max_length=130, pattern=r"^[^\n]*[.!?]$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=700)]
# Continues "most likely …", so it ends without a full stop and begins in lower case (unless with a name).
Clause = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=8, max_length=130, pattern=r"^[^\n]*[^.\s]$")
]
# Continues the title after a dash, so it begins in lower case (unless with a name) and ends with a full stop.
CauseLine = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=12, max_length=150, pattern=r"^[^\n]*[.!]$")
]
Conclusion = Annotated[str, StringConstraints(strip_whitespace=True, min_length=12, max_length=320)]


class Strict(BaseModel):
    """A table that refuses keys it does not know: a typo must never go silently wrong."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CauseFile(Strict):
    """[[cause]]: in order, the likeliest first."""

    id: Slug
    say: Clause
    area: Area
    because: list[Line] = []
    steps: list[Step] = Field(min_length=1, max_length=5)


class AnswerFile(Strict):
    """One answer of a [[question]]: exactly one of `signal` and `go`."""

    say: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    signal: str | None = None
    go: Slug | None = None

    @model_validator(mode="after")
    def one_way(self) -> Self:
        """Refuse an answer that leads nowhere or two ways."""
        if (self.signal is None) == (self.go is None):
            raise ValueError(
                'give exactly one of signal = "…" (what the answer tells) or go = "…" (another entry\'s id)'
            )
        return self


class QuestionFile(Strict):
    """[[question]]: splits the causes; asked when the first advice did not help."""

    ask: Annotated[str, StringConstraints(min_length=8, max_length=120, pattern=r"^[^\n]*\?$")]
    answers: list[AnswerFile] = Field(min_length=2, max_length=4)


class SourceFile(Strict):
    """[[source]]: where a fact comes from."""

    document: Line
    row: Line
    fact: Text


class OverlayCause(Strict):
    """A cause in another language; the steps replace all of the English ones."""

    say: Clause | None = None
    steps: list[Step] | None = None


class OverlayFile(Strict):
    """[overlay.es] and the like: any of the texts, in another language."""

    title: Line | None = None
    cause_line: CauseLine | None = None
    meaning: Text | None = None
    do_not: Line | None = None
    have_ready: Line | None = None
    steps: list[Step] | None = None
    cause: dict[Slug, OverlayCause] = {}


class EntryFile(Strict):
    """One TOML file under knowledge/<category>/<id>.toml."""

    id: Slug
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=60)]
    category: Category
    context: Context = "app"
    codes: list[Annotated[str, StringConstraints(pattern=r"^[0-9]{3,6}$")]] = []
    constants: list[Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]+(_[A-Z0-9]+)*$")]] = []
    fixable_by: FixableBy
    reviewed: dt.date
    cause_line: CauseLine
    meaning: Text
    do_not: Annotated[str, StringConstraints(strip_whitespace=True, min_length=8, max_length=120)]
    have_ready: Line
    related: list[Slug] = Field(default=[], max_length=8)
    aliases: list[Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=120)]] = []
    steps: list[Step] = Field(default=[], max_length=5)
    cause: list[CauseFile] = Field(default=[], max_length=6)
    question: list[QuestionFile] = Field(default=[], max_length=3)
    heard: dict[Language, list[Line]] = {}
    after_check: dict[Verdict, Conclusion] = {}
    source: list[SourceFile] = Field(min_length=1)
    overlay: dict[Language, OverlayFile] = {}

    @model_validator(mode="after")
    def has_advice(self) -> Self:
        """Refuse an entry without advice, and two causes with one id."""
        if bool(self.steps) == bool(self.cause):
            raise ValueError("give [[cause]] tables (an error), or steps = […] (a guide), not both and not neither")
        ids = [cause.id for cause in self.cause]
        if len(set(ids)) < len(ids):
            raise ValueError("two [[cause]] tables have the same id: give each its own")
        return self


class SignalFile(Strict):
    """[[signal]]: something a viewer tells about their case; the newest of a `group` replaces the others of it."""

    name: Line
    clause: Clause | None = None  # "Since <clause>, most likely …"
    group: Slug | None = None
    heard: dict[Language, list[Line]]


class NamedFile(Strict):
    """[[app]] or [[device]]: the name as its users know it, and how they spell it."""

    name: Line
    heard: list[Line] = Field(min_length=1)


class TalkFile(Strict):
    """[[talk]]: what is said that is no error report."""

    name: Literal["greeting", "thanks", "swearing", "are you a bot", "fixed", "still broken", "do not know", "human"]
    heard: dict[Language, list[Line]]


class VocabularyFile(Strict):
    """One file under knowledge/vocabulary/."""

    signal: list[SignalFile] = []
    app: list[NamedFile] = []
    device: list[NamedFile] = []
    talk: list[TalkFile] = []


class DocumentFile(Strict):
    """[[document]] of knowledge/documents.toml: a document that the product implements, and its rows."""

    id: Slug
    title: Line
    row: dict[str, list[Slug]]  # row -> ids of the entries that stand for it


class DocumentsFile(Strict):
    """knowledge/documents.toml: what `bot knowledge coverage` checks."""

    document: list[DocumentFile] = Field(min_length=1)
