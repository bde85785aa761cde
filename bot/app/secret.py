"""The key for fingerprints: a setting, or a file beside the embedded database. Never in the database."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.app.settings import SettingsError

if TYPE_CHECKING:
    from bot.app.settings import Settings

_SHORTEST = 16
NEEDED: Final = (
    "SECRET_KEY: must be set with PostgreSQL, the same for all replicas. "
    'Make one with: python -c "import secrets; print(secrets.token_hex(32))"'
)


def secret_key(settings: Settings, folder: Path) -> bytes:
    """The setting; for an embedded database the key in `folder`, made on the first run. Raises SettingsError."""
    if settings.secret_key:
        return settings.secret_key.get_secret_value().encode()
    if not settings.embedded:
        raise SettingsError(NEEDED)
    path = folder / "secret.key"
    if not path.exists():
        _make(path)
    try:
        key = path.read_bytes().strip()
    except OSError as error:
        raise SettingsError(f"{path} cannot be read ({error.strerror}): it must be a file of ours.") from None
    if len(key) < _SHORTEST:
        raise SettingsError(f"{path} is damaged: delete it, and a new one is made (rate limits begin anew then).")
    return key


def _make(path: Path) -> None:
    """Written aside (mode 0600) and linked into place whole, so that two processes that start at once agree on one."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix="secret.")
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(32))
    with suppress(FileExistsError):
        os.link(name, path)
    Path(name).unlink()
