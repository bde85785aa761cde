"""Who serves which shard, as values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.discord.shards import IDENTIFY, LEASE, Share, book, leave, share

if TYPE_CHECKING:
    from bot.ports import Json


class Replicas:
    """Some replicas, each with what it serves, and the row between them as the database keeps it."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.row: Json = {}
        self.serving: dict[str, Share] = {}
        self.now = 1_800_000_000.0

    def look(self, name: str) -> frozenset[int]:
        """One look: what is not to be served any more is left, then the rest is begun."""
        serving = self.serving.get(name, Share(self.count, frozenset()))
        row, mine = share(self.row, name, serving, self.now)
        self.row, self.serving[name] = json.loads(json.dumps(row)), mine
        return mine.shards

    def settle(self, *names: str) -> list[set[int]]:
        """Everybody looks until nothing changes."""
        for _ in range(4):
            for name in names:
                self.look(name)
        return [set(self.serving[name].shards) for name in names]


def test_one_takes_all_and_another_one_gets_half() -> None:
    here = Replicas(4)
    assert here.settle("a") == [{0, 1, 2, 3}]
    assert here.settle("a", "b") == [{0, 1}, {2, 3}]
    assert here.settle("a", "b", "c") == [{0, 1}, {2}, {3}]
    assert sorted(map(len, here.settle("a", "b", "c", "d", "e"))) == [0, 1, 1, 1, 1]


def test_what_is_given_back_is_taken_only_then() -> None:
    here = Replicas(2)
    assert here.look("a") == {0, 1}
    assert here.look("b") == set()
    assert here.look("a") == {0}  # it closes the other one, and says so with its next look
    assert here.look("b") == set()
    assert here.look("a") == {0}
    assert here.look("b") == {1}


def test_who_leaves_is_followed_at_once_and_who_is_gone_when_its_time_is_over() -> None:
    here = Replicas(4)
    here.settle("a", "b", "c")
    here.row = leave(here.row, "a")
    assert here.settle("b", "c") == [{0, 2}, {1, 3}]
    here.now += LEASE - 1
    here.look("b")
    here.now += 2  # c has not been heard of
    assert here.settle("b") == [{0, 1, 2, 3}]
    assert here.look("c") == set()  # it comes back, and serves nothing that another one has
    assert leave({}, "a") == {"replicas": {}}


def test_who_was_away_keeps_what_nobody_has_taken() -> None:
    here = Replicas(2)
    here.settle("a")
    here.now += 10 * LEASE
    assert here.look("a") == {0, 1}


def test_another_number_of_shards_begins_when_nobody_is_left_with_the_old_one() -> None:
    here = Replicas(2)
    here.settle("a")
    here.count = 3
    assert here.settle("a", "b") == [{0}, {1}]
    assert here.serving["b"].count == 2
    here.row = leave(here.row, "a")
    assert here.settle("b") == [{0, 1}]
    here.row = leave(here.row, "b")
    assert here.settle("c") == [{0, 1, 2}]
    assert here.look("a") == set()  # what it serves are other shards, though the numbers are the same
    assert here.serving["a"].count == 3


@given(
    st.integers(1, 9),
    st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["look", "leave", "die"])), max_size=40),
)
def test_whatever_happens_no_shard_is_served_twice(count: int, steps: list[tuple[str, str]]) -> None:
    here = Replicas(count)
    for name, step in steps:
        here.now += 1
        if step == "look":
            before = here.serving.get(name, Share(count, frozenset())).shards
            new = here.look(name) - before
            others = [one.shards for other, one in here.serving.items() if other != name]
            assert not any(new & served for served in others)
        elif step == "leave":
            here.serving.pop(name, None)
            here.row = leave(here.row, name)
        else:
            here.serving.pop(name, None)
            here.now += LEASE
            for other in here.serving:
                here.look(other)
    names = sorted({*here.serving, "a"})
    here.now += LEASE
    served = here.settle(*names)
    assert sorted(shard for shards in served for shard in shards) == list(range(count))
    assert max(map(len, served)) - min(map(len, served)) <= 1


@pytest.mark.parametrize(("concurrency", "waits"), [(1, [0, 5, 10, 15]), (2, [0, 0, 5, 5]), (16, [0, 0, 0, 0])])
def test_logins_are_apart_as_discord_wants_them(concurrency: int, waits: list[float]) -> None:
    row: Json = {}
    found = []
    for shard in range(4):
        row, wait = book(row, shard, concurrency, 100.0)
        found.append(wait)
    assert found == waits
    row, wait = book(row, 0, concurrency, 200.0)
    assert wait == 0
    assert book(row, 0, concurrency, 201.0)[1] == IDENTIFY - 1
