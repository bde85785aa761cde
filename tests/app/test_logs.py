"""One event, one line, nothing secret: in both formats, whatever is logged."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import threading
import warnings
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.app import logs
from bot.app.logs import configure, reference
from bot.app.masking import LONGEST, Masking, known_secrets
from bot.app.settings import Settings
from bot.core.events import Commanded, Wrote
from bot.core.redaction import MASK
from bot.origin import begin, kind, origin, place, working_on
from bot.ports import StoreError
from tests.core.base import KEY, NOON
from tests.core.test_redaction_shapes import LINKED, MAC, PAIRS, PASSWORD, SINGLES, USER, fill, forms
from tests.engine.fakes import MemoryStore, Recorder, engine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.effects import Carried
    from bot.core.events import Key

SECRET = b"a secret of sixteen bytes"
KNOWN = {
    "telegram_token": "123456:AAEgeheimGEHEIM77-xyz_0",
    "telegram_webhook_secret": "Webhook-geheim_78",
    "discord_token": "MTk4.geheim.G79",
    "secret_key": 'ge"heim/80<&>x\\y',
    "database_url": "postgresql://bot:ge%40heim%2F81@db.example/bot?sslpassword=geheim82",
    "check_proxy": "http://me:geheim%2083@proxy.example:3128",
    "ticket_webhook_secret": "Ticket-geheim_84",
    "ticket_webhook_url": "https://bot:geheim85@helpdesk.example/hook",
}
PLANTED = (
    *("AAEgeheimGEHEIM77-xyz_0", "Webhook-geheim_78", "MTk4.geheim.G79", 'ge"heim/80<&>x\\y', "ge@heim/81", "geheim82"),
    *("geheim 83", "Ticket-geheim_84", "geheim85"),
)


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """Logging belongs to the whole process."""
    root = logging.getLogger()
    level, hooks = root.level, (threading.excepthook, sys.unraisablehook)
    yield
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    threading.excepthook, sys.unraisablehook = hooks


def settings(**given: Any) -> Settings:
    return Settings.model_validate({"log_level": "DEBUG", **given})


class Written(logging.Handler):
    """Lines as they would be written, in a list."""

    def __init__(self, shape: str, masking: Masking | None = None) -> None:
        super().__init__()
        self.formatter = logs.formatter(shape, masking or Masking(), SECRET)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    def log(self, text: object, *arguments: object, **more: Any) -> str:
        record = logging.getLogger("bot.test").makeRecord(
            "bot.test", logging.ERROR, __file__, 1, text, arguments, more.pop("exc_info", None), extra=more
        )
        return self.format(record)


BOTH = {shape: Written(shape) for shape in ("json", "text")}
HOSTILE = st.text(st.characters() | st.sampled_from("\n\r\t\x00\x1b\x85\u2028\u2029\x0b\x0c\x1c\u202e\ud800%{}\"'\\"))


@given(HOSTILE, HOSTILE)
@example("a\r\nb\x85c\u2028d\x1b[31m", "x\n{}%s")
@example("%s %d %(a)s", "y")
def test_one_event_is_one_line_whatever_is_in_it(text: str, more: str) -> None:
    for shape, written in BOTH.items():
        for line in (
            written.log("told %s", text),
            written.log(text),
            written.log(text, more),
            written.log("", kind=more),
        ):
            assert len(line.splitlines()) == 1
            assert line.isprintable()
            if shape == "json":
                assert {"time", "level", "logger", "event"} <= set(json.loads(line))


@pytest.mark.untraced
@pytest.mark.parametrize("shape", ["json", "text"])
def test_no_login_comes_out_in_any_layout(shape: str) -> None:
    written = Written(shape)
    texts = [fill(template) for template in (*PAIRS, *LINKED, *SINGLES)]
    assert len(texts) > 350
    for text in texts:
        error = ValueError(text)
        lines = [
            written.log("an update was dropped: %s", text),
            written.log("what: %(what)s", {"what": text}),
            written.log("an error: %s", error),
            written.log("an error", exc_info=(ValueError, error, None)),
            written.log(text),
            written.log("x", kind=text),
        ]
        for planted in (USER, PASSWORD, MAC):
            assert [form for form in forms(planted) if any(form in line for line in lines)] == [], lines


@pytest.mark.parametrize("shape", ["json", "text"])
def test_what_the_settings_hold_comes_out_in_no_form(shape: str) -> None:
    masking = Masking(known_secrets(settings(**KNOWN)))
    written = Written(shape, masking)
    for planted in PLANTED:
        for form in {*forms(planted), repr(planted)[1:-1]}:
            line = written.log("https://api.example/bot%s/x said %r of «%s»", form, form, form)
            assert planted not in line
            assert form not in line
            assert MASK in (json.loads(line)["event"] if shape == "json" else line)
    basic = "bWU6Z2VoZWltIDgz"  # me:geheim 83
    assert basic not in written.log("Proxy said %s", basic)


def test_a_password_that_is_a_word_masks_that_word_alone() -> None:
    masking = Masking(known_secrets(settings(database_url="postgresql://bot:post@db.example/bot")))
    assert masking("post, the database is postgresql") == f"{MASK}, the database is postgresql"
    assert (
        Masking(known_secrets(settings(database_url="postgresql://bot:bot@[db")))("bot.engine bot") == "bot.engine bot"
    )


def test_who_could_answer_for_us_on_discord_comes_out_nowhere() -> None:
    line = BOTH["json"].log(
        "We are being rate limited. %s %s responded with 429.",
        "PATCH",
        "https://discord.com/api/v10/webhooks/1234567890/aW50ZXJhY3Rpb246MTIz/messages/@original",
    )
    assert "/webhooks/1234567890/" in line
    assert "aW50" not in line


def test_our_own_sentences_come_out_as_they_are() -> None:
    for sentence in (
        "an update waits for the database: The SQLite database is locked by another program; end that one, or wait.",
        "PostgreSQL refused the user name or the password; correct them in DATABASE_URL (write @ : / as %40 %3A %2F).",
        "Telegram is not served: TELEGRAM_TOKEN: Telegram does not know this token. Copy it again.",
        "outbox row 17 is not delivered yet: Telegram wants a pause of 30 s in this chat",
    ):
        for _ in range(2):  # the second time from memory
            assert json.loads(BOTH["json"].log("%s", StoreError(sentence)))["event"] == sentence


def test_an_error_is_told_by_its_kind_and_its_place() -> None:
    with pytest.raises(ValueError, match="geheim77") as caught:
        int("geheim77")
    error, told = caught.value, kind(caught.value)
    found = json.loads(BOTH["json"].log("it failed: %s", error, exc_info=(ValueError, error, error.__traceback__)))
    assert told.startswith("ValueError at tests.app.test_logs:")
    assert found["error"] == told
    assert found["event"] == f"it failed: {told}"
    assert place(ValueError()) == "nowhere"


def test_what_asyncio_shows_of_a_task_stays_out() -> None:
    record = logging.LogRecord("asyncio", logging.ERROR, __file__, 1, "Task was lost\nfuture: <geheim77>", None, None)
    assert json.loads(BOTH["json"].format(record))["event"] == "Task was lost"


def test_a_very_long_text_ends_at_a_word() -> None:
    event = json.loads(BOTH["json"].log("%s", "word " * 1000 + "geheim77"))["event"]
    assert len(event) < LONGEST + 50
    assert event.endswith("word … (3009 characters more)")
    assert "x" not in json.loads(BOTH["json"].log("%s", "x" * 5000))["event"].replace("characters", "")


class Talkative(Recorder):
    """A channel that logs while it delivers."""

    async def deliver(self, key: Key, effect: Carried) -> None:
        await super().deliver(key, effect)
        logging.getLogger("bot.test").warning("delivered")


def test_lines_say_from_which_event_and_which_conversation_they_come() -> None:
    written = Written("json")
    logger = logging.getLogger("bot")
    logger.addHandler(written)
    logger.setLevel(logging.INFO)
    try:

        async def story() -> None:
            talker, channel = engine(MemoryStore()), Talkative()
            await talker.handle(Wrote("event-1", KEY, NOON, "error 502"), channel)
            assert origin() is None
            with working_on("test", "event-2"):
                posted = await talker.accept(Commanded("event-2", KEY, NOON, "help"), channel)
                await talker.deliver(posted or (), channel)
            channel.down = True
            await talker.handle(Wrote("event-3", KEY, NOON, "error 403"), channel)
            channel.down = False
            await talker.resume("test", NOON, channel, orphans=True)

        asyncio.run(story())
    finally:
        logger.removeHandler(written)
        logger.setLevel(logging.NOTSET)
    found = [json.loads(line) for line in written.lines]
    taken, sent, again, told, third, failed, late = found
    mine = reference(SECRET, KEY.platform, KEY.chat, KEY.user)
    requests = [reference(SECRET, "test", f"event-{number}") for number in (1, 2, 3)]
    assert all(one["platform"] == "test" and one["conversation"] == mine for one in found)
    assert [one.get("request") for one in found] == [
        requests[0],
        None,
        requests[1],
        requests[1],
        requests[2],
        None,
        None,
    ]
    assert (taken["event"], taken["kind"], again["kind"]) == ("an event was taken in", "Wrote", "Commanded")
    assert (sent["event"], told["event"], late["event"]) == ("delivered",) * 3
    assert third["seconds"] >= 0
    assert failed["event"] == "outbox row 3 is not delivered yet: the platform is down"
    assert KEY.user not in "".join(written.lines)


def test_an_origin_ends_with_its_task() -> None:
    async def one() -> None:
        begin("test", "event-9")
        found = origin()
        assert found
        assert found.request == "event-9"
        with working_on("test", key=KEY):
            inner = origin()
            assert inner
            assert (inner.request, inner.key) == ("event-9", KEY)
        with working_on("other"):
            other = origin()
            assert other
            assert other.request is None

    async def main() -> None:
        await asyncio.create_task(one())
        assert origin() is None

    asyncio.run(main())


def test_without_a_key_nothing_stands_for_anybody() -> None:
    with working_on("test", "event-1", KEY):
        line = logs.formatter("json", Masking(), b"").format(logging.makeLogRecord({"msg": "x", "levelname": "INFO"}))
    assert set(json.loads(line)) == {"time", "level", "logger", "event"}


def test_configured_twice_it_writes_once_and_says_nothing_of_what_went_wrong(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # pytest's own handlers fail a test in which a line cannot be formatted.
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    configure(settings(**KNOWN))
    configure(settings(**KNOWN), SECRET)
    assert logging.getLogger("telegram").level == logging.WARNING
    log = logging.getLogger("bot.test")
    log.debug("it is %s", PLANTED[0])
    log.info("of %d", "geheim77")
    log.error("no %s", type("Odd", (), {"__str__": lambda _: 1 / 0})())
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("careful", stacklevel=1)
    thread = threading.Thread(target=int, args=("geheim77",), name="worker")
    thread.start()
    thread.join()
    sys.unraisablehook(type("Lost", (), {"exc_value": ValueError("geheim77")})())
    sys.unraisablehook(type("Lost", (), {"exc_value": None})())
    threading.excepthook(threading.ExceptHookArgs((SystemExit, None, None, None)))
    lines = capsys.readouterr().err.splitlines()
    said = [json.loads(line)["event"] for line in lines if line.startswith("{")]
    assert said[0] == f"it is {MASK}"
    assert said[1] == "of %d (and what does not fit into it)"
    assert "UserWarning: careful" in said[2]
    assert said[3].startswith("the thread worker ended: ValueError at threading:")
    assert said[4] == "an error was lost: ValueError at nowhere"
    assert [line for line in lines if not line.startswith("{")] == [
        f"a line of bot.test could not be written: ZeroDivisionError at {__name__}:{_line_of('1 / 0')}"
    ]
    assert "geheim77" not in "".join(lines)
    monkeypatch.setattr(sys, "stderr", _Closed())
    log.error("nobody reads this")


class _Closed:
    """A stream that was closed, as at the end of a pipe."""

    def isatty(self) -> bool:
        return True

    def write(self, _: str) -> int:
        raise BrokenPipeError


def _line_of(words: str) -> int:
    with open(__file__, encoding="utf-8") as file:  # noqa: PTH123 -- one line
        return next(number for number, line in enumerate(file, 1) if words in line)


def test_in_a_terminal_it_is_text(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    configure(settings())
    logging.getLogger("bot.test").error("once")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    configure(settings())
    logging.getLogger("bot.test").error("twice")
    configure(settings(log_format="json"))
    logging.getLogger("bot.test").error("thrice")
    once, twice, thrice = capsys.readouterr().err.splitlines()
    assert json.loads(once)["event"] == "once"
    assert "twice" in twice
    assert not twice.startswith("{")
    assert json.loads(thrice)["event"] == "thrice"
