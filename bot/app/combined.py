"""Settings that are right one by one, and wrong together: a sentence each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bot.app.secret import NEEDED
from bot.ports import StoreError
from bot.storage import check_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.app.settings import Settings

_TELEGRAM: Final = "api.telegram.org"
# Settings of the desk, and what each has no effect without.
_NEEDS: Final = {
    "ticket_webhook_secret": "ticket_webhook_url",
    "telegram_staff_chat": "telegram_token",
    "discord_staff_channel": "discord_token",
    "discord_message_content": "discord_staff_channel",
}
NOTHING: Final = (
    "TELEGRAM_TOKEN or DISCORD_TOKEN: must be set, there is nothing to serve. @BotFather gives you one, or Discord's "
    "developer portal."
)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`names`: the settings that it is about (as the fields are called), the one to mend first.

    `grave`: the bot does not start like that; else something has no effect.
    """

    names: tuple[str, ...]
    sentence: str
    grave: bool = True


def contradictions(settings: Settings) -> Iterator[Contradiction]:
    """All of them, those that need no network."""
    yield from _stored(settings)
    yield from _webhook(settings)
    yield from _desk(settings)
    if settings.knowledge_dir is not None and not settings.knowledge_dir.is_dir():
        sentence = "KNOWLEDGE_DIR: there is no such folder. Correct the path, or leave it out to use what comes along."
        yield Contradiction(("knowledge_dir",), sentence)


def nothing_to_serve(settings: Settings) -> Iterator[Contradiction]:
    """Only `bot serve` needs a token."""
    if settings.telegram_token is None and settings.discord_token is None:
        yield Contradiction(("telegram_token", "discord_token"), NOTHING)


def _stored(settings: Settings) -> Iterator[Contradiction]:
    try:
        check_url(settings.database_url)
    except StoreError as error:
        yield Contradiction(("database_url",), _named("DATABASE_URL", str(error)))
    else:
        if not settings.embedded and settings.secret_key is None:
            yield Contradiction(("secret_key", "database_url"), NEEDED)


def _named(name: str, sentence: str) -> str:
    return sentence if sentence.startswith(name) else f"{name}: {sentence}"


def _webhook(settings: Settings) -> Iterator[Contradiction]:
    url, set_ones = settings.telegram_webhook_url, settings.model_fields_set
    if url and settings.telegram_webhook_secret is None:
        yield _secret("telegram_webhook_secret", "telegram_webhook_url", "so that nobody else can call us")
    if url and urlsplit(url).scheme != "https" and urlsplit(settings.telegram_base_url).hostname == _TELEGRAM:
        sentence = "TELEGRAM_WEBHOOK_URL: Telegram calls https:// only. Give the address of your HTTPS proxy."
        yield Contradiction(("telegram_webhook_url", "telegram_base_url"), sentence)
    for name in ("telegram_webhook_secret", "telegram_webhook_listen"):
        if not url and name in set_ones:
            yield _idle(name, "telegram_webhook_url")
    if url and settings.telegram_token is None:
        yield _idle("telegram_webhook_url", "telegram_token")
    if url and settings.http_listen == settings.telegram_webhook_listen:
        sentence = "HTTP_LISTEN: is the address of TELEGRAM_WEBHOOK_LISTEN too. Give it another port."
        yield Contradiction(("http_listen", "telegram_webhook_listen"), sentence)


def _desk(settings: Settings) -> Iterator[Contradiction]:
    set_ones = settings.model_fields_set
    if settings.ticket_webhook_url and settings.ticket_webhook_secret is None:
        yield _secret("ticket_webhook_secret", "ticket_webhook_url", "so that the receiver can tell us from others")
    for name, needs in _NEEDS.items():
        if name in set_ones and getattr(settings, needs) is None:
            yield _idle(name, needs)
    if settings.ticket_close_hours <= settings.ticket_remind_hours:
        sentence = "TICKET_CLOSE_HOURS: must be more than TICKET_REMIND_HOURS, or nobody is reminded. Make it longer."
        yield Contradiction(("ticket_close_hours", "ticket_remind_hours"), sentence, grave=False)


def _secret(name: str, with_what: str, why: str) -> Contradiction:
    make = 'Make one with: python -c "import secrets; print(secrets.token_hex(32))"'
    return Contradiction((name, with_what), f"{name.upper()}: must be set with {with_what.upper()}, {why}. {make}")


def _idle(name: str, needs: str) -> Contradiction:
    sentence = f"{name.upper()}: has no effect without {needs.upper()}. Set that too, or leave this out."
    return Contradiction((name, needs), sentence, grave=False)
