"""What must hold after every run, whatever happened in it. Each check yields sentences about what does not."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Final

from bot.core.account.guard import DISTINCT, FAILURES, WINDOW
from bot.core.texts import say
from tests.channels.telegram.server import BOT, TOKEN
from tests.faults.panels import TWICE, USABLE
from tests.faults.world import HOOK, MINUTE, SECRET
from tests.hooks.test_webhook import readme_example

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from tests.faults.books import Books

HOURLY: Final = 20  # requests that a panel sees in an hour
_BACK: Final = 5.0  # seconds from PostgreSQL's return to the first turn; a short run is no measurement
_SLOW: Final = 0.6 * 60  # seconds: two thirds of a minute, and somewhat less if it took its time to use that up
# What is said beside the transcript: about the message itself, about the pace, the receipt of a forgetting, files.
_TOO_FAST: Final = say("too fast", wait="\0").partition("I'll")[0]
_ASIDE: Final = (_TOO_FAST, say("hidden"), say("not hidden"), say("forgotten"))
# What an error in the log may begin with, and why.
_ALLOWED: Final = {
    "an update waits for the database": "a database that is away is for the operator; the update is tried again",
    "the outbox cannot be read": "the same",
    "knowledge: ": "an editor must hear of a slip, and the last good base goes on answering",
}
_SHOWN: Final = 5  # of what does not hold; a run may break one rule a thousand times
_SECRET: Final = re.compile(rb"Zq[A-Za-z0-9]{9}")


def violations(books: Books) -> list[str]:
    """All that does not hold; none, if everything is as it must be."""
    told: list[str] = []
    for check in CHECKS:
        found = list(check(books))
        told += [f"{check.__name__}: {one}" for one in found[:_SHOWN]]
        told += [f"{check.__name__}: and {len(found) - _SHOWN} more"] if found[_SHOWN:] else []
    return told


def came_to_an_end(books: Books) -> Iterator[str]:
    """Everybody got their answers, everything is delivered, and the process ended in order."""
    yield from books.world.hung
    if books.status:
        yield f"the bot ended with {books.status}"
    if books.world.api.updates:
        yield f"{len(books.world.api.updates)} updates are not confirmed"
    for seconds in books.world.back:
        if seconds > (books.world.patience if books.world.plan.short else _BACK):
            yield f"the first turn came {seconds:.1f} s after PostgreSQL was back"
    for row in books.tables["outbox"]:
        if not row["sent_at"]:
            yield f"not delivered: {row['kind']} {row['body'][:80]}"
    for row in books.tables["account_check"]:
        if not row["ended_at"]:
            yield f"no end of a check: {row['check_id']}"


def heard_once(books: Books) -> Iterator[str]:
    """Every accepted update, and every deed of the team, is exactly one event."""
    told = {f"{BOT['id']}:{update['update_id']}" for update in books.world.api.history}
    told |= {deed.id for deed in books.team.done}
    stored = Counter(row["event_id"] for row in books.tables["event"])
    yield from (f"lost: {one}" for one in sorted(told - set(stored)))
    yield from (f"{many} times: {one}" for one, many in stored.items() if many > 1)


def heard_in_order(books: Books) -> Iterator[str]:
    """A conversation's transcript is in the order of its messages, with none of them twice."""
    for one in books.staying:
        for heard, line in zip_longest(one.wrote, books.lines(one.person, "user")):
            if heard is None or line is None or not heard.fits(line):
                yield f"{one.script} wrote {heard}, and there stands {line and line[:80]!r}"
                break
    for talker in books.talkers:
        for heard, line in zip_longest(talker.asked, books.lines(talker.person, "user")):
            if heard != line:
                yield f"{talker.person.id} asked {heard}, and there stands {line and line[:80]!r}"
                break


def said_in_order(books: Books) -> Iterator[str]:
    """Every reply is delivered, in order; at most one comes again for each kill, and for each answer that got lost."""
    api = books.world.api
    for person in [*(one.person for one in books.staying), *(one.person for one in books.talkers), *books.floods]:
        said = [(who, text) for who, text in books.spoken[str(person.chat)] if who in ("bot", "team")]
        seen = [text for text in api.said[person.chat] if text and not text.startswith(_ASIDE)]
        left = iter(seen)
        for who, text in said:
            if not any(shown.endswith(text) if who == "team" else shown == text for shown in left):
                yield f"{person.id} did not see in its place: {text[:80]!r}"
                break
        else:
            again = len(seen) - len(said)
            books.repeats += again
            if again > books.world.kills + api.lost[person.chat]:
                yield f"{person.id} saw {again} replies again"


def sent_once(books: Books) -> Iterator[str]:
    """Each Send made exactly one ticket, and the helpdesk heard of each."""
    events: dict[str, list[str]] = defaultdict(list)
    for body in books.told:
        events[body["event"]].append(body["ticket"]["ref"])
    opened, forgotten = Counter(events["ticket.opened"]), set(events["ticket.forgotten"])
    yield from (f"{ref} was opened {many} times" for ref, many in opened.items() if many > 1)
    mine: dict[str, list[str]] = defaultdict(list)
    for row in books.tables["ticket"]:
        mine[books.chats[row["conversation_id"]]].append(row["ref"])
    yield from (f"nobody heard of {ref}" for refs in mine.values() for ref in refs if ref not in opened)
    known = {ref for refs in mine.values() for ref in refs}
    yield from (f"{ref} is lost" for ref in opened if ref not in known | forgotten)
    for one in books.staying:
        refs = mine[str(one.person.chat)]
        lines = books.lines(one.person, "user").count("[Send]")
        notes = books.lines(one.person, "note").count("ticket opened")
        if not len(refs) == len(one.sends) == lines == notes:
            yield f"{one.script}: {len(one.sends)} sends ({lines} valid ones, {notes} noted), tickets {refs}"
    answers = sum(len(books.lines(one.person, "team")) for one in books.staying)
    gone = {ref for ref in forgotten if ref not in known}
    done = sum(row["what"] == "ticket reply" and row["ticket"] not in gone for row in books.tables["audit"])
    if answers != done:
        yield f"the team answered {done} times, {answers} of them stand there"


def told_once(books: Books) -> Iterator[str]:
    """The webhook: signed, the same id only for the same body, a ticket's in order, nothing left out."""
    verify, bodies = readme_example(), dict[str, bytes]()
    for headers, sent in books.world.desk.taken:
        body = json.loads(sent)
        if not verify(HOOK.encode(), headers, sent, now=int(headers["X-Ticket-Timestamp"])):
            yield f"not signed: {sent[:80]!r}"
        if (headers["X-Ticket-Id"], headers["X-Ticket-Event"]) != (body["id"], body["event"]):
            yield f"another name than its body's has {headers['X-Ticket-Id']}"
        if bodies.setdefault(body["id"], sent) != sent:
            yield f"two bodies have the id {body['id']}"
    ours: dict[str, list[str]] = defaultdict(list)
    for row in sorted(books.tables["outbox"], key=lambda row: row["id"]):
        if row["addressee"] == "webhook":
            body = json.loads(row["body"])
            ours[body["ticket"]["ref"]].append(body["id"])
    theirs: dict[str, list[str]] = defaultdict(list)
    for body in books.told:
        theirs[body["ticket"]["ref"]].append(body["id"])
    yield from (f"told of {ref}: {theirs[ref]}, not {ids}" for ref, ids in ours.items() if theirs[ref] != ids)


def checked_once(books: Books) -> Iterator[str]:
    """Each account check is recorded once and has one end; a panel is asked once for it, and within its budget."""
    begun = {row["check_id"].removeprefix("telegram:") for row in books.tables["account_check"]}
    ends = Counter(
        row["event_id"].removeprefix("telegram:").rpartition(":")[0]
        for row in books.tables["event"]
        if row["event_id"].endswith((":over", ":interrupted"))
    )
    yield from (f"check {one} has {ends[one]} ends" for one in sorted(begun | set(ends)) if ends[one] != 1)
    for one in books.staying:
        notes = books.lines(one.person, "note").count("check")
        rows = sum(books.chats[row["conversation_id"]] == str(one.person.chat) for row in books.tables["account_check"])
        if notes != rows:
            yield f"{one.script}: {notes} checks are noted, {rows} recorded"
    here = books.world.panels
    if here.trapped:
        yield f"a redirect was followed to another host {here.trapped} times"
    for (panel, login), many in Counter((one.panel, one.login) for one in here.asked).items():
        if many > 1 + (here.kinds[panel] in TWICE):
            yield f"panel {panel} ({here.kinds[panel]}) was asked {many} times about {login}"
    for panel in {one.panel for one in here.asked}:
        yield from _over_budget(books, panel)


def _over_budget(books: Books, panel: int) -> Iterator[str]:
    asked, kind = [one for one in books.world.panels.asked if one.panel == panel], books.world.panels.kinds[panel]
    for first in asked:
        hour = [one for one in asked if 0 <= one.at - first.at < 3600]
        if len(hour) > HOURLY:
            yield f"panel {panel} ({kind}) was asked {len(hour)} times in an hour"
        window = [one.login for one in asked if 0 <= one.at - first.at < WINDOW - 1]
        if kind not in USABLE and (len(window) > FAILURES + (kind in TWICE) * FAILURES or len(set(window)) > DISTINCT):
            yield f"panel {panel} ({kind}) saw {len(window)} failures of {len(set(window))} logins"


def forgot_all(books: Books) -> Iterator[str]:
    """Of those who had us forget there is no row, and no byte in a file of the database."""
    for one in books.actors:
        names = (str(one.person.id), one.script.steps[-1].text) if one.forgotten else ()
        for name in names:
            yield from (
                f"{name} in {place}" for place, held in books.places.items() if place in _KEPT and name.encode() in held
            )


_KEPT: Final = frozenset({"the database", "the database as it ran"})


def kept_secrets(books: Books) -> Iterator[str]:
    """No planted secret in the database, the log, what Telegram and the helpdesk got; no key and no token either."""
    planted = {one[:11].encode() for one in books.world.secrets}
    keys = (SECRET, HOOK, TOKEN.partition(":")[2])
    for place, held in books.places.items():
        yield from (f"{one.decode()} in {place}" for one in sorted(planted & set(_SECRET.findall(held))))
        yield from (f"{key} in {place}" for key in keys if key.encode() in held)


def logged_calmly(books: Books) -> Iterator[str]:
    """No traceback, and no error but those that are for the operator."""
    for line in books.world.served.log.splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            if not line.startswith("bot: PostgreSQL "):  # it was started while the database was away
                yield line
            continue
        if entry["level"] in ("error", "critical") and not entry["event"].startswith(tuple(_ALLOWED)):
            yield line
        if "Traceback" in line:
            yield line


def answered_the_same(books: Books) -> Iterator[str]:
    """Whatever befell the knowledge, the last good base answered: the same question, the same words."""
    words: dict[str, set[str]] = defaultdict(set)
    for talker in books.talkers:
        question = ""
        for who, text in books.spoken[str(talker.person.chat)]:
            if who == "user":
                question = text
            elif who == "bot":
                words[question].add(text)
    yield from (f"{question} had {len(texts)} answers" for question, texts in words.items() if len(texts) > 1)


def kept_the_pace(books: Books) -> Iterator[str]:
    """Who floods is heard as often as they may, and told so once in the time that they are told to wait."""
    for person in books.floods:
        rows = [row for row in books.tables["outbox"] if books.chats[row["conversation_id"]] == str(person.chat)]
        notices = sorted(_seconds(row["at"]) for row in rows if _TOO_FAST in row["body"])
        seen = sum(text.startswith(_TOO_FAST) for text in books.world.api.said[person.chat])
        numbers = [int(line.rpartition(" ")[2]) for line in books.lines(person, "user")]
        many, at = len(numbers), sorted(_seconds(row["at"]) for row in rows)
        most = MINUTE * (1 + (at[-1] - at[0]) / 60) + 1
        if numbers != sorted(set(numbers)):
            yield f"{person.id} was heard in another order"
        if any(later - earlier < _SLOW for earlier, later in pairwise(notices)):
            yield f"{person.id} was told to be slow at {notices}"
        if seen > len(notices) + books.world.kills + books.world.api.lost[person.chat]:
            yield f"{person.id} was told {len(notices)} times to be slow, and saw it {seen} times"
        if many > most or many < min(MINUTE, books.world.plan.flood):
            yield f"{person.id} wrote {books.world.plan.flood} messages, and was heard {many} times"


def _seconds(at: datetime | int) -> float:
    """As PostgreSQL gives it, and as it stands in SQLite."""
    return at / 1e6 if isinstance(at, int) else at.timestamp()


CHECKS: Final = (
    *(came_to_an_end, heard_once, heard_in_order, said_in_order, sent_once, told_once, checked_once, forgot_all),
    *(kept_secrets, logged_calmly, answered_the_same, kept_the_pace),
)
