"""What the vocabulary knows of a message: app, device, signals, small talk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core.frozen import dataclass
from bot.core.matching.index import APP, DEVICE, SAID_SMALL
from bot.core.matching.lexicon import NOT, words_of
from bot.core.matching.spans import Span, longest_first, spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


# Of several kinds of small talk in one message ("hi, still broken, thanks") the first of these is meant.
_ORDER = (
    *("human", "still broken", "fixed", "data", "are you a bot", "do not know", "cancel", "money", "more", "swearing"),
    *("yes", "language", "thanks", "help", "greeting"),
)
# What surrounds small talk and adds nothing.
_AROUND = words_of("""
    lot want need would like can kindly ayuda aide hilfe ajuda aiuto yardim помощь مساعده a all and as at but by
    everyone everybody for guys help i it man mate bro dude me much my of oh ok okay on please pls really sir so
    that the there this to too very well with you your team folks again sorry is its im just now still y por
    para todo todos muy tu su el la et pour tout tous le les votre ton und fur die das den alle sehr dir euch
    ihnen e per tutto tutti o os tudo obrigado и за все всем вам тебе ve icin cok في علي جدا لكم
""")
# "works now, but …": then it is a report after all.
_BUT = words_of("""
    but however although except still yet again until then aber jedoch trotzdem pero sino mais pourtant mas
    porem ma tuttavia ama fakat но однако لكن
""")
# "will this be fixed", "hope it works now", "not solved": a wish and no news.
_WISH = words_of("""
    be not never isnt wasnt arent hasnt havent cant if when will would can could should please hope until unless
    how who anyone chance want need no nicht nie wenn kann si cuando puede pas jamais quand nao se quando non не
    если когда degil لم لا get before
""")


# "it works" alone may be about another app; with one of these it is news.
_NEWS = words_of("""
    now again fixing fixed solved resolved gone sorted back arreglado solucionado resuelto ya ahora nuevo resolu repare
    regle maintenant gelost behoben erledigt wieder jetzt resolvido agora voltou risolto ora adesso nuovo
    cozuldu simdi tekrar решена исправлена теперь снова опять уже الان تم انحلت رجع
""")
_NOTHING = words_of("nothing none nobody neither wont cant stopped hardly nada rien nichts niente nulla ничего")


@dataclass(frozen=True, slots=True)
class Heard:
    """`names` are signals; `covered` are the tokens that the vocabulary knows; `talk` is all there is, or None.

    `fixed`: the message says that all is well, whatever else stands in it.
    """

    names: Sequence[str]
    app: str | None
    device: str | None
    covered: frozenset[int]
    talk: str | None
    fixed: bool


def hear(tokens: Sequence[str], index: Mapping[str, Any]) -> Heard:
    """Look the tokens up in the vocabulary."""
    named = longest_first(spans(tokens, index["named"], index["named_starts"]))
    plain = _signals(tokens, [range(at, at + 1) for at in range(len(tokens))], index)
    said = _signals(*_reduced(tokens, named), index) if named else plain
    slotted = [span for span in said if not _works_not(tokens, span)]
    heard = longest_first((*plain, *slotted))
    # "works in VLC" names the app that works, and not the one that the message is about.
    slots = _tokens(set(heard).difference(plain))
    about = [span for span in named if span.start not in slots] or named
    talk = spans(tokens, index["talk"], index["talk_starts"])
    return Heard(
        names=tuple(dict.fromkeys(span.value for span in heard)),
        app=_first("a", about, index["apps"]),
        device=_first("d", about, index["devices"]) or _first("d", named, index["devices"]),
        covered=_tokens((*heard, *named)),
        talk=_talk(tokens, talk, _tokens(named)),
        fixed=_fixed(tokens, talk),
    )


def _signals(words: Sequence[str], spread: Sequence[range], index: Mapping[str, Any]) -> list[Span]:
    """Signals in words that stand for one or more tokens each, as spans of tokens."""
    small = [at for at, word in enumerate(words) if word not in SAID_SMALL]
    return [
        Span(spread[kept[one.start]].start, spread[kept[one.end - 1]].stop, one.value)
        for kept in ((small, range(len(words))) if len(small) < len(words) else (small,))
        for one in spans([words[at] for at in kept], index["heard"], index["heard_starts"])
    ]


def _works_not(tokens: Sequence[str], span: Span) -> bool:
    """Whether it says the contrary: "no channel works on firestick"."""
    before = tokens[max(0, span.start - 3) : span.start]
    return span.value.startswith("works") and not (NOT.isdisjoint(before) and _NOTHING.isdisjoint(before))


def _reduced(tokens: Sequence[str], named: Sequence[Span]) -> tuple[list[str], list[range]]:
    """The tokens with each app as {app} and each device as {device}, and the tokens that each stands for."""
    reduced: list[str] = []
    spread: list[range] = []
    at = 0
    for span in [*named, None]:
        end = span.start if span else len(tokens)
        reduced += tokens[at:end]
        spread += [range(place, place + 1) for place in range(at, end)]
        if span:
            reduced.append(APP if span.value[0] == "a" else DEVICE)
            spread.append(range(span.start, span.end))
            at = span.end
    return reduced, spread


def _tokens(found: Iterable[Span]) -> frozenset[int]:
    return frozenset(at for span in found for at in range(span.start, span.end))


def _first(kind: str, named: Sequence[Span], names: Sequence[str]) -> str | None:
    return next((names[int(span.value[1:])] for span in named if span.value[0] == kind), None)


def _talk(tokens: Sequence[str], talk: Sequence[Span], named: frozenset[int]) -> str | None:
    """The small talk, if it is all there is in the message."""
    covered = _tokens(talk) | named
    if not talk or any(at not in covered and token not in _AROUND for at, token in enumerate(tokens)):
        return None
    said = {span.value for span in longest_first(talk)}  # "are you human" does not ask for one
    return next(name for name in _ORDER if name in said)


def _fixed(tokens: Sequence[str], talk: Sequence[Span]) -> bool:
    """Whether the message brings the news that it works again, and no "but" behind that."""
    for span in talk:
        if span.value == "fixed" and span.end - span.start > 1 and not _NEWS.isdisjoint(tokens[span.start : span.end]):
            before, behind = tokens[max(0, span.start - 4) : span.start], tokens[span.end : span.end + 12]
            if _WISH.isdisjoint(before) and NOT.isdisjoint(before) and _BUT.isdisjoint(behind):
                return True
    return False
