"""`bot tickets`: what the team does with tickets, without any platform.

What is written here goes to the user through the outbox: a running `bot serve` delivers it within seconds.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Final

from bot.cli.choosing import add_choice, ticket, wanted
from bot.cli.exporting import add_forms, add_out, export, opened

if TYPE_CHECKING:
    import argparse
    from collections.abc import AsyncIterator

    from bot.cli.exporting import Desk
    from bot.core.events import Deed
    from bot.ports import Filed, Stored

FINE: Final = 0
FAULTS: Final = 1
WRONG_USAGE: Final = 4

# Deed -> its help. The first two take words behind the ticket's name.
_DEEDS: Final[dict[Deed, str]] = {
    "reply": "write to the user (without TEXT: standard input)",
    "template": "send a ready answer of knowledge/templates",
    "claim": "say that you look after it",
    "release": "leave it to others again",
    "resolve": "close it; the user is asked whether it helped",
    "reopen": "open it again",
    "ban": "close it, and answer this user no more",
    "unban": "answer this user again",
}
_WHICH: Final = "its name, such as T-7F3K"
_STAFF: Final = "command line"


def add(subparsers: Any) -> None:
    """Register `bot tickets` and its subcommands."""
    parser = subparsers.add_parser("tickets", help="list, show, answer and close tickets of the support desk")
    commands = parser.add_subparsers(metavar="what", required=True)
    listing = commands.add_parser("list", help="which tickets there are: those that are open, if nothing else is said")
    which = listing.add_mutually_exclusive_group()
    which.add_argument("--closed", dest="closed", action="store_const", const=True, help="those that are closed")
    which.add_argument("--all", dest="closed", action="store_const", const=None, help="all of them")
    listing.add_argument("--json", action="store_true", help="as JSON, one ticket a line")
    listing.set_defaults(run=_run, work=_list, closed=False)
    show = commands.add_parser("show", help="print a ticket: the user's summary, and what the team did")
    show.add_argument("ticket", type=ticket, help=_WHICH)
    show.add_argument("--json", action="store_true", help="as JSON")
    show.set_defaults(run=_run, work=_show)
    exporting = commands.add_parser("export", help="the whole conversations of tickets, as packets")
    exporting.add_argument("tickets", nargs="*", type=ticket, metavar="ticket", help=f"{_WHICH}; several may be named")
    add_forms(exporting)
    add_out(exporting)
    exporting.set_defaults(run=_run, work=_export)
    for one in (listing, exporting):
        add_choice(one)
    for deed, what in _DEEDS.items():
        doing = commands.add_parser(deed, help=what)
        doing.add_argument("ticket", type=ticket, help=_WHICH)
        if deed == "reply":
            doing.add_argument("text", nargs="*", metavar="TEXT", help="what the user shall read")
        if deed == "template":
            doing.add_argument("text", nargs=1, metavar="NAME", help="which; a wrong one is told all there are")
        doing.add_argument("--json", action="store_true", help="as JSON")
        doing.set_defaults(run=_do, deed=deed)


def _run(arguments: argparse.Namespace) -> int:
    import asyncio

    if "since" in arguments:
        chosen = wanted(arguments)
        if isinstance(chosen, str):
            return _wrong(chosen)
        if chosen.user and not chosen.platform:
            return _wrong("--user needs --platform: the same number is somebody else there")
    else:
        from bot.ports import Wanted

        chosen = Wanted()
    return asyncio.run(opened(arguments.work, arguments, chosen))


async def _list(desk: Desk, arguments: argparse.Namespace) -> int:
    found = 0
    if not arguments.json:
        print(f"{'TICKET':<8}{'STATUS':<9}{'FOR':<6}{'OPENED':<12}{'LAST (UTC)':<18}WHAT")
    async for filed in _filed(desk, closed=arguments.closed):
        found += 1
        print(json.dumps(_as_json(filed)) if arguments.json else _row(filed))
    return FINE if found else _none()


async def _filed(desk: Desk, *, closed: bool | None) -> AsyncIterator[Filed]:
    chosen, after = desk.wanted, ""
    user = (chosen.platform, chosen.user) if chosen.platform and chosen.user else None
    while page := await desk.store.tickets(
        closed=closed, user=user, since=chosen.since, until=chosen.until, after=after
    ):
        for filed in page:
            if chosen.platform in (None, filed.key.platform) and chosen.chat in (None, filed.key.chat):
                yield filed
        after = page[-1].ticket.ref


def _row(filed: Filed) -> str:
    told = filed.ticket
    head = told.brief.partition("\n")[0].partition(" · ")[2]
    waits = "-" if told.closed else told.waits
    when = f"{told.opened:%Y-%m-%d}  {told.touched:%Y-%m-%d %H:%M}"
    return f"{told.ref:<7} {told.status:<8} {waits:<5} {when}  {_plain(head)}"


def _as_json(filed: Filed) -> dict[str, Any]:
    key = filed.key
    return {**filed.ticket.as_json(), "platform": key.platform, "chat": key.chat, "user": key.user}


async def _show(desk: Desk, arguments: argparse.Namespace) -> int:
    filed = await desk.store.ticket(arguments.ticket)
    if filed is None:
        return _unknown(arguments.ticket)
    deeds = await desk.store.deeds(filed.ticket.ref)
    if arguments.json:
        done = [{"at": one.at.isoformat() if one.at else None, "what": one.what, "staff": one.staff} for one in deeds]
        print(json.dumps({**_as_json(filed), "deeds": done}))
        return FINE
    told = filed.ticket
    print(_plain(told.brief, lines=True))
    by = f" by {told.name}" if told.claimed and not told.closed else ""
    closed = f" ({told.outcome})" if told.outcome else ""
    print(f"\nStatus: {told.status}{by}{closed}" + ("" if told.closed else f", waits for the {told.waits}"))
    print(f"Opened {told.opened:%Y-%m-%d %H:%M} UTC, last word {told.touched:%Y-%m-%d %H:%M} UTC")
    for one in deeds:
        print(f"{one.at:%Y-%m-%d %H:%M} UTC  {one.what.removeprefix('ticket ')} ({_plain(one.staff)})")
    print(f"\nThe conversation: bot transcripts show --ticket {told.ref}")
    return FINE


async def _export(desk: Desk, arguments: argparse.Namespace) -> int:
    from bot.ports import Wanted

    chosen = desk.wanted
    if not arguments.tickets and not any((chosen.platform, chosen.chat, chosen.user, chosen.since, chosen.until)):
        return _wrong("name tickets, or choose with --user, --platform, --since or --until")
    found = [await desk.store.ticket(ref) for ref in arguments.tickets]
    for ref, one in zip(arguments.tickets, found, strict=True):
        if one is None:
            return _unknown(ref)
    if not found:
        found = [filed async for filed in _filed(desk, closed=None)]
    numbers = sorted({filed.conversation for filed in found if filed})
    desk.wanted = Wanted()  # tickets are chosen by their time, their conversations are whole
    written = await export(desk, arguments, lambda: _talks(desk, numbers))
    return FINE if written else _none()


async def _talks(desk: Desk, numbers: list[int]) -> AsyncIterator[Stored]:
    from bot.ports import Wanted

    for number in numbers:
        stored = next(iter(await desk.store.conversations(Wanted(), number - 1)), None)
        if stored and stored.id == number:
            yield stored


def _do(arguments: argparse.Namespace) -> int:
    import asyncio

    text = " ".join(getattr(arguments, "text", ()))
    if arguments.deed == "reply" and not arguments.text:
        text = sys.stdin.read()
    return asyncio.run(_done(arguments, text))


async def _done(arguments: argparse.Namespace, text: str) -> int:
    import secrets

    from bot.app.build import parts
    from bot.app.settings import read_settings
    from bot.core.events import Staffed
    from bot.core.text import clean

    async with parts(read_settings(), tickets=True) as built:
        filed = await built.store.ticket(arguments.ticket)
        if filed is None:
            return _unknown(arguments.ticket)
        ref, before = filed.ticket.ref, len(await built.store.deeds(arguments.ticket))
        name = f"desk:cli:{secrets.token_hex(12)}"
        event = Staffed(
            name, filed.key, built.clock.now(), ref, arguments.deed, _STAFF, "The command line", clean(text)
        )
        told = await built.engine.act(event)
        done = len(await built.store.deeds(ref)) > before
    if arguments.json:
        print(json.dumps({"ticket": ref, "deed": arguments.deed, "done": done, "told": list(told)}))
    elif not done:
        print(f"bot: {' '.join(told) or 'nothing was done'}", file=sys.stderr)
    else:
        print(" ".join(told) or f"{ref}: noted. A running `bot serve` (or `bot chat`) tells the user.")
    return FINE if done else FAULTS


def _plain(text: str, *, lines: bool = False) -> str:
    """What strangers wrote must not steer the terminal."""
    return "".join(sign if sign.isprintable() or (lines and sign == "\n") else "?" for sign in text)


def _unknown(ref: str) -> int:
    print(f"bot: there is no ticket {ref}; see: bot tickets list --all", file=sys.stderr)
    return FAULTS


def _wrong(sentence: str) -> int:
    print(f"bot: {sentence}. See: bot tickets --help", file=sys.stderr)
    return WRONG_USAGE


def _none() -> int:
    print("bot: no ticket matches; see: bot tickets list --all", file=sys.stderr)
    return FAULTS
