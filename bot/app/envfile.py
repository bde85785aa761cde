"""What is wrong in a `.env` file, beside the values: broken lines, and names that are nearly ours.

None of it stops pydantic-settings, which passes both over; so a mistyped setting would silently have no effect.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dotenv.parser import parse_stream

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

FILE: Final = ".env"
_ALIKE: Final = 0.8  # DISCORD_BOT_TOKEN is 0.87 like DISCORD_TOKEN; POSTGRES_USER is like nothing of ours
_MARK: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class EnvFile:
    """The names that a file sets, and a sentence for each line that sets nothing."""

    names: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()


def look(path: Path | None = None) -> EnvFile:
    """Look at a file; one that is not there is fine."""
    path = path or Path(FILE)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return EnvFile()
    except UnicodeDecodeError:
        return EnvFile(broken=(f"The file {path} is not UTF-8: save it as UTF-8.",))
    except OSError as error:
        mend = "it must be a file that the bot's user may read."
        return EnvFile(broken=(f"The file {path} cannot be read ({error.strerror}): {mend}",))
    broken = []
    if text.startswith(_MARK):
        broken.append(f"The file {path} begins with an invisible mark (a BOM): save it as UTF-8 without BOM.")
    lines = list(parse_stream(StringIO(text.removeprefix(_MARK))))
    for line in lines:
        if line.error or (line.key and line.value is None):
            # The first line with something in it: blank ones before it belong to it.
            blank = len(line.original.string) - len(line.original.string.lstrip())
            number = line.original.line + line.original.string.count("\n", 0, blank)
            broken.append(
                f"The file {path}, line {number}: write NAME=value, one a line, and close every quotation mark."
            )
    return EnvFile(tuple(line.key for line in lines if line.key and line.value is not None), tuple(broken))


def strangers(names: Iterable[str], ours: Collection[str]) -> dict[str, str]:
    """Names that are no setting but nearly one that is not set, with that one. `ours` are in capitals."""
    given = {name.upper(): name for name in names}
    missing = [name for name in ours if name not in given]
    found = {}
    for name in given.keys() - set(ours):
        if near := difflib.get_close_matches(name, missing, n=1, cutoff=_ALIKE):
            found[given[name]] = near[0]
    return dict(sorted(found.items()))
