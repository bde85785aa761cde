"""Frozen dataclasses that cost a cold start next to nothing.

To a type checker `dataclass`, `field` and `replace` are those of the standard library, and so they are to a reader:
`@dataclass(frozen=True, slots=True)` means what it always means. At run time they stand in for them, because `bot ask`
must answer in four times the time in which Python starts at all (10 ms here): `import dataclasses` alone takes 5 ms of
that (it brings inspect), and each class 0.4 ms, since its methods are written as text and compiled. Here all classes
share their methods; only a class of which many values are made, as in a process that serves, gets an `__init__` of its
own, which takes a third of the time. What asks for `dataclasses.fields`, `asdict` or `replace` elsewhere gets real
fields, made then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from dataclasses import dataclass, field, replace

__all__ = ["dataclass", "field", "replace"]


_MANY = 200  # values of a class, from which on it is worth an `__init__` of its own: no cold start makes as many


class _Made:
    """A default that is made anew for each value."""

    def __init__(self, *, default_factory: Callable[[], object]) -> None:
        self.factory = default_factory


class _Fields:
    """`__dataclass_fields__`, made when somebody asks for it."""

    def __get__(self, _: object, owner: type[Any]) -> Mapping[str, Any]:
        import dataclasses  # noqa: PLC0415 -- what this module is there to avoid

        made = {
            name: dataclasses.field(default_factory=default.factory) if isinstance(default, _Made) else default
            for name, default in owner._defaults.items()  # noqa: SLF001 -- a class of ours
        }
        written = {"__module__": owner.__module__, "__annotations__": owner.__annotations__, **made}
        plain: Any = type(owner.__name__, (), written)
        fields = {one.name: one for one in dataclasses.fields(dataclasses.dataclass(plain))}
        owner.__dataclass_fields__ = fields  # from now on found on the class itself: making them takes a millisecond
        return fields


class _Frozen:
    """What all frozen values can do; `__match_args__` are the names of their fields."""

    __slots__ = ()
    __match_args__: tuple[str, ...] = ()
    __dataclass_fields__ = _Fields()
    _defaults: Mapping[str, object] = {}
    _count = 0

    def __init__(self, *given: object, **named: object) -> None:
        of = type(self)
        count = of._count = of._count + 1  # noqa: SLF001 -- our own class
        if count == _MANY:
            of.__init__ = _written(of)  # type: ignore[method-assign]
        names, defaults, put = self.__match_args__, self._defaults, object.__setattr__
        if len(given) > len(names):
            raise TypeError(f"{type(self).__name__} takes {len(names)} values, {len(given)} were given")
        for name, value in zip(names, given, strict=False):
            put(self, name, value)
        for name in names[len(given) :]:
            if name in named:
                put(self, name, named.pop(name))
            elif name in defaults:
                default = defaults[name]
                put(self, name, default.factory() if isinstance(default, _Made) else default)
            else:
                raise TypeError(f"{type(self).__name__} needs {name}")
        if named:
            raise TypeError(f"{type(self).__name__} has no place for {', '.join(named)}")

    def _values(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in self.__match_args__])

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
        return f"{type(self).__qualname__}({shown})"

    def __eq__(self, other: object) -> bool:
        return self._values() == other._values() if isinstance(other, type(self)) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._values())

    def __setattr__(self, name: str, _: object) -> None:
        self.__delattr__(name)

    def __delattr__(self, name: str) -> None:
        from dataclasses import FrozenInstanceError  # noqa: PLC0415 -- what this module is there to avoid

        raise FrozenInstanceError(f"cannot change {name}: values are frozen")

    def __reduce__(self) -> tuple[type[Any], tuple[object, ...]]:  # pickle and copy would set attributes
        return type(self), self._values()


def _written(of: type[_Frozen]) -> Callable[..., None]:
    """The same as `_Frozen.__init__` for one class, as `dataclasses` would write it."""
    known: dict[str, Any] = {"_new": object()}
    taken, lines = [], []
    for name in of.__match_args__:
        known[f"_put_{name}"] = vars(of)[name].__set__
        default = of._defaults.get(name)  # noqa: SLF001 -- a class of ours
        known[f"_{name}"] = default.factory if isinstance(default, _Made) else default
        made = f"_{name}() if {name} is _new else {name}" if isinstance(default, _Made) else name
        lines.append(f"_put_{name}(self, {made})")
        given = f"{name}=_new" if isinstance(default, _Made) else f"{name}=_{name}"
        taken.append(given if name in of._defaults else name)  # noqa: SLF001 -- the same
    exec(f"def __init__(self, {', '.join(taken)}):\n    {'; '.join(lines) or 'pass'}", known)  # noqa: S102 -- names of fields
    written: Callable[..., None] = known["__init__"]
    return written


def _dataclass(*, frozen: bool, slots: bool) -> Callable[[type[Any]], type[Any]]:
    """Decorate a class without bases; its annotations are the fields. Only frozen and slotted ones are known."""
    if not (frozen and slots):
        raise TypeError("only frozen dataclasses with slots")
    return _made


def _made(plain: type[Any]) -> type[Any]:
    own = {name: value for name, value in vars(plain).items() if name not in {"__dict__", "__weakref__"}}
    names = tuple(own.get("__annotations__", ()))
    defaults = {name: own.pop(name) for name in names if name in own}
    own.update(__slots__=names, __match_args__=names, _defaults=defaults, __qualname__=plain.__qualname__)
    return type(plain.__name__, (_Frozen,), own)


def _replace(value: _Frozen, **changes: object) -> _Frozen:
    kept = {name: getattr(value, name) for name in value.__match_args__}
    return type(value)(**{**kept, **changes})


if not TYPE_CHECKING:  # pragma: no branch -- a type checker never runs
    dataclass, field, replace = _dataclass, _Made, _replace
