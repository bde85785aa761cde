"""Typical slips of an editor: each is told with its file, its field and words that help."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, get_args

import pytest
from pydantic import BaseModel, ValidationError

from bot.library import schema
from bot.library.faults import Fault, KnowledgeError, did_you_mean, nearest
from bot.library.loader import load
from bot.library.plain import PATTERNS, faults_of
from bot.library.snapshot import HUGE
from tests.library.folders import ENTRY, WORDS, put, swapped, write

if TYPE_CHECKING:
    from pathlib import Path

# (what stands there, what the editor made of it, field, words in the fault)
SLIPS = [
    # TOML
    ('title = "403 Forbidden"', 'title = "403 Forbidden', "line 2", 'not closed on its line. Put the missing "'),
    ('title = "403 Forbidden"', 'title: "403 Forbidden"', "line 2", "needs = and a value"),
    ('title = "403 Forbidden"', "title = 403 Forbidden", "line 2", "behind the end of a value"),
    ('title = "403 Forbidden"', "title = Forbidden", "line 2", "needs quotation marks"),
    ('title = "403 Forbidden"', "title =", "line 2", "needs quotation marks"),
    ('title = "403 Forbidden"', "title = “403 Forbidden”", "line 2", "curly"),
    ('title = "403 Forbidden"', 'title = "403 "Forbidden""', "line 2", 'Is a " inside the text?'),
    ('title = "403 Forbidden"', 'title = "a\\b\\d"', "line 2", "single backslash"),
    ('title = "403 Forbidden"', 'title = "a\x01"', "line 2", "invisible character"),
    ('title = "403 Forbidden"', 'title = "a"\ntitle = "b"', "line 3", "same name stands twice"),
    ('title = "403 Forbidden"', '; title = "a"', "line 2", "This line is not understood"),
    ("reviewed = 2026-11-21", "reviewed = 2026-13-41", "line 7", "no such date"),
    ("reviewed = 2026-11-21", "reviewed = 2026-02-30", "line 7", "no such date"),
    ("reviewed = 2026-11-21", "reviewed = 21.11.2026", "line 7", "no such date"),
    ('codes = ["403"]', 'codes = ["403"', "line 5", "missing comma or ]"),
    ('codes = ["403"]', 'codes = ["403" "404"]', "line 4", "missing comma or ]"),
    ('right now."""', "right now.", "line 10", "A text is not closed."),
    ("[after_check]", "[after_check", "line 41", "square brackets is not closed"),
    ("[[cause]]", "[[cause]", "line 17", "[[cause]]"),
    ("[after_check]", "[heard]", "line 41", "same table stands twice"),
    ("[after_check]", "[[heard]]", "line 41", "same name stands twice"),
    ('{ say = "Every channel",', '{ say = "Every channel"', "line 34", "missing comma or }"),
    ('{ say = "Every channel",', '{ say = "Every channel", say = "b",', "line 34", "between { and }"),
    ("[after_check]", "[question.x]\na = 1\n[after_check]", "question 1, x", "not known in [[question]]"),
    # keys
    ("do_not =", "dont =", "do_not", "This is missing. Add a line that begins with: do_not ="),
    ("do_not =", "do_nott =", "do_nott", 'not known in the file. Did you mean "do_not"?'),
    ('area = "place"', 'aera = "place"', "cause 2, aera", 'not known in [[cause]]. Did you mean "area"?'),
    ('fact = "Refused."', 'fact = "Refused."\nmeaning = "x"', "source 1, meaning", "move it up, above the first line"),
    ('codes = ["403"]', 'codes = ["403"]\narea = "app"', "area", "It belongs into [[cause]]"),
    (
        'title = "403 Prohibido"',
        'titel = "x"',
        "overlay, es, titel",
        'not known in [overlay.es]. Did you mean "title"?',
    ),
    ("[[source]]\ndocument", "[[sources]]\ndocument", "sources", 'Did you mean "source"?'),
    ("[[source]]\ndocument", "[[sources]]\ndocument", "source", "Add a [[source]] table."),
    # types
    ('title = "403 Forbidden"', "title = 403", "title", "This is no text."),
    ('title = "403 Forbidden"', 'title = ["403"]', "title", 'one text is needed. Write it like: title = "…"'),
    ('codes = ["403"]', 'codes = "403"', "codes", 'must be a list. Write it like: codes = ["…", "…"]'),
    ('codes = ["403"]', "codes = [403]", "codes 1", "no text"),
    ("reviewed = 2026-11-21", 'reviewed = "yesterday"', "reviewed", "no date. Write year, month, day, without"),
    ("reviewed = 2026-11-21", "reviewed = 20261121", "reviewed", "no date"),
    ("[after_check]", "[[after_check]]", "after_check", "after_check is a table. Write [after_check] (single"),
    ("[heard]\nen =", "[heard]\nen.x =", "heard, en", "must be a list"),
    ("[[source]]\ndocument", "[source]\ndocument", "source", "Write [[source]]"),
    ('codes = ["403"]', 'codes = ["403"]\nsource = ["a"]', "line 45", "Write all of it in one place."),
    # values
    (
        'title = "403 Forbidden"',
        f'title = "{"x" * 61}"',
        "title",
        "has 61 characters; at most 60 fit. Shorten it by 1.",
    ),
    ('title = "403 Forbidden"', 'title = " "', "title", "The text is empty."),
    ('title = "403 Forbidden"', 'title = "x"', "title", "too short; it needs 2 characters"),
    ('title = "403 Forbidden"', 'title = "a\\nb"', "title", "must stand on one line"),
    ('title = "403 Forbidden"', 'title = "a\\u200bb"', "title", "invisible character"),
    ('codes = ["403"]', 'codes = ["HTTP 403"]', "codes 1", "This is no code."),
    ('"SOME_NAME"', '"some name"', "constants 1", "This is no constant."),
    ('id = "line-in-use"', 'id = "Line in use"', "cause 1, id", "This is no id."),
    ('is in use elsewhere"', 'is in use elsewhere."', "cause 1, say", "Remove the full stop"),
    ('"Switch the VPN off."', '"Switch the VPN off"', "cause 2, steps 1", "End it with a full stop."),
    ("refuses to play.", "refuses to play", "cause_line", "End it with a full stop."),
    ("or only some?", "or only some", "question 1, ask", "End it with a question mark."),
    ('"often you"', '"oftn you"', "fixable_by", 'Did you mean "often you"? Allowed are: you, often you,'),
    ('area = "place"', 'area = "xyz"', "cause 2, area", "not one of the allowed words. Allowed are: account, login"),
    ("expired =", "expiered =", "after_check, expiered", 'Did you mean "expired"?'),
    ("[heard]\nen", "[heard]\nxx", "heard, xx", '"xx" is not one of the allowed words'),
    ('steps = ["Switch the VPN off."]', "steps = []", "cause 2, steps", "These are 0; 1 or more are needed."),
    ('steps = ["Switch the VPN off."]', f"steps = {['Switch it off.'] * 6}", "cause 2, steps", "6; at most 5"),
    (', signal = "all channels" }', " }", "question 1, answers 1", "An answer leads exactly one way."),
    ('id = "place"', 'id = "line-in-use"', "", "Two [[cause]] tables have the same id. Give each its own."),
    ('codes = ["403"]', 'codes = ["403"]\nsteps = ["Do it now."]', "", "An entry has either causes or steps."),
    # names
    ('id = "http-403"', 'id = "http-404"', "id", 'Write id = "http-403", or rename the file to http-404.toml.'),
    ('category = "http"', 'category = "gcore"', "category", "Move it to the folder gcore"),
    ('because = ["vpn on"]', 'because = ["vpn off"]', "cause 2, because 1", 'Did you mean "vpn on"?'),
    ('signal = "all channels"', 'signal = "evry channel"', "question 1, answers 1, signal", "no signal"),
    ('related = ["guide-one"]', 'related = ["guide-on"]', "related 1", 'Did you mean "guide-one"?'),
    ('related = ["guide-one"]', 'related = ["http-403"]', "related 1", "leads to itself"),
    ('go = "guide-one"', 'go = "zzz"', "question 1, answers 2, go", "Known are: guide-one, http-403."),
    ("{exp_date}", "{expdate}", "after_check, expired", "{expdate} is nothing that can be filled in."),
    ("{exp_date}", "{exp_date", "after_check, expired", "{ is nothing that can be filled in."),
    ("cause.place]", "cause.palce]", "overlay, es, cause", 'no cause "palce" in this file. Did you mean "place"?'),
]


@pytest.mark.parametrize(("old", "new", "field", "words"), SLIPS)
def test_slip(tmp_path: Path, old: str, new: str, field: str, words: str) -> None:
    faults = load(write(tmp_path, http_403=swapped(ENTRY, old, new))).faults
    assert {fault.file for fault in faults} == {"http/http-403.toml"}
    assert [fault for fault in faults if fault.field == field and words in f"{fault.problem} {fault.mend}"], faults


def test_two_entries_that_claim_the_same(folder: Path) -> None:
    put(folder, "http/http-404.toml", swapped(ENTRY, "http-403", "http-404"))
    put(
        folder,
        "gcore/http-403.toml",
        swapped(swapped(ENTRY, '"http"', '"gcore"'), "codes =", 'context = "gcore"\ncodes ='),
    )
    assert [(f.file, f.field, f.problem) for f in load(folder).faults] == [
        ("http/http-403.toml", "constants", "The constant SOME_NAME also stands in gcore/http-403.toml."),
        ("http/http-403.toml", "id", 'The id "http-403" also stands in gcore/http-403.toml.'),
        ("http/http-404.toml", "codes", 'The code 403 in the context "app" also stands in http/http-403.toml.'),
        ("http/http-404.toml", "constants", "The constant SOME_NAME also stands in gcore/http-403.toml."),
    ]


def test_a_menu_that_leads_nowhere(tmp_path: Path) -> None:
    words = swapped(WORDS, 'entries = ["guide-one"]', 'entries = ["guide-on"]')
    (fault,) = load(write(tmp_path, words=words)).faults
    assert (fault.file, fault.field) == ("vocabulary/words.toml", "menu 1, entries 1")
    assert fault.mend == 'Did you mean "guide-one"?'


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("http/http-404.toml", b"\xef\xbb\xbfid = 1", "BOM"),
        ("http/http-404.toml", "id = 1".encode("utf-16"), "UTF-16"),
        ("http/http-404.toml", b'a = 1\nid = "\xe9"', "line 2: A character is not saved as UTF-8."),
        ("http/http-404.toml", b"#" * (HUGE + 1), "larger than 1024 KB"),
        ("http/http-404.toml", b"a = " + b"[" * 100_000, "not understood"),
        ("http/http-404.toml", b"a = " + b"1" * 5000, "not understood"),
        ("http/http-404.toml", b"a = 1\na" + b".a" * 200_000 + b" = 1", "line 2: This has too many dots for a name."),
        ("http/http-404.toml", b"['a'" + b" . 'a'" * 100_000 + b"]", "line 1: This has too many dots for a name."),
        ("http/http-404.toml", b"", "This is missing."),
        ("http/http-404.toml.txt", b"", "does not end in .toml"),
        ("http/http-404.TOML", b"", "does not end in .toml"),
        ("http/more/http-404.toml", b"", "folder inside a category"),
        ("http-404.toml", b"", "only documents.toml and negatives.toml are read"),
    ],
)
def test_a_file_that_is_no_entry(folder: Path, name: str, data: bytes, words: str) -> None:
    put(folder, name, data)
    faults = load(folder).faults
    assert words in "\n".join(map(str, faults))
    assert {fault.file for fault in faults} == {name.removesuffix("/http-404.toml") if "more" in name else name}


def test_links_out_of_the_folder_and_into_nothing(folder: Path, tmp_path: Path) -> None:
    secret = put(tmp_path, "secret.toml", 'password = "x"')
    (folder / "http/a.toml").symlink_to(secret)
    (folder / "http/b.toml").symlink_to(folder / "nowhere.toml")
    (folder / "outside").symlink_to(tmp_path, target_is_directory=True)
    said = [str(fault) for fault in load(folder).faults]
    assert [line.split(":")[0] for line in said] == [
        "http/a.toml",
        "http/b.toml",
        "outside/knowledge",
        "outside/secret.toml",
    ]
    assert "outside of the knowledge folder" in said[0]
    assert "no file with text" in said[1]
    assert "password" not in "".join(said)


def test_a_link_within_the_folder_is_fine(folder: Path) -> None:
    """Kubernetes mounts a ConfigMap as links to a hidden folder beside them."""
    data = folder / "..data"
    data.mkdir()
    (folder / "http/http-403.toml").rename(data / "http-403.toml")
    (folder / "http/http-403.toml").symlink_to(data / "http-403.toml")
    assert load(folder).faults == ()


def test_what_is_no_file(folder: Path) -> None:
    os.mkfifo(folder / "http/pipe.toml")
    (fault,) = load(folder).faults
    assert (fault.file, fault.problem) == ("http/pipe.toml", "This is no file with text in it.")


def test_a_file_that_cannot_be_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("builtins.open", refuse)
    assert {fault.problem for fault in load(folder).faults} == {"The file cannot be read."}


def test_every_pattern_of_the_schema_is_said_in_words() -> None:
    def patterns(node: object) -> set[str]:
        if isinstance(node, dict):
            own = {node["pattern"]} if isinstance(node.get("pattern"), str) else set()
            return own.union(*map(patterns, node.values()))
        return set[str]().union(*map(patterns, node)) if isinstance(node, list) else set()

    models: list[type[BaseModel]] = [schema.EntryFile, schema.VocabularyFile, schema.DocumentsFile]
    assert set[str]().union(*(patterns(model.model_json_schema()) for model in models)) == set(PATTERNS)


def test_every_field_of_the_schema_is_described() -> None:
    def models(model: type[BaseModel]) -> set[type[BaseModel]]:
        found = {model}
        for field in model.model_fields.values():
            inner = [field.annotation]
            while inner:
                kind = inner.pop()
                inner += get_args(kind)
                if isinstance(kind, type) and issubclass(kind, BaseModel):
                    found |= models(kind)
        return found

    bare = [
        f"{model.__name__}.{name}"
        for model in models(schema.EntryFile)
        for name, field in model.model_fields.items()
        if not re.search(r"\.$", field.description or "")
    ]
    assert bare == []


def test_a_refusal_that_has_no_words_yet_is_still_a_fault() -> None:
    class Model(BaseModel):
        flag: bool

    with pytest.raises(ValidationError) as caught:
        Model.model_validate({"flag": "perhaps"})
    (fault,) = faults_of("a.toml", Model, caught.value)
    assert (fault.file, fault.field) == ("a.toml", "flag")
    assert "not accepted (Input should be a valid boolean" in fault.problem


def test_faults_read_as_sentences() -> None:
    fault = Fault("http/a.toml", "title", "This is missing.", "Add it.")
    assert str(fault) == "http/a.toml, title: This is missing. Add it."
    assert str(Fault("a", "", "B.", "C.")) == "a: B. C."
    assert str(KnowledgeError([fault, fault])) == f"{fault}\n{fault}"


def test_suggestions() -> None:
    assert nearest("htp-403", ["http-403", "guide-one"]) == ["http-403"]
    assert nearest("zzz", ["http-403"]) == []
    assert did_you_mean("zzz", ["b", "a"]) == "Known are: a, b."
    assert did_you_mean("zzz", map(str, range(50))) == "Look for the right spelling in a file that works."
