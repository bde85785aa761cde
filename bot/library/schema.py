"""The format of a knowledge file, as pydantic models. `knowledge/entry.schema.json` is generated from them.

Every refusal says what is wrong and how to mend it, for an editor who does not program.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from bot.core.account.verdict import Word
from bot.core.entry import Area, Context, FixableBy

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
Verdict = Literal[Word, "otherwise"]
Language = Literal["en", "es", "fr", "de", "pt", "it", "tr", "ru", "ar"]
# People also write in languages in which the bot has no texts; what they say is learned all the same.
Spoken = Literal["en", "es", "fr", "de", "pt", "it", "tr", "ru", "ar", "bg", "el", "nl", "pl", "uk", "vi", "zh"]

# What each pattern means for an editor stands in `bot.library.plain`; a test says that none is forgotten.
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CODE = r"^[0-9]{3,6}$"
CONSTANT = r"^[A-Z0-9]+(_[A-Z0-9]+)*$"
ONE_LINE = r"^[^\n]*$"
SENTENCE = r"^[^\n]*[.!?]$"
STATEMENT = r"^[^\n]*[.!]$"
QUESTION = r"^[^\n]*\?$"
CLAUSE = r"^[^\n]*[^.\s]$"

Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=60)]
Code = Annotated[str, StringConstraints(pattern=CODE)]
Constant = Annotated[str, StringConstraints(pattern=CONSTANT, max_length=60)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=60, pattern=ONE_LINE)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=ONE_LINE)]
Heard = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400, pattern=ONE_LINE)]
Alias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=120, pattern=ONE_LINE)]
Step = Annotated[str, StringConstraints(strip_whitespace=True, min_length=8, max_length=130, pattern=SENTENCE)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=700)]
# Continues "most likely …", so it ends without a full stop and begins in lower case (unless with a name).
Clause = Annotated[str, StringConstraints(strip_whitespace=True, min_length=8, max_length=130, pattern=CLAUSE)]
# Continues the title after a dash, so it begins in lower case (unless with a name) and ends with a full stop.
CauseLine = Annotated[str, StringConstraints(strip_whitespace=True, min_length=12, max_length=150, pattern=STATEMENT)]
DoNot = Annotated[str, StringConstraints(strip_whitespace=True, min_length=8, max_length=120, pattern=ONE_LINE)]
Ask = Annotated[str, StringConstraints(strip_whitespace=True, min_length=8, max_length=120, pattern=QUESTION)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40, pattern=ONE_LINE)]
Conclusion = Annotated[str, StringConstraints(strip_whitespace=True, min_length=12, max_length=320)]


class Strict(BaseModel):
    """A table that refuses keys it does not know: a typo must never go silently wrong."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CauseFile(Strict):
    """[[cause]]: one possible cause; in order, the likeliest first."""

    id: Slug = Field(description="A short name of its own within this file, for example line-in-use.")
    say: Clause = Field(description='Continues "most likely …", without a full stop at its end.')
    area: Area = Field(description="Where the cause lies.")
    because: list[Line] = Field(default=[], description="Signals (names of the vocabulary) that make it likelier.")
    steps: list[Step] = Field(
        min_length=1, max_length=5, description="What the viewer can do now, the safest first; whole sentences."
    )


class AnswerFile(Strict):
    """One answer of a [[question]]: exactly one of `signal` and `go`."""

    say: Label = Field(description="The button's text.")
    signal: Line | None = Field(default=None, description="The signal that this answer tells.")
    go: Slug | None = Field(default=None, description="The id of another entry to which this answer leads.")

    @model_validator(mode="after")
    def one_way(self) -> Self:
        """Refuse an answer that leads nowhere or two ways."""
        if (self.signal is None) == (self.go is None):
            raise ValueError(
                "An answer leads exactly one way."
                ' Give it signal = "…" (what the answer tells) or go = "…" (another entry\'s id), not both.'
            )
        return self


class QuestionFile(Strict):
    """[[question]]: splits the causes; asked when the first advice did not help."""

    ask: Ask = Field(description="The question, on one line, with its question mark.")
    answers: list[AnswerFile] = Field(min_length=2, max_length=4, description="Two to four answers, shown as buttons.")


class SourceFile(Strict):
    """[[source]]: where a fact comes from."""

    document: Line = Field(description="The document's id, as in documents.toml.")
    row: Line = Field(description="The row or section in the document.")
    fact: Text = Field(description="The fact in our own words.")


class OverlayCause(Strict):
    """A cause in another language; the steps replace all of the English ones."""

    say: Clause | None = Field(default=None, description="The cause's `say` in this language.")
    steps: list[Step] | None = Field(default=None, max_length=5, description="All of its steps in this language.")


class OverlayFile(Strict):
    """[overlay.es] and the like: any of the texts, in another language."""

    title: Title | None = Field(default=None, description="The title in this language.")
    cause_line: CauseLine | None = Field(default=None, description="The cause line in this language.")
    meaning: Text | None = Field(default=None, description="The meaning in this language.")
    do_not: DoNot | None = Field(default=None, description="What not to do, in this language.")
    have_ready: Line | None = Field(default=None, description="What to have at hand, in this language.")
    steps: list[Step] | None = Field(default=None, max_length=5, description="All steps of a guide, in this language.")
    cause: dict[Slug, OverlayCause] = Field(default={}, description="Causes by their id.")


class EntryFile(Strict):
    """One TOML file under knowledge/<category>/<id>.toml: one error, message, symptom or guide."""

    id: Slug = Field(description="The file's name without .toml.")
    title: Title = Field(description='What the viewer sees, for example "403 Forbidden".')
    category: Category = Field(description="The name of the folder in which the file stands.")
    context: Context = Field(default="app", description="Which system speaks: the same number means different things.")
    codes: list[Code] = Field(default=[], description="Numbers of this error, as texts of digits.")
    constants: list[Constant] = Field(default=[], description="Names in capitals, as logs show them: AUTH_FAILED.")
    fixable_by: FixableBy = Field(description="Who can mend it.")
    reviewed: dt.date = Field(
        strict=True, description="The day on which somebody last checked this file, as year-month-day without quotes."
    )
    cause_line: CauseLine = Field(
        description="Continues the title after a dash: what it means in plain words; ends with a full stop."
    )
    meaning: Text = Field(description='Background for "Tell me more": one to four sentences.')
    do_not: DoNot = Field(description="One sentence: what not to do.")
    have_ready: Line = Field(description="What to have at hand before writing to the provider; never the password.")
    related: list[Slug] = Field(default=[], max_length=8, description="Ids of entries that are near to this one.")
    aliases: list[Alias] = Field(
        default=[], description="Exact phrases that people write or apps show; no bare numbers, no single common words."
    )
    steps: list[Step] = Field(default=[], max_length=5, description="Only for guides: what to do.")
    cause: list[CauseFile] = Field(default=[], max_length=6, description="[[cause]] tables, the likeliest first.")
    question: list[QuestionFile] = Field(default=[], max_length=3, description="[[question]] tables.")
    heard: dict[Spoken, list[Heard]] = Field(
        default={}, description="How people say it, by language; never a sentence that a test uses."
    )
    after_check: dict[Verdict, Conclusion] = Field(
        default={},
        description="What follows when the account check gave this verdict. {exp_date}, {active}, {max} and {verdict} "
        "are filled in.",
    )
    source: list[SourceFile] = Field(min_length=1, description="[[source]] tables: where the facts come from.")
    overlay: dict[Language, OverlayFile] = Field(default={}, description="The texts in other languages.")

    @model_validator(mode="after")
    def has_advice(self) -> Self:
        """Refuse an entry without advice, and two causes with one id."""
        if bool(self.steps) == bool(self.cause):
            raise ValueError(
                "An entry has either causes or steps."
                " Give [[cause]] tables (for an error) or steps = [...] above the first table (for a guide), not both."
            )
        ids = [cause.id for cause in self.cause]
        if len(set(ids)) < len(ids):
            raise ValueError("Two [[cause]] tables have the same id. Give each its own.")
        return self


class SignalFile(Strict):
    """[[signal]]: something a viewer tells about their case; the newest of a `group` replaces the others of it."""

    name: Line = Field(description="The name by which entries call it.")
    clause: Clause | None = Field(default=None, description='What the bot says of it: "Since <clause>, most likely …".')
    group: Line | None = Field(default=None, description="Of signals of one group only the newest counts.")
    heard: dict[Language, list[Line]] = Field(description="How people say it, by language.")


class NamedFile(Strict):
    """[[app]] or [[device]]: the name as its users know it, and how they spell it."""

    name: Line = Field(description="The name as its users know it.")
    heard: list[Line] = Field(min_length=1, description="How they spell it.")


class TalkFile(Strict):
    """[[talk]]: what is said that is no error report."""

    name: Literal[
        "greeting",
        "thanks",
        "swearing",
        "are you a bot",
        "fixed",
        "still broken",
        "do not know",
        "human",
        "yes",
        "more",
        "help",
        "cancel",
        "money",
        "data",
        "language",
    ] = Field(description="What is meant.")
    heard: dict[Language, list[Line]] = Field(description="How people say it, by language.")


class MenuFile(Strict):
    """[[menu]]: a category that is offered when nothing was understood, and the entries behind it."""

    label: Label = Field(description="The button's text.")
    entries: list[Slug] = Field(min_length=1, max_length=6, description="Ids of entries, in the order of the buttons.")


class AmbiguousFile(Strict):
    """[[ambiguous]]: a word that stands for several entries; when nothing else decides, the bot asks which is meant."""

    name: Line = Field(description="The word.")
    entries: list[Slug] = Field(min_length=1, max_length=4, description="Ids of entries, the likeliest first.")
    heard: dict[Language, list[Line]] = Field(description="How it is spelt, by language.")


class GenericFile(Strict):
    """[[generic]]: entries for what is said beside any error; a more exact finding in the same message goes first."""

    name: Line = Field(description="What they have in common.")
    entries: list[Slug] = Field(min_length=1, description="Ids of entries.")


class ConceptFile(Strict):
    """[[concept]]: what messages speak of, in any language; a stem that ends in * stands for all words it begins."""

    name: Line = Field(description="The name.")
    kind: Literal["subject", "failure", "negation", "scope", "time", "place", "gate"] = Field(
        description="What it tells; gate: whether the message is a report at all."
    )
    heard: dict[Spoken, list[Line]] = Field(description="Words and stems, by language.")


class VocabularyFile(Strict):
    """One file under knowledge/vocabulary/."""

    signal: list[SignalFile] = []
    app: list[NamedFile] = []
    device: list[NamedFile] = []
    talk: list[TalkFile] = []
    menu: list[MenuFile] = []
    ambiguous: list[AmbiguousFile] = []
    generic: list[GenericFile] = []
    concept: list[ConceptFile] = []


class DocumentFile(Strict):
    """[[document]] of knowledge/documents.toml: a document that the product implements, and its rows."""

    id: Slug = Field(description="The name by which sources call it.")
    title: Line = Field(description="What it is, for a reader.")
    row: dict[Line, list[Slug]] = Field(min_length=1, description="Row -> ids of the entries that stand for it.")


class DocumentsFile(Strict):
    """knowledge/documents.toml: what `bot knowledge coverage` checks."""

    document: list[DocumentFile] = Field(min_length=1)


class TemplateFile(Strict):
    """knowledge/templates/<name>.toml: an answer that the support team sends with one press."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=40, pattern=ONE_LINE)] = (
        Field(description="What the team sees on the button.")
    )
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=600)] = Field(
        description="What the user reads."
    )


class NegativeFile(Strict):
    """[[negative]]: messages of one kind that are no report of an error, and how people say them."""

    kind: Literal["other software", "wish", "thanks", "solved", "question", "statement", "chat", "offer", "numbers"]
    heard: dict[Spoken, list[Heard]] = Field(description="Training material: real voices, one message a line.")


class NegativesFile(Strict):
    """knowledge/negatives.toml: what must not be answered as an error."""

    negative: list[NegativeFile] = Field(min_length=1)
