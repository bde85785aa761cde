"""`bot.core.frozen` stands in for `dataclasses`, so both are asked the same questions."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import TYPE_CHECKING, Any

import pytest

from bot.core import frozen
from bot.core.effects import Button, Record, Say
from bot.core.entry import Cause

if TYPE_CHECKING:
    from collections.abc import Callable


def _declared(of: Any) -> Any:  # noqa: ANN401 -- a module, either of two
    @of.dataclass(frozen=True, slots=True)
    class Point:
        """A place."""

        x: int
        y: int = 0
        notes: dict[str, str] = of.field(default_factory=dict)

        @property
        def far(self) -> bool:
            return self.x > 9

        @classmethod
        def name(cls) -> str:
            return cls.__name__

    return Point


OURS, THEIRS, OFTEN = _declared(frozen), _declared(dataclasses), _declared(frozen)
for number in range(1000):
    OFTEN(number)

QUESTIONS: dict[str, Callable[[Any], object]] = {
    "positions": lambda point: repr(point(1, 2)),
    "names": lambda point: repr(point(y=2, x=1)),
    "defaults": lambda point: (point(1).y, point(1).notes),
    "a default of its own": lambda point: point(1).notes is point(1).notes,
    "one too few": lambda point: point(),
    "one too many": lambda point: point(1, 2, {}, 4),
    "unknown name": lambda point: point(1, z=2),
    "named twice": lambda point: point(1, x=1),
    "equal": lambda point: (point(1) == point(1), point(1) == point(2), point(1) == 1, point(1) != point(1)),
    "other class": lambda point: point(1) == _declared(dataclasses)(1),
    "hash": lambda point: len({point(1, 2, ()), point(1, 2, ()), point(1, 3, ())}),
    "no hash": lambda point: hash(point(1)),
    "set": lambda point: setattr(point(1), "x", 2),
    "delete": lambda point: delattr(point(1), "x"),
    "no dict": lambda point: point(1).__dict__,
    "property": lambda point: (point(1).far, point(10).far),
    "class method": lambda point: point.name(),
    "doc": lambda point: (point.__doc__, point.__name__, point.__qualname__, point.__module__),
    "match": lambda point: point.__match_args__,
    "copy": lambda point: copy.copy(point(1, 2)).y,
    "deepcopy": lambda point: copy.deepcopy(point(1, 2, {"a": "b"})).notes,
    "fields": lambda point: [(one.name, one.type, one.default) for one in dataclasses.fields(point)],
    "asdict": lambda point: dataclasses.asdict(point(1, notes={"a": "b"})),
    "is one": lambda point: (dataclasses.is_dataclass(point), dataclasses.is_dataclass(point(1))),
    "their replace": lambda point: repr(dataclasses.replace(point(1), y=3)),
    "our replace": lambda point: repr(frozen.replace(point(1), y=3)),
    "replace unknown": lambda point: frozen.replace(point(1), z=3),
}


def test_a_class_of_which_many_values_are_made_has_an_init_of_its_own() -> None:
    assert "__init__" in vars(OFTEN)
    assert "__init__" not in vars(OURS)

    @frozen.dataclass(frozen=True, slots=True)
    class Nothing:
        """No fields at all."""

    assert {Nothing() for _ in range(1000)} == {Nothing()}
    assert "__init__" in vars(Nothing)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("ours", [OURS, OFTEN], ids=["seldom", "often"])
def test_the_same_answer_as_from_the_standard_library(question: str, ours: Any) -> None:  # noqa: ANN401 -- as above
    answers = []
    for point in (ours, THEIRS):
        try:
            answers.append(QUESTIONS[question](point))
        except (TypeError, AttributeError) as error:
            answers.append(type(error))
    assert answers[0] == answers[1]


def test_only_frozen_ones_with_slots() -> None:
    with pytest.raises(TypeError, match="only frozen"):
        frozen.dataclass(frozen=False, slots=True)
    with pytest.raises(dataclasses.FrozenInstanceError):
        OURS(1).x = 2


def test_values_of_the_core_are_such_values() -> None:
    cause = Cause("a", "b", "app", ("c",))
    assert pickle.loads(pickle.dumps(cause)) == cause  # noqa: S301 -- our own
    assert Say("head", buttons=(Button("1.fixed", "Fixed"),)) == Say("head", "", (Button("1.fixed", "Fixed"),))
    assert Record("unknown").data == {}
    match Button("1.fixed", "Fixed"):
        case Button(id, label):
            assert (id, label) == ("1.fixed", "Fixed")
