"""Logins without a label beside each value: tables with a heading, and the three lines that providers send.

User | Password          http://line.example.com:8080
tina | secret            tina
                         secret
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.core.redaction.labels import find_labels, kind_of
from bot.core.redaction.looks import address, no_value, placeholder, secret_like
from bot.core.redaction.ordinary import ordinary
from bot.core.redaction.spans import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.redaction.views import View

_LINE: Final = re.compile(r"[^\n]+")
# Beside each, what a line without which needs no look.
_DELIMITERS: Final = (
    ("|", re.compile(r"\|")),
    ("\t", re.compile(r"\t")),
    (";", re.compile(r";")),
    (",", re.compile(r",")),
    ("  ", re.compile(r"[ ]{2,}")),
    (" ", re.compile(r"[ ]")),
)
_RULE: Final = re.compile(r"[\s|:+=-]+")
_STRIP: Final = " \t\r\"'`*_|"
_WIDEST: Final = 300  # characters of a heading
_LONGEST: Final = 50  # rows under it
_PANEL: Final = re.compile(
    r"\W{0,8}(?:[a-z][a-z0-9]{0,9}\W{1,3})?"
    r"(?:https?:/{1,3}(?:[\w-]{1,63}\.){1,6}\w{1,24}|(?:[\w-]{1,63}\.){1,6}\w{1,24}(?=:|[ ]{1,2}\d{2,5}[ ]|["
    r"|;,]\d{2,5}[|;,])"
    r"|(?<=server: )\S{1,99}|(?<=host: )\S{1,99}|(?<=portal: )\S{1,99}|(?<=url: )\S{1,99}|(?<=m3u: )\S{1,99}"
    r"|(?<=xtream: )\S{1,99}|(?<=iptv: )\S{1,99}|(?<=dns: )\S{1,99})"
    r"(?::\d{1,5}|[ ]{1,2}\d{2,5}(?=[ ])|[|;,]\d{2,5}(?=[|;,]))?(?:/c)?/?"
)
# "Your line:", and then two lines, or one with both.
_ACCOUNT: Final = re.compile(
    r"[\W_]{0,8}(?:[^\W\d_]{1,12}[ ]){0,3}(?:line|lines|access|account|subscription|abo|abonnement|trial|test"
    r"|xtream|xtream codes|iptv|cuenta|linea|suscripcion"
    r"|compte|acces|ligne|zugang|konto|conta|acesso|linha|linea|accesso|abbonamento|hesap|uyelik|аккаунт|доступ"
    r"|подписка|الاشتراك|حساب)[ ]{0,2}:[ \t\r]{0,8}"
)
_WORD: Final = re.compile(r"[^\s|,;]{1,120}")
_GLUE: Final = re.compile(r"[ \t]{0,8}[\s|,;:/-][ \t]{0,8}")
_MAX_CELLS: Final = 12
_MAX_STACK: Final = 4
_MAX_LABEL: Final = 24
_HEAD: Final = re.compile(r"[^\W\d_][\w ]*")
_SERVER: Final = re.compile(
    r"(?:server|host|portal|panel)?[ ]?(?:url|adress?e?|name|link)?|playlist[ ]?name|dns|servidor|serveur"
)

_Cell = tuple[int, int]


def tabled(view: View) -> Iterator[Span]:
    """Every value under a heading, and every login under (or behind) a panel's address."""
    lines = [match.span() for match in _LINE.finditer(view.low)]
    until = 0
    for index, line in enumerate(lines):
        if index >= until:
            columns, delimiter = _heading(view.low, line)
            if delimiter is not None:
                until = index + 1
                for row in lines[index + 1 : index + 1 + _LONGEST]:
                    spans = _row(view, row, columns, delimiter)
                    if spans is None:
                        break
                    yield from spans
                    until += 1
        yield from _stacked(view, lines[index : index + 2 * _MAX_STACK])
        yield from _under_panel(view, lines[index : index + 3])
        if _ACCOUNT.fullmatch(view.low, *line):
            yield from _pair(view, line[1], lines[min(index + 2, len(lines) - 1)][1])
            yield from _pair(view, line[1], lines[min(index + 1, len(lines) - 1)][1])


def _cells(low: str, line: _Cell, delimiter: re.Pattern[str]) -> list[_Cell]:
    """The cells of a line, without blanks and quotes; an empty cell at either edge is the table's border."""
    cells: list[_Cell] = []
    start = line[0]
    for match in [*delimiter.finditer(low, *line), None]:
        end = match.start() if match else line[1]
        left = start + len(low[start:end]) - len(low[start:end].lstrip(_STRIP))
        cells.append((left, max(left, start + len(low[start:end].rstrip(_STRIP)))))
        start = match.end() if match else end
    while cells and cells[0][0] == cells[0][1]:
        cells.pop(0)
    while cells and cells[-1][0] == cells[-1][1]:
        cells.pop()
    return cells


def _heading(low: str, line: _Cell) -> tuple[dict[int, Kind], re.Pattern[str] | None]:
    """The secret columns of a heading: two cells or more, wholly labels, a password or a MAC among them."""
    if line[1] - line[0] > _WIDEST:
        return {}, None
    text = low[slice(*line)]
    for sign, delimiter in _DELIMITERS:
        cells = _cells(low, line, delimiter) if sign in text else []
        if not 2 <= len(cells) <= _MAX_CELLS:  # noqa: PLR2004 -- one cell is no table
            continue
        kinds = _kinds(low, cells, whole=sign == " ")
        if set(kinds.values()) & {Kind.PASSWORD, Kind.MAC, Kind.CODE}:
            return kinds, delimiter
    return {}, None


def _kinds(low: str, cells: Sequence[_Cell], *, whole: bool) -> dict[int, Kind]:
    """What the cells that are labels name, by column; if `whole`, nothing unless all of them are."""
    kinds = {}
    for column, (start, end) in enumerate(cells):
        found = find_labels(low[start:end])
        if len(found) == 1 and not found[0].start and found[0].end >= end - start - 1:
            kinds[column] = found[0].kind
        elif whole:
            return {}
    return kinds


def _row(view: View, line: _Cell, columns: dict[int, Kind], delimiter: re.Pattern[str]) -> list[Span] | None:
    """The secrets of a row; None if the table is over."""
    if _RULE.fullmatch(view.low, *line):
        return []
    cells = _cells(view.low, line, delimiter)
    if line[1] - line[0] > _WIDEST or len(cells) <= max(columns):
        return None
    spans = []
    for column, kind in columns.items():
        start, end = cells[column]
        value = view.low[start:end]
        if " " in value or (no_value(value) and kind is not Kind.PASSWORD):
            return None
        if value and not placeholder(value) and not no_value(value):
            spans.append(Span(start, end, kind))
    return spans


def _stacked(view: View, lines: Sequence[_Cell]) -> Iterator[Span]:
    """`Username`, `Password`, `Server` on a line each, and under them their values in that order."""
    kinds: list[Kind | None] = []
    for start, end in lines[:_MAX_STACK]:
        text = view.low[start:end].strip(_STRIP + ":")
        kind = kind_of(text) if len(text) <= _MAX_LABEL and _HEAD.fullmatch(text) else None
        if kind is None and not _SERVER.fullmatch(text):
            break
        kinds.append(kind)
    values = lines[len(kinds) : 2 * len(kinds)]
    if len(kinds) < 2 or len(values) < len(kinds) or Kind.PASSWORD not in kinds:  # noqa: PLR2004 -- two halves
        return
    for kind, (start, end) in zip(kinds, values, strict=True):
        value = view.low[start:end].strip()
        if kind is not None and value and not (no_value(value) or placeholder(value) or address(value) or " " in value):
            at = view.low.index(value, start)
            yield Span(at, at + len(value), kind)


def _under_panel(view: View, lines: Sequence[_Cell]) -> Iterator[Span]:
    """`http://host:8080` and then, on the same line or the two below, a username and a password."""
    start, end = lines[0]
    panel = _PANEL.match(view.low, start, min(end, start + _WIDEST))
    if panel is None:
        return
    if view.low[panel.end() : end].strip():
        yield from _pair(view, panel.end(), end)
    elif len(lines) > 2 and lines[0][1] + 2 >= lines[1][0] and lines[1][1] + 2 >= lines[2][0]:  # noqa: PLR2004 -- no gap
        yield from _pair(view, panel.end(), lines[2][1])


def _pair(view: View, start: int, end: int) -> Iterator[Span]:
    words: list[_Cell] = []
    at = start
    while at < end and len(words) < 3:  # noqa: PLR2004 -- the third says that it is a sentence
        glue = _GLUE.match(view.low, at, end)
        word = _WORD.match(view.low, glue.end(), end) if glue else None
        if glue is None or word is None:
            break
        words.append(_split(view.low, word.span(), words))
        at = words[-1][1]
    if len(words) != 2 or view.low[at:end].strip():  # noqa: PLR2004 -- a username and a password
        return
    values = [view.low[a:b] for a, b in words]
    if any(
        no_value(value) or address(value) or placeholder(value) or value.endswith(":") or find_labels(value)
        for value in values
    ):
        return
    below = view.low.count("\n", start, end) > 1  # each on its own line, and neither a word of the report
    if below and all(value.isalnum() and not ordinary(value) for value in values):
        yield Span(*words[0], Kind.USER)
        yield Span(*words[1], Kind.PASSWORD)
        return
    tight = view.low[start] in ",;|:" and view.low[start] == view.low[words[0][1]]
    if tight or any(secret_like(view.text[a:b]) for a, b in words):
        yield Span(*words[0], Kind.USER)
        yield Span(*words[1], Kind.PASSWORD)


def _split(low: str, word: _Cell, before: Sequence[_Cell]) -> _Cell:
    """`user:password` in one word is two."""
    colon = low.find(":", *word)
    return (word[0], colon) if not before and word[0] < colon < word[1] - 1 else word
