# ruff: noqa: RUF001 -- on a Cyrillic keyboard people type letters that only look Latin into a MAC address
"""Whether what stands behind a label is its value, or only the next word of a sentence.

A label alone proves nothing ("the password is wrong"), so three things are weighed: how strongly the gap announces a
value, what the value looks like, and whether the other half of a login stands beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.core.redaction.edges import ALONE, ENDS, begins, blamed, closes, opens
from bot.core.redaction.gaps import Force, read_gap
from bot.core.redaction.labels import UNSPACED
from bot.core.redaction.looks import address, no_value, placeholder, secret_like
from bot.core.redaction.ordinary import ordinary
from bot.core.redaction.phrases import inflected, phrase, required, sentence, verb, worded
from bot.core.redaction.spans import Kind
from bot.core.redaction.strange import strange
from bot.core.redaction.values import read_value
from bot.core.redaction.words import AND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.redaction.gaps import Gap
    from bot.core.redaction.labels import Label
    from bot.core.redaction.views import View

USERS: Final = frozenset({Kind.USER, Kind.LOGIN})
_NEAR: Final = 100  # a partner label this close makes a pair; a username is rarely longer
_AHEAD: Final = 8  # labels looked at, so that a text of nothing but labels stays linear
_BETWEEN: Final = re.compile(r"[\W_]{0,12}+(?:[^\W\d_]{1,4}+[\W_]{1,4}+)?")
_MACISH: Final = re.compile(r"[0-9a-foавсе]{2}(?:[-:._ ]?[0-9a-foавсе]{1,2}){3,7}")
_MAC_OPEN: Final = re.compile(r"[:.-](?:[x•*?_]{1,4}[:.-]?){2,}$")  # 00:1A:79:XX:XX:XX explains, it tells nothing
_NEXT_PARAMETER: Final = re.compile(r"&\w{1,24}=")  # the value is empty: username=&password=&type=m3u
_MOST_SIGNS: Final = 12
_UNSPACED_STATES: Final = re.compile(
    "错|误|誤|不|无|無|对|正确|正確|过期|過期|失效|忘|没|沒|请|請|输入|輸入|已|被|锁|鎖|修改|重置|必填|空|相同|一样|登|封|禁|违|違|間|期限|入力"
    "|変更|必要|同じ|エラー|正し|なし|오류|틀|만료|없|잘못|맞|잊|입력|변경|필요|동일|안|확인|차단|정지|로그인|ログイン|ブロック|見|提示"
)
_UNSPACED_LENGTH: Final = re.compile("[0-9](?:位|字|文字|자|글자)|个字|以上")
_STRUCTURE: Final = re.compile(r"[\[{]\s{0,4}(?:[\[{\]}\"']|\\\"|$)|\W{1,2}$")
_ANNOUNCES: Final = re.compile(r"[\"'*_`)\]}]{0,4}\s{0,4}(?:[:=>|/→-]|\S{1,24}\s{0,2}[:=])|[ \t]{0,9}\n")
_WORD_AFTER: Final = re.compile(r"\s{1,8}(?=\S)")
_CODE_DIGITS: Final = 4
_BEFORE: Final = 40
_QUOTED: Final = frozenset("\"'`«")
_SENTENCE: Final = re.compile(rf"[{UNSPACED}\W]+")
_HUMPED: Final = re.compile(r"^[a-z]{3,}[A-Z][a-z]{2,}$")
_WITH: Final = re.compile(r"(?<![^\W_])(?:with|con|mit|avec|com|ile|met|med|z|с|cu|using)\s{1,3}$")
_SETTING: Final = re.compile(
    r"(?<![^\W_])(?:changed|set|reset|updated|geandert|cambie|cambiado|change|mudei|cambiato|degistirdim|сменил"
    r"|поменял)\W{1,3}(?:\w{1,8}\W{1,3})?$"
)
_BUT: Final = re.compile(r"[\"'`,]{0,2}[ ](?:but|and|aber|und|pero|y|mais|et|mas|e|ma|и|но)[ ]")
_PAIRED: Final = re.compile(r"[^\s/|:]{2,64}[/|:][^\s/|:]{3,64}")
_TO: Final = re.compile(r"\s{1,3}(?:set\s|back\s)?(?:to|as|in|auf|a|en|em|на|=)\s{1,3}")
_MAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_SECOND: Final = re.compile(
    r"[)\]}*`_>]{0,4}(?:[ ]{0,3}(?P<sign>[/|:,;&+→-])\s{0,3}|\s{1,3}(?:(?P<word>[^\W\d_]{1,4})[ ]{1,3})?)(?=\S)"
)
_HTTP_DIGITS: Final = 3
_EARLY: Final = 1  # words in front of a label
_TOLD: Final = 4  # words
_NO_WORDS: Final = frozenset({"mk", "kode", "koden"})  # short labels that are no words of other languages


@dataclass(frozen=True, slots=True)
class Found:
    """A value and the label it stands behind."""

    start: int
    end: int
    label: Label


@dataclass(frozen=True, slots=True)
class Weigher:
    """Weighs values of one label; `last` is the value that was found before."""

    view: View
    labels: Sequence[Label]
    index: int
    last: Found | None

    @property
    def label(self) -> Label:
        """The label whose value is in question."""
        return self.labels[self.index]

    def next_labels(self) -> Sequence[Label]:
        """The labels that follow, a few."""
        return self.labels[self.index + 1 : self.index + 1 + _AHEAD]

    def accepts(self, gap: Gap, start: int, end: int) -> bool:
        """Whether a stretch of text behind a gap is the label's value."""
        value, low = self.view.text[start:end], self.view.low[start:end]
        letter = len(low) == 1 and low.isalpha() and gap.force is Force.STRONG  # user=a, and "user: a pass: b"
        glued = letter and (self.view.low[start - 1] == "=" or self._partner(end))
        unspaced = (
            _SENTENCE.fullmatch(low) and self.view.low[start - 1] not in _QUOTED and not self._written(gap, end, low)
        )
        if unspaced or not self._free(gap, start) or self._crossed(gap) or (not glued and worded(low)):
            return False
        if placeholder(low) or _STRUCTURE.match(low) or _NEXT_PARAMETER.match(low) or address(low) or "://" in low:
            return False
        if self.label.kind is Kind.MAC and not low.startswith("00%3a"):
            macish = _MACISH.match(low) is not None and any(char.isdigit() for char in low)
            return macish and not gap.far and not _MAC_OPEN.search(low)
        owned = self.label.kind in USERS and self.view.low.startswith("'s ", self.label.end)  # the user's box
        if owned or (self.label.short and not self._partner(end)):
            return False
        if required(self.view.low, start) or (gap.line and gap.force is Force.MEDIUM and not self._opens()):
            return False
        if secret_like(value) or self._code(gap, start, end):
            return not gap.far or gap.force > Force.WEAK
        if self._said(gap, start, end):
            return False
        return not gap.far and self._plain(gap, start, end, value)

    def _written(self, gap: Gap, end: int, low: str) -> bool:
        """Whether a value in writing without blanks stands alone behind a colon, and says nothing of a state."""
        alone = gap.force is Force.STRONG and len(low) <= _MOST_SIGNS and ENDS.match(self.view.low, end)
        return bool(alone) and not _UNSPACED_STATES.search(low) and not _UNSPACED_LENGTH.search(low)

    def _said(self, gap: Gap, start: int, end: int) -> bool:
        """Whether a plain word is the next one of a sentence: "login: copy it again", "logins are counted"."""
        low, known = self.view.low, self.label.kind is Kind.PASSWORD
        if low[start - 1] in _QUOTED or self._partner(end):
            return False
        if gap.force is Force.COPULA and not known and ordinary(low[start:end]):
            return True
        return sentence(low, end, low[start:end], sure=known)

    def phrase(self, gap: Gap, start: int) -> int:
        """Where a passphrase of several words ends; its start if there is none."""
        told = gap.force in {Force.STRONG, Force.COPULA} and not gap.far and not self.label.short
        if not told or self.label.kind not in {Kind.PASSWORD, Kind.USER}:
            return start
        return phrase(self.view.low, start, (label.start for label in self.next_labels() if not label.short))

    def _code(self, gap: Gap, start: int, end: int) -> bool:
        """A PIN is short."""
        low = self.view.low
        if self.label.kind is not Kind.CODE or not low[start:end].isdigit():
            return False
        counted = sentence(low, end, low[start:end], sure=False)  # "activation: 2 days left"
        return end - start >= _CODE_DIGITS or (gap.force is Force.STRONG and not counted)

    def _plain(self, gap: Gap, start: int, end: int, value: str) -> bool:
        """A value that could be a word of the sentence."""
        if self.two(gap, end):
            return True
        if self.label.kind is Kind.KEY:
            return self._key(gap, start, end)
        if gap.force is Force.STRONG:
            return not (value.isdigit() and len(value) <= _HTTP_DIGITS and blamed(self.view.low, self.label.start))
        if gap.force is not Force.COPULA and self.view.low[start - 1] in "\"'`«" and " " not in value:
            return True
        flagged = self.view.low[max(0, self.label.start - 2) : self.label.start] == "--"
        if self._partner(end) or (flagged and gap.force is Force.WEAK):
            return True
        if gap.force is Force.MEDIUM:
            return self._opens() and self.closes(end)
        if gap.force is Force.COPULA:
            alone = not gap.line or ALONE.match(self.view.low, end)
            return bool(alone) and self.closes(end) and not verb(value)
        return self._weak(start, end, value)

    def _key(self, gap: Gap, start: int, end: int) -> bool:
        """`key=word`, and "my account is tina, the password ..."."""
        low = self.view.low
        plain = low[start:end].isalpha() and not ordinary(low[start:end])
        named = plain and gap.force is not Force.WEAK and self._partner(end)
        return named or (low[gap.end - 1 : gap.end] == "=" and not low[start:end].isdigit())

    def _weak(self, start: int, end: int, value: str) -> bool:
        """Whether nothing but a blank is enough."""
        named = self.label.kind is Kind.PASSWORD
        if named and not verb(value) and self._bare(start, end, value):
            return True
        if inflected(value) or not (named or self.label.kind is Kind.USER):
            return False
        place = (self.label.start, self.label.end)
        return strange(self.view.low, place, (start, end), begins=begins(self.view.low, self.label.start), named=named)

    def _bare(self, start: int, end: int, value: str) -> bool:
        """A password behind nothing but a blank: in another script than its label, introduced, or alone on its line."""
        low, label = self.view.low, self.label
        before = low[max(0, label.start - _BEFORE) : label.start]
        if _TO.fullmatch(low, label.end, start) and (_SETTING.search(before) or "set" in low[label.end : start]):
            return bool(ENDS.match(low, end) or _BUT.match(low, end))
        if _HUMPED.search(value):
            return True
        if not self.closes(end) or not value[0].isalnum():
            return False
        if value.isdigit():
            return len(value) >= _CODE_DIGITS and self._opens() and bool(ALONE.match(low, end))
        if value.isascii() and not low[label.start : label.end].isascii():
            return True
        if low[label.end : start].strip():
            return False
        introduced = _WITH.search(before)
        alone = begins(self.view.low, self.label.start) and ALONE.match(low, end) and "?" not in low[end : end + 2]
        return bool(introduced or alone) and not inflected(low[start:end])

    def two(self, gap: Gap, end: int) -> bool:
        """Whether a second word stands behind the first, as in "login tina q8Vb2", and nothing else follows."""
        if self.label.kind not in {Kind.LOGIN, Kind.PAIR} or gap.far:
            return False
        if self.paired(gap, end) and (self.label.kind is Kind.PAIR or self._strangers(gap.end, end)):
            return True
        second = self.second(end)
        if second is None:
            return False
        start, stop = second
        if (
            _MAIL.fullmatch(self.view.low, gap.end, end)
            or secret_like(self.view.text[start:stop])
            or _HUMPED.search(self.view.text[start:stop])
        ):
            return True
        words = (self.view.low[gap.end : end], self.view.low[start:stop])
        likely = self.label.kind is Kind.PAIR or not any(ordinary(word) or inflected(word) for word in words)
        before = self.view.low[max(0, self.label.start - _BEFORE) : self.label.start].rpartition("\n")[2]
        early = begins(self.view.low, self.label.start) or len(before.split()) <= _EARLY
        alone = likely and early and bool(ALONE.match(self.view.low, stop))
        return (
            alone
            and gap.force is not Force.COPULA
            and not (verb(self.view.text[start:stop]) or inflected(self.view.low[start:stop]))
        )

    def _strangers(self, start: int, end: int) -> bool:
        return not any(map(ordinary, re.split("[/|:]", self.view.low[start:end])))

    def paired(self, gap: Gap, end: int) -> bool:
        """Whether both halves stand in one word behind a label of both: "user/pass anna/rose"."""
        if gap.far or not _PAIRED.fullmatch(self.view.low, gap.end, end):
            return False
        return not any(map(no_value, re.split("[/|:]", self.view.low[gap.end : end])))

    def second(self, end: int) -> tuple[int, int] | None:
        """The word behind a value, if it may be the other half of a login."""
        glue = _SECOND.match(self.view.low, end)
        if glue is None or (glue["word"] and glue["word"] not in AND):
            return None
        start, stop = read_value(self.view.low, glue.end())
        low = self.view.low[start:stop]
        if start == stop or no_value(low) or placeholder(low) or address(low):
            return None
        if any(label.start == start and not label.short for label in self.next_labels()):
            return None
        return start, stop

    def _opens(self) -> bool:
        return opens(self.view.low, self.label.start, self.last.end if self.last else None)

    def closes(self, end: int) -> bool:
        """Whether the sentence ends behind the value, or goes on with a word that cannot belong to it."""
        return closes(self.view.low, end, [label.start for label in self.next_labels()])

    def _partner(self, end: int) -> bool:
        """Whether the other half of the login has just been read, or follows."""
        users = {*USERS, Kind.MAC} if self.label.kind not in USERS else set()
        wanted = users | ({Kind.PASSWORD, Kind.CODE} if self.label.kind in {*USERS, Kind.KEY} else set())
        last = self.last
        if last is not None and last.label.kind in wanted and self.label.start - last.end <= _NEAR // 2:
            return True
        for label in self.next_labels():
            counts = self.label.short or not label.short or self.view.low[label.start : label.end] in _NO_WORDS
            if label.kind in wanted and 0 < label.start - end <= _NEAR and counts:
                between = _BETWEEN.match(self.view.low, end, label.start)
                beside = between is not None and between.end() == label.start
                return (beside or self._told(end, label.start)) and self._answered(label)
        return False

    def _told(self, start: int, end: int) -> bool:
        """Whether nothing but a few words of a sentence stands between a value and the next label."""
        between = self.view.low[start:end]
        words = between.split()
        return len(words) <= _TOLD and "\n" not in between and "." not in between and all(map(no_value, words))

    def _answered(self, label: Label) -> bool:
        gap = read_gap(self.view.low, label.end)
        if gap is None:
            return False
        start, end = read_value(self.view.low, gap.end)
        return end - start == 1 or (start < end and not no_value(self.view.low[start:end]))

    def _crossed(self, gap: Gap) -> bool:
        """Whether another label stands between this one and the value."""
        return any(label.end <= gap.end and not label.short for label in self.next_labels())

    def _free(self, gap: Gap, start: int) -> bool:
        """Whether the place is free: another label there is a label, unless it is part of a longer word."""
        for label in self.next_labels():
            if label.start == start and not label.short:
                after = self.view.low[label.end : label.end + 1]
                part = after.isalnum() or after in {"!", "@", "#", "$", "%", "^", "_", "-"}
                return part or (gap.force is Force.STRONG and not self._announces(label))
        return True

    def _announces(self, label: Label) -> bool:
        """Whether a label leads to a value of its own: else it is one, as in "user: sunlogin password: x"."""
        if _ANNOUNCES.match(self.view.low, label.end):
            return True
        word = _WORD_AFTER.match(self.view.low, label.end)
        return word is not None and all(other.start != word.end() for other in self.next_labels())
