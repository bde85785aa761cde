"""`bot check`: ask a panel once how an account stands, from the command line.

The login comes from a hidden prompt, from standard input, from options, or as an argument. Exit status: 0 the account
is usable, 1 it is not, 2 the panel told nothing that decides it, 3 refused by policy or budget, 4 wrong usage, or a
fault of the set-up.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Final

from bot.core.account.verdict import NOT_USABLE, USABLE
from bot.core.frozen import replace
from bot.core.texts import say, wait

if TYPE_CHECKING:
    import argparse

    from bot.app.settings import Settings
    from bot.core.account.doctor import Examination
    from bot.core.account.login import Login
    from bot.core.account.paste import Pasted
    from bot.core.account.verdict import Outcome

_USABLE, _NOT_USABLE, _OPEN, _REFUSED, _USAGE = 0, 1, 2, 3, 4
_TOGETHER: Final = "bot: --server, --username and --password-stdin go together, without a link."
_WHOLE: Final = "Give the whole link, or --server, --username and --password-stdin."
_HISTORY: Final = "bot: this link now stands in your shell's history. Next time leave it out: I ask for it hidden."


def add(commands: Any) -> None:
    """Register the command."""
    parser = commands.add_parser("check", help="ask a panel once how an account stands (asks for the link, hidden)")
    parser.add_argument("link", nargs="?", help="the link; better left out, as it stays in the shell's history")
    parser.add_argument("--server", help="the server, such as http://line.example.com:8080")
    parser.add_argument("--username", help="the username")
    parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    parser.add_argument("--dry-run", action="store_true", help="look at the link and the policy only; ask nobody")
    parser.add_argument("--json", action="store_true", help="the verdict's fields as JSON")
    parser.set_defaults(run=run, faults=_USAGE)


def run(arguments: argparse.Namespace) -> int:
    """Check once."""
    from bot.app.settings import read_settings
    from bot.core.account.doctor import examine

    settings = read_settings()
    given = _given(arguments)
    if given is None:
        return _USAGE
    pasted, what = given
    found = examine(what, private=settings.check_private_addresses)
    if not pasted.logins:
        return _told({"findings": _findings(found), "missing": list(pasted.missing)}, _words(found, pasted), arguments)
    if len(pasted.logins) > 1:
        return _told({"error": say("check several")}, f"{say('check several')} {say('check several text')}", arguments)
    login = found.login or pasted.logins[0]
    if not arguments.json and not found.sound:
        print(_words(found, pasted))
    return _checked(arguments, settings, login, found)


def _told(row: dict[str, Any], text: str, arguments: argparse.Namespace) -> int:
    print(json.dumps(row, ensure_ascii=False) if arguments.json else text)
    return _USAGE


def _given(arguments: argparse.Namespace) -> tuple[Pasted, str | Pasted] | None:
    """What was given in any of the ways, and what to examine of it; None after a sentence on standard error."""
    from bot.core.account.paste import parse
    from bot.core.text import clean

    parts = (arguments.server, arguments.username)
    if any(parts) or arguments.password_stdin:
        if not all(parts) or arguments.link:
            print(_TOGETHER, file=sys.stderr)
            return None
        return _from_parts(arguments, parse(clean(arguments.server), "server"))
    if arguments.link:
        print(_HISTORY, file=sys.stderr)
        return parse(clean(arguments.link), "link"), clean(arguments.link)
    text = clean(_secret("Link, or server, username and password (hidden): ", piped=not sys.stdin.isatty()))
    if not text.strip():
        print("bot: nothing was given. Paste the link, or use --server, --username, --password-stdin.", file=sys.stderr)
        return None
    return parse(text, "link"), text


def _from_parts(arguments: argparse.Namespace, pasted: Pasted) -> tuple[Pasted, str | Pasted] | None:
    """Username and password are what they are, also "no" or a link: nobody answers a question here."""
    from bot.core.account.login import Login
    from bot.core.account.secret import Secret
    from bot.core.text import clean

    password = clean(_secret("Password: ", piped=arguments.password_stdin))
    if not password:
        print("bot: no password was given on standard input.", file=sys.stderr)
        return None
    server = pasted.logins[0].server if pasted.logins else pasted.partial.server
    if server is None:
        return replace(pasted, missing=("server",)), clean(arguments.server)
    login = Login("xtream", server, Secret(clean(arguments.username)), Secret(password))
    pasted = replace(pasted, logins=(login,))
    return pasted, pasted


def _secret(prompt: str, *, piped: bool) -> str:
    if piped:
        return sys.stdin.buffer.read().decode(errors="replace").rstrip("\r\n")
    from getpass import getpass

    return getpass(prompt)


def _checked(arguments: argparse.Namespace, settings: Settings, login: Login, found: Examination) -> int:
    import asyncio

    if login.kind == "stalker" and not arguments.dry_run and not settings.check_portals:
        return _refused(arguments, "portal", say("portal") + " " + say("portal text"))
    if arguments.dry_run:
        from bot.app.build import policy

        refused = policy(settings).host(login.server)
        row = {"kind": login.kind, "host": login.server.host, "port": login.server.port, "findings": _findings(found)}
        if refused:
            return _refused(arguments, refused.reason, say(f"refused {refused.reason}"), row)
        print(json.dumps(row, ensure_ascii=False) if arguments.json else say("dry run", server=login.server.origin))
        return _USABLE
    return _concluded(arguments, asyncio.run(_ask(settings, login)))


async def _ask(settings: Settings, login: Login) -> Outcome:
    from bot.app.build import parts

    async with parts(settings) as built:
        return await built.checker.check(login, None)


def _concluded(arguments: argparse.Namespace, outcome: Outcome) -> int:
    if outcome.verdict is None:
        again = " " + say("again in", wait=wait(outcome.wait)) if outcome.wait else ""
        return _refused(arguments, outcome.refused or "", say(f"refused {outcome.refused}") + again)
    from bot.core.conclusion import conclude

    verdict = {**outcome.verdict.as_json(), "ago": round(outcome.ago)}
    print(json.dumps(verdict, ensure_ascii=False) if arguments.json else conclude(None, verdict).plain)
    word = outcome.verdict.word
    return _USABLE if word in USABLE else _NOT_USABLE if word in NOT_USABLE else _OPEN


def _refused(arguments: argparse.Namespace, reason: str, text: str, row: dict[str, Any] | None = None) -> int:
    print(json.dumps({**(row or {}), "refused": reason, "text": text}, ensure_ascii=False) if arguments.json else text)
    return _REFUSED


def _findings(found: Examination) -> list[dict[str, str]]:
    return [{"name": one.name, "text": say(f"doctor {one.name}", **one.values)} for one in found.findings]


def _words(found: Examination, pasted: Pasted) -> str:
    lines = [row["text"] for row in _findings(found)]
    if found.corrected:
        lines.append(say("corrected", link=found.corrected))
    if not pasted.logins and pasted.missing:
        part = pasted.missing[0]
        more = _WHOLE if part in {"username", "password"} else say(f"check need {part} text")
        lines.append(f"{say(f'check need {part}')} {more}")
    return "\n".join(lines) or say("check impossible") + " " + say("check impossible text")
