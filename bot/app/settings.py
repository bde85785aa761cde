"""Settings: environment variables and `.env`, read once. What is wrong is said in one sentence each, all at once."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.app.envfile import look
from bot.app.wording import sentences
from bot.core.account.addresses import networks
from bot.core.account.guard import Rules
from bot.core.account.policy import Policy, panels
from bot.core.limits import Limit

if TYPE_CHECKING:
    from collections.abc import Callable

_PORTS = 65536
PERIODS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}


class SettingsError(Exception):
    """One or more settings are wrong; the text is one sentence each, without any value that could be secret."""


def _limit(value: object) -> object:
    if not isinstance(value, str):
        return value
    found = re.fullmatch(r"\s*([1-9][0-9]{0,5})\s*/\s*(second|minute|hour|day)\s*", value)
    if not found:
        raise ValueError('must look like "20/minute" (a number, a slash, and second, minute, hour or day)')
    count = int(found[1])
    return Limit(count, PERIODS[found[2]] / count)


def _listed(value: object) -> object:
    return tuple(part for part in re.split(r"[\s,]+", value) if part) if isinstance(value, str) else value


def _networks(value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(str, networks(value)))


Networks = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed), AfterValidator(_networks)]
Panels = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed), AfterValidator(panels)]


def _proxy(value: SecretStr) -> SecretStr:
    from bot.panels import parse_proxy  # noqa: PLC0415 -- brings httpx, which few settings need

    try:
        parse_proxy(value.get_secret_value())
    except ValueError:
        raise ValueError("must look like http://host:port or http://user:password@host:port") from None
    return value


def _token(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[0-9]{1,20}:[A-Za-z0-9_-]{3,100}", value.get_secret_value()):
        raise ValueError("must look like 123456:ABC-DEF…, exactly as @BotFather gave it")
    return value


def _webhook_secret(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{8,256}", value.get_secret_value()):
        raise ValueError("must be 8 to 256 letters, digits, _ and -")
    return value


def _ends_with(path: str) -> Callable[[str], str]:
    """The token is written right behind the address; who gives the server alone means its usual path."""

    def whole(value: str) -> str:
        bare = value.rstrip("/")
        return bare + path if urlsplit(bare).path == "" else bare

    return whole


def _listen(value: object) -> object:
    if not isinstance(value, str):
        return value
    host, colon, port = value.strip().rpartition(":")
    if not (colon and port.isascii() and port.isdigit() and int(port) < _PORTS):
        raise ValueError("must look like 127.0.0.1:8080 (an address to listen on, a colon, and a port)")
    return host.strip("[]"), int(port)


def _id(pattern: str, mend: str) -> BeforeValidator:
    """An id of a chat as its platform writes it; `mend` says how that looks."""

    def checked(value: object) -> object:
        if isinstance(value, str) and not re.fullmatch(pattern, value.strip()):
            raise ValueError(mend)
        return value

    return BeforeValidator(checked)


_GROUP = _id(
    r"-[0-9]{1,18}",
    "must be the group's id, such as -1001234567890: no name and no link, and it begins with a minus",
)
_CHANNEL = _id(
    r"[1-9][0-9]{0,18}", "must be the channel's id, a number such as 1234567890123456789: no name and no link"
)

Address = Annotated[str, Field(pattern=r"^https?://[^\s{}]+$")]
Listen = Annotated[tuple[str, int], NoDecode, BeforeValidator(_listen)]
RateLimit = Annotated[Limit, NoDecode, BeforeValidator(_limit)]


class Settings(BaseSettings):
    """What an operator may set. The names of the variables are these, in capitals."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    database_url: str = "sqlite:///.data/bot.db"
    secret_key: SecretStr | None = Field(default=None, min_length=16)
    knowledge_dir: Path | None = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "WARNING"
    log_format: Literal["json", "text"] | None = None
    http_listen: Listen | None = None
    idle_hours: float = Field(default=24, gt=0, le=24 * 365)
    retention_days: int = Field(default=30, ge=1, le=3650)
    check_private_addresses: Networks = ()
    check_allowed_panels: Panels = ()
    limit_messages: RateLimit = Limit(20, 3.0)
    limit_checks: RateLimit = Limit(5, 17280.0)
    limit_tickets: RateLimit = Limit(3, 28800.0)
    check_portals: bool = False
    check_user_agent: str = Field(
        default="IPTV-support-assistant/0.1", min_length=1, max_length=200, pattern=r"^[ -~]+$"
    )
    check_proxy: Annotated[SecretStr, AfterValidator(_proxy)] | None = None
    check_accounts: int = Field(default=3, ge=1, le=100)
    check_own_spacing: float = Field(default=0.2, ge=0, le=60)
    check_own_hourly: int = Field(default=3600, ge=1)
    ticket_expected_wait: str = Field(default="a few hours", min_length=1, max_length=40)
    ticket_remind_hours: float = Field(default=24, gt=0, le=24 * 365)
    ticket_close_hours: float = Field(default=72, gt=0, le=24 * 365)
    ticket_webhook_url: str | None = Field(default=None, pattern=r"^https?://\S+$")
    ticket_webhook_secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] | None = None

    telegram_token: Annotated[SecretStr, AfterValidator(_token)] | None = None
    telegram_base_url: Annotated[Address, AfterValidator(_ends_with("/bot"))] = "https://api.telegram.org/bot"
    telegram_base_file_url: Annotated[Address, AfterValidator(_ends_with("/file/bot"))] = (
        "https://api.telegram.org/file/bot"
    )
    telegram_webhook_url: str | None = Field(default=None, pattern=r"^https?://\S+$")
    telegram_webhook_secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] | None = None
    telegram_webhook_listen: Listen = ("127.0.0.1", 8080)
    telegram_staff_chat: Annotated[int, _GROUP] | None = None
    discord_token: SecretStr | None = Field(default=None, min_length=8)
    discord_api_base: str | None = Field(default=None, pattern=r"^https?://\S+$")
    discord_shards: int | None = Field(default=None, ge=1, le=10_000)
    discord_gateway_url: str | None = Field(default=None, pattern=r"^wss?://\S+$")
    discord_staff_channel: Annotated[int, _CHANNEL] | None = None
    discord_message_content: bool = False

    @property
    def embedded(self) -> bool:
        """Whether the database is SQLite, inside this process."""
        return self.database_url.startswith("sqlite")

    @property
    def desks(self) -> tuple[str, ...]:
        """The platforms on which the team has a chat."""
        chats = {"telegram": self.telegram_staff_chat, "discord": self.discord_staff_channel}
        return tuple(platform for platform, chat in chats.items() if chat is not None)

    @property
    def policy(self) -> Policy:
        """Whom an account check may dial; the machine's own addresses are put in where they are known."""
        return Policy(private=self.check_private_addresses, allowed=self.check_allowed_panels)

    @property
    def data_folder(self) -> Path:
        """Where the embedded database lies; the compiled knowledge and the key lie beside it."""
        path = self.database_url.partition("///")[2] if self.embedded else ""
        return Path(path).parent if path else Path(".data")

    @property
    def proxy(self) -> str | None:
        """Through what panels are asked."""
        return self.check_proxy.get_secret_value() if self.check_proxy else None

    @property
    def check_rules(self) -> Rules:
        """How often panels may be asked."""
        return Rules(accounts=self.check_accounts, own_spacing=self.check_own_spacing, own_hourly=self.check_own_hourly)

    @property
    def keep(self) -> timedelta:
        """How long what was said, sent and checked is kept."""
        return timedelta(days=self.retention_days)

    @property
    def idle(self) -> timedelta:
        """The silence after which a conversation begins anew."""
        return timedelta(hours=self.idle_hours)


def read_settings() -> Settings:
    """Read the settings. Raises SettingsError."""
    settings, faults = readable()
    if faults:
        raise SettingsError("\n".join(faults.values()))
    return settings


def readable() -> tuple[Settings, dict[str, str]]:
    """What can be read, and a sentence for each setting (field -> sentence) that cannot: it has its default then.

    Raises SettingsError when `.env` cannot be read at all.
    """
    # Broken lines are told by those who start something for long (see `envfile`), not with every command.
    logging.getLogger("dotenv").setLevel(logging.ERROR)
    try:
        return Settings(), {}
    except (UnicodeDecodeError, OSError):
        raise SettingsError("\n".join(look().broken)) from None
    except ValidationError as error:
        faults = sentences(error.errors())
    usual: dict[str, Any] = {name: Settings.model_fields[name].get_default() for name in faults}
    return Settings(**usual), faults
