"""What every test gets: no network beyond this machine, and a PostgreSQL server for those that ask for one."""

from __future__ import annotations

import gc
import ipaddress
import socket
import sys
import threading
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from tests.databases import Databases
from tests.postgres import postgres_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.postgres import PostgresServer


gc.set_threshold(100_000)  # to look for garbage every 700 objects is a tenth of what the tests take

# How quick something is stands in the benchmarks; on a busy machine a deadline fails what is right. The same examples
# every time, so that what was green stays green and the core's coverage is no matter of chance.
hypothesis.settings.register_profile("ours", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ours")


def _untraced(item: pytest.Item) -> bool:
    """Whether coverage does not look: generated examples take a third of the time then, and written cases cover."""
    generated = getattr(getattr(item, "function", None), "is_hypothesis_test", False)
    return generated or item.get_closest_marker("untraced") is not None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The untraced come last in each process: what is made only once (modules, caches) is made under coverage."""
    items.sort(key=_untraced)
    for item in items:  # the tests of a file stay in one process, as by `--dist loadfile`
        group = f"{item.path.parent.name}/{item.path.stem}{'/untraced' if _untraced(item) else ''}"
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    tracing, tracing_threads = sys.gettrace(), threading.gettrace()
    if _untraced(item):
        sys.settrace(None)
        threading.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracing)
        threading.settrace(tracing_threads)


class OutsideError(RuntimeError):
    """A test tried to reach the network. Not an OSError: code under test must not be able to take it for an outage."""


def _here(host: object) -> bool:
    """Whether a host is this machine. None and the empty string are what a listening socket asks for."""
    name = host.decode() if isinstance(host, bytes) else host
    if name in {None, "", "localhost"}:
        return True
    try:
        address = ipaddress.ip_address(str(name).partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _guarded(real: Callable[..., Any], position: int) -> Callable[..., Any]:
    """A method of a socket that takes an address (family, host, port …) as its argument number `position`."""

    def call(self: socket.socket, *arguments: Any) -> Any:  # noqa: ANN401 - whatever the real one takes
        address = arguments[position]
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _here(address[0]):
            raise OutsideError(f"A test tried to reach {address!r}.")
        return real(self, *arguments)

    return call


def _local_lookup(real: Callable[..., Any]) -> Callable[..., Any]:
    """Names are not looked up, but numeric addresses are still parsed; a name fails as it does without a network."""

    def call(  # the parameters are named as the real one's
        host: object,
        port: object,
        family: int = 0,
        type: int = 0,  # noqa: A002
        proto: int = 0,
        flags: int = 0,
    ) -> Any:  # noqa: ANN401 - whatever the real one answers
        return real(host, port, family, type, proto, flags if _here(host) else flags | socket.AI_NUMERICHOST)

    return call


@pytest.fixture(autouse=True, scope="session")
def _loopback_only() -> Iterator[None]:
    """Sockets reach loopback and unix sockets only."""
    with pytest.MonkeyPatch.context() as patch:
        for name, position in (("connect", 0), ("connect_ex", 0), ("sendto", -1)):
            patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name), position))
        patch.setattr(socket, "getaddrinfo", _local_lookup(socket.getaddrinfo))
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """The PostgreSQL server of this session. Who stops it starts it again."""
    # That the *server* survives a power cut is not what we test, and it makes every commit quick on any disk.
    with postgres_server(durable=False) as server:
        yield server


@pytest.fixture(scope="session")
def postgres_url(postgres: PostgresServer) -> str:
    """Its URL, as a superuser. Make your own database in it."""
    return postgres.url


@pytest.fixture(scope="session")
def databases(postgres_url: str) -> Databases:
    """The databases of that server."""
    return Databases(postgres_url)


@pytest.fixture
def make_database(databases: Databases) -> Iterator[Callable[..., str]]:
    """Make a PostgreSQL database, empty or with our tables, for this test; answers its URL."""
    used: list[str] = []

    def make(*, empty: bool = False) -> str:
        used.append(databases.empty() if empty else databases.ours())
        return used[-1]

    yield make
    for url in used:
        databases.give_back(url)
