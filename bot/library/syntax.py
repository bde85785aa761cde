"""From a file's bytes to its table; what stands in the way is said in plain words, with the line."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, Final

from bot.core.text import clean
from bot.library.faults import Fault
from bot.library.snapshot import HUGE, TOP_FILES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.library.snapshot import Raw, Trouble

_UTF8_MARK: Final = b"\xef\xbb\xbf"
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_SAVE: Final = "Save it again as plain UTF-8 (in the editor's “Save as”, under encoding)."

_TROUBLES: Final[dict[Trouble, tuple[str, str]]] = {
    "huge": (f"The file is larger than {HUGE // 1024} KB.", "Knowledge is text: remove what does not belong here."),
    "outside": ("This is a link to a place outside of the knowledge folder.", "Copy the file itself here."),
    "unreadable": ("The file cannot be read.", "Check its permissions, and that it is not a broken link."),
    "no file": ("This is no file with text in it.", "Remove it, or put a file in its place."),
    "not read": ("The name does not end in .toml, so nothing in it is used.", "Rename it, or move it elsewhere."),
    "too deep": ("A folder inside a category is not read.", "Move its files up into the category's folder."),
    "misplaced": (
        f"At the top of the folder only {' and '.join(sorted(TOP_FILES))} are read.",
        "Move an entry into the folder of its category.",
    ),
}

# The beginning of tomllib's message -> what it means, and how to mend it. A longer beginning stands before a shorter.
_MEANINGS: Final = (
    ("Illegal character '\\n'", "A text is not closed on its line.", 'Put the missing " at its end.'),
    ("Illegal character", "There is an invisible character.", "Type the line again."),
    ("Unterminated string", "A text is not closed.", 'Put the missing " (or """) at its end.'),
    ("Expected '=' after", "A name needs = and a value after it.", 'Write it like: title = "403 Forbidden".'),
    (
        "Expected newline or end",
        "Something stands behind the end of a value.",
        'Is a " inside the text? Write \\" there. Else put every value on a line of its own.',
    ),
    ("Expected ']", "The name in square brackets is not closed.", "Write it like: [after_check] or [[cause]]."),
    ('Expected "]]"', "The name in square brackets is not closed.", "Write it like: [[cause]]."),
    ("Invalid statement", "This line is not understood.", 'A line is name = "value", [table], or a # comment.'),
    ("Invalid value", "A value is missing, or it needs quotation marks.", 'Write it like: title = "403 Forbidden".'),
    ("Invalid initial character", "A name begins with a character that it may not have.", "Use letters, digits, -, _."),
    ("Cannot overwrite", "The same name stands twice in one table.", "Keep one of them."),
    ("Duplicate inline table key", "The same name stands twice between { and }.", "Keep one of them."),
    ("Cannot declare", "The same table stands twice.", "Join them; only [[cause]] and the like may repeat."),
    ("Cannot mutate", "This adds to something that is closed already.", "Write all of it in one place."),
    ("Cannot redefine", "The same table stands twice.", "Join them; only [[cause]] and the like may repeat."),
    ("Unclosed array", "A list is not closed.", 'Look for a missing comma or ] : aliases = ["one", "two"].'),
    ("Unclosed inline table", "A table between { and } is not closed.", "Look for a missing comma or }."),
    ("Unescaped '\\'", "A text has a single backslash.", "Write it twice: \\\\."),
)
_UNKNOWN: Final = ("This is not understood.", "Compare the line with the same line in a file that works.")
# tomllib keeps every beginning of a dotted name, each by itself: 400 KB of "a.a.a" took all memory of the machine. The
# longest name here is overlay.es.cause.place; each part is read once, since none begins behind a sign of another.
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_DOTTED = re.compile(rf"""(?<![\w."'-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{32}}""")
_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_DATE = re.compile(r"=\s*\d{1,4}[-./]\d{1,2}[-./]")
_CURLY_QUOTES = re.compile("=\\s*\\[?\\s*[“”„‟«‘’]")  # noqa: RUF001 -- exactly these are meant


def parse(file: Raw) -> dict[str, Any] | Fault:
    """The file's table, or why there is none."""
    if file.trouble:
        return Fault(file.name, "", *_TROUBLES[file.trouble])
    if file.data.startswith(_UTF16_MARKS):
        return Fault(file.name, "", "The file is saved as UTF-16.", _SAVE)
    if file.data.startswith(_UTF8_MARK):
        return Fault(file.name, "", "The file begins with an invisible mark (a BOM).", "Save it as UTF-8 without BOM.")
    try:
        text = file.data.decode()
    except UnicodeDecodeError as error:
        line = file.data.count(b"\n", 0, error.start) + 1
        return Fault(file.name, f"line {line}", "A character is not saved as UTF-8.", _SAVE)
    if dotted := _DOTTED.search(text):
        line = text.count("\n", 0, dotted.start()) + 1
        return Fault(file.name, f"line {line}", "This has too many dots for a name.", "Write it like: [overlay.es].")
    try:
        return tomllib.loads(text)
    # ValueError: a number of thousands of digits; RecursionError: thousands of brackets.
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        return _syntax(file.name, text, str(error))


def _syntax(name: str, text: str, message: str) -> Fault:
    found = _LINE.search(message)
    lines = text.splitlines()
    number = int(found[1]) if found else len(lines)
    if message.startswith("Unterminated string"):
        number = text.count("\n", 0, max(text.rfind('"""'), text.rfind("'''"), 0)) + 1
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    if _CURLY_QUOTES.search(line):
        problem, mend = "The quotation marks are curly ones.", 'Use straight ones: "like this".'
    elif _DATE.search(line):
        problem, mend = "There is no such date.", "Write year, month, day like: reviewed = 2026-11-21."
    else:
        problem, mend = next((words for start, *words in _MEANINGS if message.startswith(start)), _UNKNOWN)
    return Fault(name, f"line {number}", problem, mend)


def invisible(name: str, table: Mapping[str, Any]) -> Iterator[Fault]:
    """Faults for invisible characters in texts: they would never match what people type, and they can hide things."""
    for field, text in _texts(table, ()):
        if clean(text) != text:
            problem = "The text holds an invisible character (it often comes with copied text)."
            yield Fault(name, field, problem, "Type the text anew instead of pasting it.")


def _texts(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield field_name(path), value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield field_name((*path, key)), key
            yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*path, number))


def field_name(path: tuple[str | int, ...]) -> str:
    """A field as an editor counts: ("cause", 1, "steps", 0) is "cause 2, steps 1"."""
    words: list[str] = []
    for part in path:
        if isinstance(part, int) and words:
            words[-1] += f" {part + 1}"
        elif part != "[key]":  # pydantic's word for "the key itself"
            words.append(str(part))
    return ", ".join(words)
