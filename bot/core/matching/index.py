"""What is compiled once: entries and vocabulary as plain JSON that is small to parse and answers quickly.

Entries are named by their place among the sorted ids, because an id would stand there once for each of its aliases.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.core.matching.lexicon import words_of
from bot.core.matching.spans import LONGEST, starts
from bot.core.text import normalise, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.core.entry import Entry

# Of several findings the more exact one answers: an HTTP number or log constant, then the state of the account, a cause
# in the network, the manifest or decoder, a symptom, a sentence that apps show for anything, a guide (measured).
TIERS = {
    "http": 55,
    "xtream-http": 55,
    "gcore": 55,
    "flood": 54,
    "xtream-log": 52,
    "panel-log": 52,
    "mag-stalker": 52,
    "account": 50,
    "network": 40,
    "exoplayer": 32,
    "player": 30,
    "app-message": 25,
    "symptom": 20,
    "guide": 0,
}
GENERIC = 10
# Small words that come and go inside a sentence: "my subscription has expired" is "subscription expired".
SMALL = words_of("""
    a an the is are was were be been has have had my your our i im ive it its got s
    el los las un una mi su ha le les l une mon ma mes votre est ete der die das ein eine mein meine ist wurde hat
    o os as um uma meu minha foi il lo gli mio mia bir d
""")
# The same for what the vocabulary hears, where "un canal" must stay one channel.
SAID_SMALL = words_of("a an the is are was were be been has have had my our your i im ive it its")
_PRONOUNS = words_of("you this that they not")
_WORD = 3  # letters from which a word says something
_GLUED = 10  # letters of a constant that can stand in one piece without being a word
APP, DEVICE = "{app}", "{device}"
_EXO_NUMBER = r"(?:playback|exo|exoplayer) error:? ([0-9]{4,5})$"  # compiled in use: a cold start builds no index
# A single word that only a program writes: UnknownHostException, ECONNREFUSED, x_y, manifestLoadError.
_TECHNICAL = r"[a-z][A-Z]|[A-Z]{4}|[_0-9]|exception|timedout|refused|.{15}|error$|geo|^[^\x00-\x7f]{2,}$"


def _phrase(words: Sequence[str]) -> str:
    """A phrase without small words, unless fewer than two words that say something would be left."""
    kept = [word for word in words if word not in SMALL]
    telling = sum(len(word) >= _WORD and word not in _PRONOUNS for word in kept)
    return " ".join(kept if telling > 1 else words)


def build_index(entries: Iterable[Entry], vocabulary: Mapping[str, Any]) -> dict[str, Any]:
    """Compile entries and the merged content of knowledge/vocabulary/*.toml to plain JSON."""
    ordered = sorted(entries, key=lambda entry: entry.id)
    place = {entry.id: at for at, entry in enumerate(ordered)}
    signals = vocabulary.get("signal", [])
    phrases, weak = _phrases(ordered)
    ambiguous = _ambiguous(vocabulary.get("ambiguous", []), place)
    generic = {name for priority in vocabulary.get("generic", []) for name in priority["entries"]}
    return {
        "titles": {entry.id: entry.title for entry in ordered},
        "places": place,
        "tiers": [GENERIC if entry.id in generic else TIERS[entry.category] for entry in ordered],
        "codes": _codes(ordered),
        "exo": _exo(ordered),
        "clauses": {signal["name"]: signal["clause"] for signal in signals if signal.get("clause")},
        "groups": {signal["name"]: signal["group"] for signal in signals if signal.get("group")},
        **_constants(ordered),
        "phrases": phrases,
        "weak": weak,
        "starts": starts((*phrases, *weak)),
        "ambiguous": ambiguous,
        "ambiguous_starts": starts(ambiguous),
        "concepts": _concepts(vocabulary.get("concept", [])),
        **_spoken(vocabulary),
    }


def _codes(entries: Iterable[Entry]) -> dict[str, dict[str, str]]:
    codes: dict[str, dict[str, str]] = {}
    for entry in entries:
        for code in entry.codes:
            codes.setdefault(code, {})[entry.context] = entry.id
    return codes


def _exo(entries: Iterable[Entry]) -> dict[str, int]:
    """ExoPlayer's numbers, which stand in aliases only ("playback error 2004"): beside "Exo" they are codes too."""
    return {
        found[1]: at
        for at, entry in enumerate(entries)
        if entry.category == "exoplayer"
        for alias in entry.aliases
        if (found := re.search(_EXO_NUMBER, alias.lower()))
    }


def _constants(entries: Iterable[Entry]) -> dict[str, Any]:
    named: dict[str, list[Any]] = {}  # as words, and glued where that cannot be a word: "useralreadyconnected"
    single: dict[str, int] = {}
    for at, entry in enumerate(entries):
        for constant in entry.constants:
            words = tokens(normalise(constant))
            if len(words) == 1:
                single[constant] = at
            else:
                named[" ".join(words)] = [at, constant]
                if len("".join(words)) >= _GLUED:
                    named["".join(words)] = [at, constant]
    return {"constants": named, "constant_starts": starts(named), "single": single}


def _phrases(entries: Sequence[Entry]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Phrases -> entry (or entries, if they share it), and the same for single common words.

    Where two entries' phrases differ in small words only, they are kept with them.
    """
    said = [
        (at, words, re.search(_TECHNICAL, text)) for at, entry in enumerate(entries) for text, words in _said(entry)
    ]
    owners: dict[str, set[int]] = {}
    for at, words, _ in said:
        owners.setdefault(_key(entries[at], words), set()).add(at)
    phrases: dict[str, Any] = {}
    weak: dict[str, Any] = {}
    for at, words, technical in said:
        key = _key(entries[at], words)
        if len(owners[key]) > 1:
            key = " ".join(words)
        table = weak if len(words) == 1 and not technical else phrases
        known = table.get(key, at)
        shared = sorted({*(known if isinstance(known, list) else [known]), at})
        table[key] = at if len(shared) == 1 else shared
    for at, entry in enumerate(entries):  # a constant in plain words, unless it is what an app says to its viewers
        for constant in entry.constants:
            if "_" in constant:
                phrases.setdefault(_phrase(tokens(normalise(constant))), at)
    return phrases, weak


def _said(entry: Entry) -> Iterator[tuple[str, list[str]]]:
    """An entry's aliases and its title, unless that is a number or a constant and found as such."""
    named = entry.title in entry.constants or any(code in entry.title for code in entry.codes)
    for text in entry.aliases if named else (entry.title, *entry.aliases):
        words = tokens(normalise(text))[:LONGEST]
        # "Gcore 404" is found as a number beside its context; as a phrase it would find "Gcore has 404 servers" too.
        counts = entry.context == "gcore" and len(words) == len(("gcore", "404")) and words[-1] in entry.codes
        if words and not counts:
            yield text, words


def _key(entry: Entry, words: Sequence[str]) -> str:
    """Guides are questions, and "is my account blocked" lives from its small words."""
    return " ".join(words) if entry.category == "guide" else _phrase(words)


def _ambiguous(tables: Iterable[Mapping[str, Any]], place: Mapping[str, int]) -> dict[str, list[int]]:
    """Entries that are not (yet) there are left out, so that an edited folder may hold fewer."""
    found = {}
    for table in tables:
        meant = [place[name] for name in table["entries"] if name in place]
        for said in _heard(table):
            if meant:
                found[" ".join(tokens(normalise(said)))] = meant
    return found


def _concepts(tables: Iterable[Mapping[str, Any]]) -> dict[str, list[int]]:
    """Words, and stems that end in *, with the numbers of the concepts that they stand for."""
    found: dict[str, list[int]] = {}
    for number, table in enumerate(tables, 1):
        for said in _heard(table):
            numbers = found.setdefault(normalise(said), [])
            if number not in numbers:
                numbers.append(number)
    return found


def _heard(table: Mapping[str, Any]) -> Iterable[str]:
    return (said for lines in table["heard"].values() for said in lines)


def _spoken(vocabulary: Mapping[str, Any]) -> dict[str, Any]:
    named: dict[str, str] = {}  # "smarters" -> "a1": the second app
    apps, devices = vocabulary.get("app", []), vocabulary.get("device", [])
    for kind, tables in (("a", apps), ("d", devices)):
        for at, table in enumerate(tables):
            for said in (table["name"], *table["heard"]):
                named[" ".join(tokens(normalise(said)))] = f"{kind}{at}"
    said_of: dict[str, str] = {}
    for signal in vocabulary.get("signal", []):
        for said in _heard(signal):
            words = _slotted(said)
            kept = [word for word in words if word not in SAID_SMALL]
            said_of[" ".join(kept if len(kept) > 1 else words)] = signal["name"]
    talk: dict[str, str] = {}
    for table in vocabulary.get("talk", []):
        for said in _heard(table):
            talk[" ".join(tokens(normalise(said)))] = table["name"]
    said_of.pop("", None)
    return {
        "apps": [table["name"] for table in apps],
        "devices": [table["name"] for table in devices],
        "named": named,
        "named_starts": starts(named),
        "heard": said_of,
        "heard_starts": starts(said_of),
        "talk": talk,
        "talk_starts": starts(talk),
    }


def _slotted(said: str) -> list[str]:
    """Tokens of a phrase that may hold {app} or {device}."""
    words = []
    for piece in normalise(said).split():
        words += [piece] if piece in (APP, DEVICE) else tokens(piece)
    return words
