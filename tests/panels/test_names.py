"""Names hang, lie and are many; nobody else waits for them."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from bot.core.account.login import Server
from bot.core.account.wire import Failure
from bot.panels import PanelDialler
from bot.panels.names import Names
from tests.panels.parts import same_host

if TYPE_CHECKING:
    from collections.abc import Sequence


class Hanging:
    """A getaddrinfo in which names hang that say so, until they are let go."""

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.looked: list[str] = []

    def __call__(self, name: bytes) -> Sequence[Any]:
        self.looked.append(name.decode())
        if name.startswith(b"hang"):
            self.let_go.wait(20)
        if name.startswith(b"none"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        if name.startswith(b"odd"):
            raise UnicodeError("label too long")
        many = 500 if name.startswith(b"many") else 1
        four = [(socket.AF_INET, None, 6, "", (f"198.51.{number // 250}.{number % 250}", 0)) for number in range(many)]
        return [*four, (socket.AF_INET6, None, 6, "", ("2001:db8::7", 0, 0, 0)), *four]


@pytest.mark.parametrize(
    ("host", "found"),
    [
        ("good.example", ("198.51.0.0", "2001:db8::7")),  # both families, each once, in their order
        ("198.51.100.7", ("198.51.100.7",)),
        ("2001:db8::1", ("2001:db8::1",)),
        ("none.example", Failure("dns")),
        ("odd.example", Failure("dns")),
        ("many.example", Failure("dns")),
        ("überall.example", Failure("dns")),  # the core makes names ASCII
    ],
)
def test_answers(host: str, found: object) -> None:
    look = Hanging()
    dialler = PanelDialler(same_host, names=Names(look=look))
    assert asyncio.run(dialler.resolve(Server("http", host, 80))) == found
    assert look.looked == ([] if host[0] in "12ü" else [host])


def test_the_system_is_asked() -> None:
    assert set(asyncio.run(Names().addresses("localhost")) or ()) <= {"127.0.0.1", "::1"}  # type: ignore[arg-type]
    assert asyncio.run(Names().addresses("panel.example")) == Failure("dns")  # no network in tests


def test_40_hanging_names_delay_nobody() -> None:
    look = Hanging()

    async def check() -> tuple[bool, object, list[object]]:
        names = Names(look=look, wait=1.0)
        hanging = [asyncio.create_task(names.addresses(f"hang{number}.example")) for number in range(40)]
        await asyncio.sleep(0.1)
        good = await names.addresses("good.example")
        await asyncio.get_running_loop().run_in_executor(None, lambda: None)
        waited = any(one.done() for one in hanging)
        return waited, good, list(await asyncio.gather(*hanging))

    waited, good, hung = asyncio.run(check())
    look.let_go.set()
    assert good == ("198.51.0.0", "2001:db8::7")
    assert hung == [Failure("timeout")] * 40
    assert not waited


def test_too_many_are_refused_at_once_and_places_come_back() -> None:
    look = Hanging()

    async def check() -> list[object]:
        names = Names(look=look, most=3, wait=0.2)
        first = await asyncio.gather(*(names.addresses(f"hang{number}.example") for number in range(3)))
        full = await names.addresses("good.example")
        again = await names.addresses("hang1.example")  # joins the lookup that hangs, needs no place
        look.let_go.set()
        await asyncio.sleep(0.1)
        return [*first, full, again, await names.addresses("good.example"), await names.addresses("hang1.example")]

    found = ("198.51.0.0", "2001:db8::7")
    late = Failure("timeout")
    assert asyncio.run(check()) == [late, late, late, Failure("dns"), late, found, found]
    assert sorted(look.looked) == ["good.example", "hang0.example", "hang1.example", "hang1.example", "hang2.example"]


def test_a_name_is_looked_up_once_at_a_time_and_outlives_who_asked() -> None:
    look = Hanging()

    async def check() -> list[object]:
        names = Names(look=look)
        tasks = [asyncio.create_task(names.addresses("hang.example")) for _ in range(5)]
        await asyncio.sleep(0.05)
        tasks[0].cancel()
        await asyncio.sleep(0.05)
        look.let_go.set()
        return list(await asyncio.gather(*tasks[1:]))

    assert asyncio.run(check()) == [("198.51.0.0", "2001:db8::7")] * 4
    assert look.looked == ["hang.example"]


def test_the_deadline_of_the_caller_is_not_taken_for_ours() -> None:
    look = Hanging()

    async def check() -> None:
        async with asyncio.timeout(0.1):
            await Names(look=look).addresses("hang.example")

    with pytest.raises(TimeoutError):
        asyncio.run(check())
    look.let_go.set()  # the loop is closed by now, and the thread does not mind
    time.sleep(0.1)


def test_no_thread_left(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    async def check() -> object:
        monkeypatch.setattr(threading.Thread, "start", none)
        return await Names().addresses("panel.example")

    assert asyncio.run(check()) == Failure("dns")


def test_a_hanging_name_does_not_hold_up_the_end_of_the_process() -> None:
    script = """
import asyncio, time
from bot.panels.names import Names
print(asyncio.run(Names(look=lambda name: time.sleep(60), wait=0.1).addresses("hang.example")).trouble)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=True)
    assert (done.stdout, done.stderr) == ("timeout\n", "")
