"""What may go out of the process: a text without anything that is secret.

Two nets. The secrets that the settings hold are known letter by letter, so they are masked in every form in which a
library may write them down. What users paste is not known, so `bot.core.redaction` reads the rest.
"""

from __future__ import annotations

import html
import json
import re
from base64 import b64encode
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, quote_plus, unquote

from pydantic import SecretStr

from bot.core.redaction import MASK, redact
from bot.core.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.app.settings import Settings

LONGEST: Final = 2_000
"""Characters of a text; reading so much takes 15 ms at worst, and nobody reads more in a log."""
_SLACK: Final = 200  # more than that is cut; so what was cut stays as it is within a sentence that is not much longer
_SHORTEST: Final = 4  # a password of three letters would mask half of every word, and hides nothing
_WORDLIKE: Final = 12  # a shorter one is masked as a whole word only: "postgres" is a poor password, and half a name
_KEPT: Final = 1_000
# Who answers an interaction of Discord, or posts by a webhook, proves it with what stands behind the id.
_DISCORD: Final = re.compile(r"(?<=/)((?:webhooks|interactions)/[0-9]{1,20}/)[\w-]{8,}")

_USERINFO: Final = re.compile(r"[^/]*//([^:@/]*):(.*)@")
_OPTION: Final = re.compile(r"[?&](?:ssl)?password=([^&]*)")


class Masking:
    """Masks texts. `secrets` are those that are known."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = {form for secret in secrets if len(secret) >= _SHORTEST for form in _forms(secret)}
        each = (_pattern(form) for form in sorted(known, key=len, reverse=True))
        self._known: Final = re.compile("|".join(each), re.IGNORECASE) if known else None
        # Sentences of the program come again and again. Only what is not secret is kept: it went out as it is.
        self._harmless: Final[set[str]] = set()

    def __call__(self, text: str) -> str:
        """The text, cut and cleaned (it may still have several lines), with everything secret masked."""
        if text in self._harmless:
            return text
        masked = clean(_cut(text))
        if self._known:
            masked = self._known.sub(MASK, masked)
        masked = redact(_DISCORD.sub(rf"\1{MASK}", masked))
        if masked == text and len(self._harmless) < _KEPT:
            self._harmless.add(text)
        return masked


def known_secrets(settings: Settings) -> Iterator[str]:
    """Every secret that the settings hold: those that are called so, and the passwords of addresses."""
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        if isinstance(value, SecretStr):
            value = value.get_secret_value()
            yield value
        if isinstance(value, str):
            yield from _logins(value)
    if settings.telegram_token:  # the part that is secret: the number in front of it is the bot's name
        yield settings.telegram_token.get_secret_value().partition(":")[2]


def _logins(url: str) -> Iterator[str]:
    """The passwords in a URL, as they stand there and as they are meant, and the two words of a Basic login."""
    # By hand, because this comes before anybody has told the operator that it is no URL.
    if found := _USERINFO.match(url):
        yield b64encode(unquote(found[1] + ":" + found[2]).encode()).decode()
    for password in [*([found[2]] if found else []), *_OPTION.findall(url)]:
        yield password
        yield unquote(password)


def _forms(secret: str) -> Iterator[str]:
    yield secret
    yield quote(secret, safe="")
    yield quote_plus(secret)
    yield json.dumps(secret)[1:-1]
    yield json.dumps(secret)[1:-1].replace("/", "\\/")
    yield repr(secret)[1:-1]
    yield html.escape(secret)


def _pattern(form: str) -> str:
    whole = re.escape(form)
    return whole if len(form) >= _WORDLIKE else rf"(?<!\w){whole}(?!\w)"


def _cut(text: str) -> str:
    """What is too long, without its end. No word is cut in two: half of a secret is not recognised."""
    if len(text) <= LONGEST + _SLACK:
        return text
    kept, _, _ = text[: LONGEST + 1].rpartition(" ")
    return f"{kept} … ({len(text) - len(kept)} characters more)"
