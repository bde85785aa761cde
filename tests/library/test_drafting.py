"""A draft is a sound file as far as it goes, and lint names exactly what a person must write."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from bot.core.insight import Gap, Languages
from bot.library.compiled import open_knowledge
from bot.library.drafting import draft
from bot.library.heard import heard
from bot.library.loader import load
from bot.shipped import folder

if TYPE_CHECKING:
    from pathlib import Path

    from bot.core.knowledge import Knowledge
    from bot.library.drafting import Draft

# What a person writes in place of each "…", by the name of the field (and of the table).
WRITTEN = {
    "fixable_by": '"you"',
    "reviewed": "2026-11-21",
    "cause_line": '"a lock for children is on, in the app or in your account."',
    "meaning": '"The channel itself is fine. Apps and boxes ask for a PIN before some groups."',
    "do_not": '"Please don\'t guess the PIN: some apps lock for an hour."',
    "have_ready": '"The app\'s name, and which channels ask for the PIN."',
    "aliases": '["parental lock"]',
    "id": '"lock-in-app"',
    "say": '"the lock of your app is on"',
    "area": '"app"',
    "steps": '["Open the settings and look for “Parental control”."]',
    "document": '"general knowledge"',
    "row": '"parental control"',
    "fact": '"Players lock groups behind a PIN."',
}


@pytest.fixture(scope="module")
def base() -> Knowledge:
    return open_knowledge(folder("knowledge"), None)


@pytest.fixture(scope="module")
def languages() -> Languages:
    return Languages(heard(folder("knowledge")))


def gap(*samples: str, near: dict[str, float] | None = None) -> Gap:
    return Gap(1, 12, 9, {"unknown": 9, "all tried": 3}, samples, {}, {}, near or {})


def saved(made: Draft, where: Path, text: str | None = None) -> Path:
    path = where / made.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(made.text if text is None else text, encoding="utf-8")
    return where


def test_a_draft(base: Knowledge, languages: Languages) -> None:
    samples = (
        "pin required on some channels, APP_PIN_LOCK",
        "me pide el pin en algunos canales http://line.example.com:8080/x y dice 7788 APP_PIN_LOCK",
        'it wants a "pin" of •••• now',
        "Xyzzy! APP-Q",
        "pin required on some channels, APP_PIN_LOCK",
    )
    made = draft(gap(*samples, near={"msg-no-content": 0.4, "guide-safe-diagnosis": 0.2}), base, languages)
    found = tomllib.loads(made.text)
    assert made.path == f"app-message/{found['id']}.toml"
    assert found["category"] == "app-message"
    assert found["title"] == "Pin required on some channels, APP_PIN_LOCK"
    assert found["heard"] == {
        "en": ["pin required on some channels, APP_PIN_LOCK"],
        "es": ["me pide el pin en algunos canales … y dice 7788 APP_PIN_LOCK"],
    }
    assert "#     msg-no-content: " in made.text
    assert '# constants = ["APP_PIN_LOCK"]' in made.text
    assert "# codes" not in made.text  # it stands in one of three
    assert '#     "Xyzzy! APP-Q",' in made.text  # no language tells
    assert "line.example.com" not in made.text


def test_lint_names_what_is_missing_and_passes_when_it_is_written(
    base: Knowledge, languages: Languages, tmp_path: Path
) -> None:
    made = draft(gap("pin required on some channels", "wrong pin since yesterday"), base, languages)
    faults = load(saved(made, tmp_path)).faults
    assert {fault.field for fault in faults} == {
        *("fixable_by", "reviewed", "cause_line", "meaning", "do_not", "have_ready", "source"),
    }
    assert all(fault.problem == "This is missing." for fault in faults)
    whole = re.sub(r"(?m)^# (?=[a-z_]+ = |\[\[)", "", made.text)
    whole = re.sub(r'(?m)^([a-z_]+) = (?:\["…"\]|"…"|year-month-day)', lambda f: f"{f[1]} = {WRITTEN[f[1]]}", whole)
    assert load(saved(made, tmp_path, whole)).faults == ()
    # Without advice it is not whole either.
    without = re.sub(r"(?s)\[\[cause\]\].*(?=\[\[source\]\])", "", whole)
    (fault,) = load(saved(made, tmp_path, without)).faults
    assert "either causes or steps" in fault.problem


@pytest.mark.parametrize(
    ("samples", "name", "title"),
    [
        (
            ("the pin? is required on all of my channels since yesterday evening",),
            "pin-required",
            "The pin? is required",
        ),
        (("требуется пин",), "new", "Требуется пин"),
        (("•••• ••••",), "new", "New problem"),
        ((), "new", "New problem"),
        (("x" * 90,), "x" * 49, "X" + "x" * 59),
        (("it is the",), "it-is-the", "It is the"),
        (('"quoted" \\ back',), "quoted-back", '"quoted" \\ back'),
    ],
)
def test_names_out_of_any_words(
    samples: tuple[str, ...], name: str, title: str, base: Knowledge, languages: Languages
) -> None:
    made = draft(gap(*samples), base, languages)
    found = tomllib.loads(made.text)
    assert found["id"].startswith(f"symptom-{name}")
    assert found["title"].startswith(title)
    assert len(found["title"]) <= 60
    assert len(found["id"]) <= 60


def test_an_id_that_is_taken_gets_a_number(base: Knowledge, languages: Languages) -> None:
    made = draft(gap("no sound"), base, languages)
    assert made.path == "symptom/symptom-no-sound-2.toml"


def test_heard_passes_over_what_has_faults(tmp_path: Path) -> None:
    (tmp_path / "http").mkdir()
    for name, text in {
        "one": '[heard]\nen = ["one", 2]\nde = "no list"\n',
        "two": 'heard = ["no table"]\n',
        "three": "no toml",
        "four": '[heard]\nen = ["four"]\n',
    }.items():
        (tmp_path / f"http/{name}.toml").write_text(text)
    (tmp_path / "http/notes.txt").write_text("not read")
    assert heard(tmp_path) == {"en": ["four", "one"]}
