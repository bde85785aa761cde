"""`bot health`: whether the bot that listens on HTTP_LISTEN is alive; for the health check of a container."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import argparse

_PATIENCE: Final = 3.0  # seconds; less than the HEALTHCHECK of the Dockerfile waits
_ALIVE: Final = 200
# Whoever listens on every address is asked at this one.
_HERE: Final = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 -- to recognise it, not to listen there


def add(commands: Any) -> None:
    """Register the command."""
    parser = commands.add_parser("health", help="say whether the bot that listens on HTTP_LISTEN is alive")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Ask; exit status 0 when it is alive, else 1."""
    from bot.app.settings import read_settings

    problem = trouble(read_settings().http_listen)
    if arguments.json:
        print(json.dumps({"alive": problem is None, "problem": problem}))
    else:
        print(problem or "The bot is alive.")
    return 0 if problem is None else 1


def trouble(listen: tuple[str, int] | None) -> str | None:
    """What is wrong with the bot that listens there, as a sentence; None: it answered as it should."""
    # Not urllib: it would go through the operator's HTTP_PROXY.
    from http.client import HTTPConnection, HTTPException

    if listen is None:
        return "HTTP_LISTEN is not set, so the bot cannot be asked; set it, for example to 127.0.0.1:9090."
    host, port = _HERE.get(listen[0], listen[0]), listen[1]
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    connection = HTTPConnection(host, port, timeout=_PATIENCE)
    try:
        connection.request("GET", "/healthz")
        status = connection.getresponse().status
    except (OSError, HTTPException):
        return f"Nothing answers at {place}; see whether `bot serve` runs, with this HTTP_LISTEN."
    finally:
        connection.close()
    return None if status == _ALIVE else f"The bot at {place} is not well: it answered {status}."
