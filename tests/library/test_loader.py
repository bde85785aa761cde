from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.entry import Answer, Cause
from bot.library.faults import Fault
from bot.library.loader import load
from tests.library.folders import ENTRY, GUIDE, WORDS, put, swapped, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.core.entry import Entry


def test_a_sound_folder_has_no_faults_and_all_entries(folder: Path) -> None:
    base = load(folder)
    assert (base.faults, base.notes) == ((), ())
    assert list(base.entries) == ["guide/guide-one.toml", "http/http-403.toml"]
    entry = base.entries["http/http-403.toml"]
    assert entry.context == "app"
    assert entry.reviewed == "2026-11-21"
    assert entry.meaning == "Something about the line is not allowed right now."
    assert entry.causes[1] == Cause(
        "place", "your provider does not allow this network", "place", ("Switch the VPN off.",), ("vpn on",)
    )
    assert entry.questions[0].answers == (
        Answer("Every channel", signal="all channels"),
        Answer("Only some", go="guide-one"),
    )
    assert entry.heard == {"en": ("it says forbidden",)}
    assert base.index["menu"] == [{"label": "Guides", "entries": ["guide-one"]}]
    assert base.documents[0].rows == {"403": ("http-403",), "404": ("http-404",)}


def test_what_is_no_knowledge_is_left_alone(folder: Path) -> None:
    for name in (".git/x", "EDITING.md", "entry.schema.json", "http/.http-404.toml.swp", "http/http-403.toml~"):
        put(folder, name, "no toml [")
    put(folder, "__pycache__/x.pyc", b"\x00")
    assert load(folder).faults == ()


def test_windows_line_ends_change_nothing(folder: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "other", http_403=ENTRY.replace("\n", "\r\n"))
    assert load(other).faults == ()
    assert load(other).entries == load(folder).entries


def test_vocabulary_of_several_files_is_joined_by_name(folder: Path) -> None:
    put(
        folder,
        "vocabulary/zz-es.toml",
        '[[signal]]\nname = "all channels"\n[signal.heard]\nes = ["todos los canales"]\n'
        'en = ["all channels", "every"]\n'
        '[[app]]\nname = "TiviMate"\nheard = ["tivi mate", "tivimate"]\n',
    )
    base = load(folder)
    assert base.faults == ()
    assert base.index["clauses"]["all channels"] == "it is every channel"


def test_vocabulary_that_contradicts_itself_is_a_fault(folder: Path) -> None:
    put(folder, "vocabulary/zz.toml", swapped(WORDS, "it is every channel", "it is all of them"))
    said = [str(fault) for fault in load(folder).faults]
    assert any('The clause of "all channels" is another one in vocabulary/words.toml.' in line for line in said)
    assert any('"Guides" stands here and in vocabulary/words.toml.' in line for line in said)


def test_a_name_twice_in_one_vocabulary_file_is_a_fault(folder: Path) -> None:
    put(folder, "vocabulary/words.toml", WORDS + '\n[[app]]\nname = "TiviMate"\nheard = ["tm"]\n')
    (fault,) = load(folder).faults
    assert fault == Fault(
        "vocabulary/words.toml", "app", '"TiviMate" stands twice.', "Make one [[app]] table of the two."
    )


def test_a_shared_alias_and_a_shared_phrase_are_notes_not_faults(folder: Path) -> None:
    twin = ENTRY.replace("http-403", "http-404").replace('"403', '"404').replace("SOME_NAME", "OTHER_NAME")
    put(folder, "http/http-404.toml", twin)
    put(folder, "vocabulary/words.toml", swapped(WORDS, 'en = ["vpn"]', 'en = ["vpn", "ALL channels"]'))
    base = load(folder)
    assert base.faults == ()
    alias, phrase = base.notes
    assert (alias.file, alias.field) == ("http/http-403.toml", "aliases")
    assert '"access denied" also stands in http/http-404.toml' in alias.problem
    assert 'means "all channels" and "vpn on"' in phrase.problem


def test_without_a_vocabulary_one_fault_says_so_not_hundreds(folder: Path) -> None:
    (folder / "vocabulary/words.toml").unlink()
    (fault,) = load(folder).faults
    assert (fault.file, fault.field) == ("vocabulary", "signal")


def test_a_faulty_vocabulary_is_told_once_not_at_every_signal(folder: Path) -> None:
    put(folder, "vocabulary/words.toml", "[[signal]\n")
    (fault,) = load(folder).faults
    assert (fault.file, fault.field) == ("vocabulary/words.toml", "line 1")


def test_a_faulty_entry_is_told_once_not_at_every_link_to_it(folder: Path) -> None:
    put(folder, "guide/guide-one.toml", "id = ")
    assert {fault.file for fault in load(folder).faults} == {"guide/guide-one.toml"}


def test_an_empty_folder_is_a_fault(tmp_path: Path) -> None:
    (fault,) = load(tmp_path).faults
    assert fault.problem == "There is no entry in this folder."


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    broken = swapped(swapped(ENTRY, '"often you"', '"nobody"'), 'have_ready = "The app\'s name."', "")
    folder = write(tmp_path, http_403=broken, words="x", documents="document = 1")
    found = {(fault.file, fault.field) for fault in load(folder).faults}
    assert found == {
        ("http/http-403.toml", "fixable_by"),
        ("http/http-403.toml", "have_ready"),
        ("vocabulary/words.toml", "line 1"),
        ("documents.toml", "document"),
    }


def test_own_checks_take_the_place_of_the_built_in_ones(folder: Path) -> None:
    def check(entry: Entry) -> Iterator[Fault]:
        yield Fault(entry.id, "", "No.", "Yes.")

    assert [fault.file for fault in load(folder, [check]).faults] == ["guide-one", "http-403"]
    assert load(folder, []).faults == ()


def test_a_first_answer_that_does_not_fit_a_phone_is_a_fault(tmp_path: Path) -> None:
    steps = ", ".join(f'"{"word " * 24}{number}."' for number in range(5))
    entry = swapped(ENTRY, 'steps = ["Switch the VPN off."]', f"steps = [{steps}]")
    guide = swapped(GUIDE, 'steps = ["Do this first.", "Then do that."]', f"steps = [{steps}]")
    guide = swapped(guide, "this is how it goes.", "word " * 28 + ".")
    faults = load(write(tmp_path, http_403=entry, guide_one=guide)).faults
    assert [(fault.file, fault.field) for fault in faults] == [
        ("guide/guide-one.toml", "steps"),
        ("http/http-403.toml", "cause 2"),
    ]
    assert "fit on a phone" in faults[0].problem


def test_negatives_are_read_and_judged(tmp_path: Path) -> None:
    (tmp_path / "negatives.toml").write_text(
        '[[negative]]\nkind = "wish"\n[negative.heard]\nen = ["please add dark mode"]\n'
    )
    assert load(tmp_path).negatives[0].heard == {"en": ["please add dark mode"]}
    (tmp_path / "negatives.toml").write_text('[[negative]]\nkind = "dance"\n[negative.heard]\nen = ["x"]\n')
    faults = [fault for fault in load(tmp_path).faults if fault.file == "negatives.toml"]
    assert "other software" in str(faults[0])


def test_templates_are_read_and_judged(folder: Path) -> None:
    put(folder, "templates/renew.toml", 'title = "Renewal"\ntext = "Renew it, then open the app."\n')
    base = load(folder)
    assert base.faults == ()
    assert base.index["templates"] == {"renew": {"title": "Renewal", "text": "Renew it, then open the app."}}
    put(folder, "templates/renew.toml", 'title = "Renewal"\ntekst = "Renew it."\n')
    assert {(fault.file, fault.field) for fault in load(folder).faults} == {
        ("templates/renew.toml", "text"),
        ("templates/renew.toml", "tekst"),
    }
