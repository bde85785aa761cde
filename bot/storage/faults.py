"""What went wrong, as one sentence for the operator.

Nothing that a driver wrote is passed on: SQLAlchemy's texts can hold parameters, PostgreSQL's DETAIL holds the row,
and a badly typed URL puts half a password into the host name. So a sentence is chosen by code, never quoted.
"""

from __future__ import annotations

from typing import Any

from bot.ports import StoreError

# https://www.sqlite.org/rescode.html, primary codes
_SQLITE = {
    5: "The SQLite database is locked by another program; end that one, or wait until it is done.",
    8: "The SQLite database is read-only; give the bot's user the right to write to the file and its folder.",
    10: "The disk reported an error with the SQLite database; check the disk, and restore a backup if it stays.",
    11: "The SQLite database is damaged; restore a backup.",
    13: "The disk with the SQLite database is full; make room.",
    14: "The SQLite database cannot be opened; check that the path is a file, and that the bot's user may write there.",
    26: "DATABASE_URL names a file that is no SQLite database; correct the path.",
}

# https://www.postgresql.org/docs/current/errcodes-appendix.html, whole codes before classes
_POSTGRES = {
    "28": "PostgreSQL refused the user name or the password; correct them in DATABASE_URL (write @ : / % as %40 %3A "
    "%2F %25).",
    "3D": "PostgreSQL has no database of this name; create it, or correct DATABASE_URL.",
    "25006": "PostgreSQL is read-only (perhaps a standby); point DATABASE_URL at the primary.",
    "40": "PostgreSQL had to choose between two turns twice in a row; nothing was stored, try again.",
    "42P01": "The database was not set up; run `bot db upgrade`.",
    "42703": "The database has another schema than this program; run `bot db upgrade`.",
    "42501": "The PostgreSQL user may not use the bot's tables; grant it the rights, or use the user who set them up.",
    "53100": "The disk of the PostgreSQL server is full; make room.",
    "53300": "PostgreSQL has too many connections; raise max_connections, or run fewer bots (each uses six).",
    "55P03": "Another transaction in PostgreSQL held a lock for too long; look for long ones in pg_stat_activity.",
    "57014": "PostgreSQL took too long for a statement; check its load and its disk.",
    "57": "PostgreSQL is shutting down or starting; try again when it runs.",
    "22": "The text cannot be stored by PostgreSQL.",
}

# A refused connection has no code in libpq, only a text of the server's or the client's.
_CONNECTING = {
    "password authentication failed": _POSTGRES["28"],
    "no password supplied": _POSTGRES["28"],
    "pg_hba.conf": "PostgreSQL does not let this user in from this address; allow it in pg_hba.conf, or add "
    "sslmode=require to DATABASE_URL if it wants TLS.",
    "too many": _POSTGRES["53300"],
    "starting up": _POSTGRES["57"],
    "shutting down": _POSTGRES["57"],
    'database "': _POSTGRES["3D"],
    'role "': _POSTGRES["28"],
}

_UNKNOWN_OPTION = "DATABASE_URL holds an option that PostgreSQL's client does not know; correct what follows the `?`."

_UNREACHABLE = (
    "PostgreSQL cannot be reached; check that the server runs, and host, port, user and database in DATABASE_URL."
)


def sentence(error: BaseException) -> str:
    """What to tell the operator about an error of SQLAlchemy, sqlite3 or psycopg."""
    driver: Any = getattr(error, "orig", None) or error
    number = getattr(driver, "sqlite_errorcode", None)
    if number is not None:
        return _SQLITE.get(number & 0xFF, f"SQLite could not do it ({driver.sqlite_errorname}).")
    state: str | None = getattr(driver, "sqlstate", None)
    if state:
        known = _POSTGRES.get(state) or _POSTGRES.get(state[:2])
        return known or f"PostgreSQL could not do it (SQLSTATE {state})."
    # By name: this module must not import psycopg for those who use SQLite.
    match type(driver).__module__.partition(".")[0], type(driver).__name__:
        case "psycopg", "OperationalError":
            said = str(driver)
            return next((mend for text, mend in _CONNECTING.items() if text in said), _UNREACHABLE)
        case "psycopg", "ProgrammingError":
            return _UNKNOWN_OPTION
    return f"The database could not do it ({type(driver).__name__})."


def fault(error: BaseException) -> StoreError:
    """The same as an exception; raise it `from None`, so that no traceback shows the driver's text."""
    said = getattr(error, "orig", None)  # what SQLAlchemy wrapped may be ours
    return said if isinstance(said, StoreError) else StoreError(sentence(error))
