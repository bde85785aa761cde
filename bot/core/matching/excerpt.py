"""Of a long log, the lines that matter: those with error words, the first ones (where people explain), and the end."""

from __future__ import annotations

import re

_LINES, _CHARACTERS = 30, 4_000  # more than this is a log and not a message
_HEAD, _ERRORS, _TAIL = 4, 40, 12  # lines kept: the explanation, the latest errors, what happened last
_PIECES = r"[^\n]{1,400}(?!\S)|[^\n]{1,400}"  # a line without an end is cut, at a blank if there is one
_ERROR = (
    r"err|fail|exception|http|status|denied|refused|forbid|unauthor|expired|blocked|banned|timed? ?out|unable|cannot|"
    r"can't|could not|invalid|fatal|fehler|ошибк|hata\b|خطأ"
)
# Lines that say what they are: when there are enough of them, chatty lines that merely name HTTP do not crowd them out.
_SEVERE = r"error|exception|fatal|fail|\b[45][0-9]{2}\b"


def excerpt(text: str) -> str:
    """The text itself, or of a long one the lines that matter, in their order. Linear."""
    if len(text) <= _CHARACTERS and text.count("\n") <= _LINES:
        return text
    lines = re.findall(_PIECES, text)  # compiled here, since a cold start with a short message goes without
    error, sharper = re.compile(_ERROR), re.compile(_SEVERE)
    small = [line.lower() for line in lines]  # ignoring case in the pattern takes four times as long
    errors = [at for at, line in enumerate(small) if error.search(line)]
    severe = [at for at in errors if sharper.search(small[at])]
    kept = {
        *range(min(_HEAD, len(lines))),
        *(severe or errors)[-_ERRORS:],
        *range(max(0, len(lines) - _TAIL), len(lines)),
    }
    return "\n".join(lines[at] for at in sorted(kept))
