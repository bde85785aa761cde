"""The webhook over a real connection: signed, the same id again, order kept, and what the receiver says is heeded."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.core.effects import Notify, Say
from bot.core.events import Staffed
from bot.engine.parcels import WEBHOOK
from bot.hooks import webhook as hooks
from bot.hooks.webhook import Webhook, keep_telling, signature
from bot.ports import DeliveryError, LostError, StoreError
from tests.core.base import NOON
from tests.engine.fakes import FixedClock
from tests.engine.test_tickets import ANNA, World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECRET = b"a secret that nobody knows"
BODY = {"id": "1f", "event": "ticket.opened", "at": NOON.isoformat(), "ticket": {"ref": "T-7F3K", "brief": "ä 403"}}


class Helpdesk:
    """A receiver: `answers` are the statuses of the next answers, 204 when there are none."""

    def __init__(self) -> None:
        self.taken: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []
        self.url = ""


@contextmanager
def helpdesk() -> Iterator[Helpdesk]:
    desk = Helpdesk()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            desk.taken.append((dict(self.headers), body))
            self.send_response(desk.answers.pop(0) if desk.answers else 204)
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    desk.url = f"http://robot:letmein99@127.0.0.1:{server.server_port}/hook"
    try:
        yield desk
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_body_is_signed_and_the_receiver_can_check_it() -> None:
    async def work() -> None:
        webhook = Webhook(desk.url, SECRET, FixedClock())
        await webhook.deliver(ANNA, Notify(BODY))
        await webhook.close()

    with helpdesk() as desk:
        asyncio.run(work())
    ((headers, body),) = desk.taken
    assert json.loads(body) == BODY
    assert headers["X-Ticket-Id"] == "1f"
    assert headers["X-Ticket-Event"] == "ticket.opened"
    assert headers["X-Ticket-Timestamp"] == str(int(NOON.timestamp()))
    verify = readme_example()
    assert verify(SECRET, headers, body, now=NOON.timestamp())
    assert not verify(SECRET, headers, body + b" ", now=NOON.timestamp())
    assert not verify(b"another secret", headers, body, now=NOON.timestamp())
    assert not verify(SECRET, headers, body, now=NOON.timestamp() + 3600)  # sent again by somebody else
    assert signature(SECRET, "1", b"{}") != signature(SECRET, "2", b"{}")


def readme_example() -> Callable[..., bool]:
    """The function that the README gives to receivers."""
    readme = (Path(__file__).parents[2] / "README.md").read_text()
    found = re.search(r"```python\n(import hashlib.*?)```", readme, re.DOTALL)
    assert found
    space: dict[str, object] = {}
    exec(found[1], space)  # noqa: S102 -- our own README
    verify = space["is_ours"]
    assert callable(verify)
    return verify


@pytest.mark.parametrize(("status", "error"), [(500, DeliveryError), (302, DeliveryError), (410, LostError)])
def test_what_the_receiver_says(status: int, error: type[Exception], caplog: pytest.LogCaptureFixture) -> None:
    async def work() -> None:
        webhook = Webhook(desk.url, SECRET, FixedClock())
        desk.answers = [status]
        with pytest.raises(error) as told:
            await webhook.deliver(ANNA, Notify(BODY))
        assert "letmein99" not in str(told.value)
        assert webhook.failed is (error is DeliveryError)
        await webhook.close()

    caplog.set_level("DEBUG")
    with helpdesk() as desk:
        asyncio.run(work())
    assert len(desk.taken) == 1  # no redirect is followed
    assert "letmein99" not in caplog.text


def test_a_receiver_that_is_down_and_what_is_none_of_its_business() -> None:
    async def work() -> None:
        webhook = Webhook("http://127.0.0.1:9/hook", SECRET, FixedClock())
        with pytest.raises(DeliveryError, match="cannot be reached"):
            await webhook.deliver(ANNA, Notify(BODY))
        with pytest.raises(LostError):
            await webhook.deliver(ANNA, Say("hello"))
        await webhook.close()

    asyncio.run(work())


def test_a_ticket_is_told_in_order_once_the_receiver_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> None:
        monkeypatch.setattr(hooks, "_FIRST_LOOK", 0.01)
        world = World()
        world.engine.detach(WEBHOOK)
        ticket = await world.escalate()
        filed = await world.store.ticket(ticket.ref)
        assert filed
        await world.engine.act(Staffed("d1", filed.key, world.clock.now(), ticket.ref, "resolve", "chatter:9", "Kim"))
        real, looks = world.store.take, []

        async def take(*args: object, **options: object) -> object:
            looks.append(1)
            if len(looks) == 1:
                raise StoreError("away")
            return await real(*args, **{**options, "orphans": True})  # type: ignore[arg-type]

        monkeypatch.setattr(world.store, "take", take)
        desk.answers = [503]
        webhook = Webhook(desk.url, SECRET, world.clock)
        telling = asyncio.create_task(keep_telling(webhook, world.engine, world.clock, alone=True))
        async with asyncio.timeout(10):
            while len(desk.taken) < 3:  # noqa: ASYNC110 -- the receiver is a thread
                await asyncio.sleep(0.01)
        telling.cancel()
        await asyncio.gather(telling, return_exceptions=True)

    with helpdesk() as desk:
        asyncio.run(work())
    assert [headers["X-Ticket-Event"] for headers, _ in desk.taken] == [
        "ticket.opened",  # not taken
        "ticket.opened",
        "ticket.closed",
    ]
    assert desk.taken[0][0]["X-Ticket-Id"] == desk.taken[1][0]["X-Ticket-Id"]
