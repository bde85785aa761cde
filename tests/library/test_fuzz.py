"""Nothing that an editor can type makes a traceback: a slip yields a fault that names the file, or a sound file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.library.loader import judge
from bot.library.packed import pack, unpack
from bot.library.snapshot import Raw
from tests.library.folders import FILES

if TYPE_CHECKING:
    from collections.abc import Callable

# What an editor's hand does to a line.
SLIPS: tuple[Callable[[str], str], ...] = (
    lambda line: line.replace('"', "", 1),
    lambda line: line.rstrip().removesuffix('"'),
    lambda line: line.replace('"', "“", 1).replace('"', "”", 1),
    lambda line: line.replace('"', "'"),
    lambda line: line.replace("=", ":", 1),
    lambda line: line.replace("=", "", 1),
    lambda line: line.replace("[", "", 1),
    lambda line: line.replace("]", "", 1),
    lambda line: line.replace("[[", "[").replace("]]", "]"),
    lambda line: line.replace("[", "[[").replace("]", "]]"),
    lambda line: line.replace(",", "", 1),
    lambda line: f"{line}\n{line}",
    lambda line: line[:0],
    lambda line: f"\t{line}",
    lambda line: f"{line}\r",
    lambda line: f"{line} \\",
    lambda line: f"# {line}",
    lambda line: re.sub(r"= .*", "= 5", line),
    lambda line: re.sub(r"= .*", "= []", line),
    lambda line: re.sub(r"= .*", "= {}", line),
    lambda line: re.sub(r"= .*", "= true", line),
    lambda line: re.sub(r"= .*", "= 2026-11-21T10:00:00Z", line),
    lambda line: re.sub(r"= .*", "= nan", line),
    lambda line: re.sub(r"= .*", '= [["a"], {b = 1}]', line),
    lambda line: re.sub(r'"([^"]*)"', r'"\1 \1 \1 \1 \1 \1 \1"', line),
    lambda line: re.sub(r'"([^"]*)"', '""', line),
    lambda line: re.sub(r"^(\w+)", r"\1x", line),
    lambda line: re.sub(r"^(\w+)", r"a.\1", line),
    lambda line: line.upper(),
    lambda line: line[::-1],
)


def judged(name: str, data: bytes) -> None:
    """Judge a folder in which one file is another one; every fault must name a file, a problem and a way out."""
    files = [Raw(other, data if other == name else text.encode()) for other, text in sorted(FILES.items())]
    base = judge(files)
    for fault in base.faults:
        assert fault.problem.endswith("."), fault
        assert fault.mend, fault
    if base.faults:
        # The slip is told where it was made; or where its consequence is: a name that is gone, or that two claim now.
        assert any(fault.file == name for fault in base.faults) or any(
            re.search("no entry|no signal|names a signal|also stands", fault.problem) for fault in base.faults
        )
    else:
        knowledge = unpack(pack(base.version, list(base.entries.values()), base.index))
        assert [knowledge.entry(entry_id).id for entry_id in knowledge.ids] == sorted(knowledge.ids)


@given(
    name=st.sampled_from(sorted(FILES)),
    slips=st.lists(st.tuples(st.integers(0, 200), st.sampled_from(SLIPS)), min_size=1, max_size=3),
    ends=st.sampled_from(["\n", "\r\n"]),
)
@settings(max_examples=400, deadline=None)
def test_slips(name: str, slips: list[tuple[int, Callable[[str], str]]], ends: str) -> None:
    lines = FILES[name].splitlines()
    for at, slip in slips:
        lines[at % len(lines)] = slip(lines[at % len(lines)])
    judged(name, ends.join(lines).encode())


@given(
    name=st.sampled_from(sorted(FILES)),
    begin=st.integers(0, 2000),
    length=st.integers(0, 60),
    text=st.text(alphabet=st.characters(codec="utf-8"), max_size=12)
    | st.sampled_from(['"', '"""', "[[", "{", "\\", "="]),
)
@settings(max_examples=400, deadline=None)
def test_anything_typed_anywhere(name: str, begin: int, length: int, text: str) -> None:
    old = FILES[name]
    at = begin % len(old)
    judged(name, (old[:at] + text + old[at + length :]).encode())


@given(name=st.sampled_from(sorted(FILES)), data=st.binary(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_bytes(name: str, data: bytes) -> None:
    judged(name, data)
