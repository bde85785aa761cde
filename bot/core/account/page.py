"""One HTTP answer, read once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.core.account.body import read
from bot.core.account.fields import fold
from bot.core.account.verdict import Verdict
from bot.core.frozen import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.account.body import Body
    from bot.core.account.verdict import Word
    from bot.core.account.wire import Response

# RFC 9110 and 6585
UNAUTHORIZED: Final = 401
FORBIDDEN: Final = 403
NOT_FOUND: Final = 404
GONE: Final = 410
TOO_MANY: Final = 429
_HEAD: Final = 16_384  # characters; what says what a page is stands at its beginning
_LISTING: Final = re.compile(r"^#EXTM3U(?:\s[^\n]*)?\n+#EXTINF:", re.IGNORECASE | re.MULTILINE)
_SHORT: Final = 300  # characters; a reason given as plain text is a sentence or two


@dataclass(frozen=True, slots=True)
class Page:
    """Status, headers (names in lower case) and body; `folded`: the head of the text, for comparison."""

    status: int
    headers: Mapping[str, str]
    body: Body
    folded: str

    def __repr__(self) -> str:
        return f"Page({self.status}, {self.body!r})"  # a panel's page echoes the password

    @property
    def ok(self) -> bool:
        """2xx."""
        return 200 <= self.status < 300  # noqa: PLR2004 -- RFC 9110

    @property
    def html(self) -> bool:
        """Markup, whatever its content type says (panels send JSON as text/html)."""
        head = self.body.text[:_HEAD].lower()
        return head.startswith("<") or "<html" in head or "<!doctype" in head

    @property
    def playlist(self) -> bool:
        """Begins as M3U does."""
        return self.body.text[:7].upper() == "#EXTM3U"

    @property
    def listing(self) -> bool:
        """Holds M3U, though PHP's warnings stand before it."""
        return self.playlist or _LISTING.search(self.body.text[:_HEAD]) is not None

    @property
    def sentence(self) -> str:
        """The whole body, folded, if it is a short plain text; else nothing."""
        return self.folded if len(self.body.text) <= _SHORT and not (self.html or self.playlist) else ""

    def verdict(
        self, word: Word, evidence: str, candidates: tuple[Word, ...] = (), *, hint: str | None = None
    ) -> Verdict:
        """A verdict that rests on this answer."""
        return Verdict(word, candidates, http_status=self.status, evidence=evidence, hint=hint)


def page(response: Response) -> Page:
    """Read an answer."""
    headers = {name.lower(): value for name, value in response.headers.items()}
    body = read(response.body, headers.get("content-encoding", ""))
    if response.cut and not body.text:  # a packed answer that broke off before its first word
        body = replace(body, broken=True)
    return Page(response.status, headers, body, fold(body.text[:_HEAD]))
