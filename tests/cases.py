"""Many small cases in one test: to the runner a test costs milliseconds, in every process; such a case takes one."""

from __future__ import annotations

import functools
import inspect
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Test = Callable[..., None]


def each(names: str, cases: Iterable[Any]) -> Callable[[Test], Test]:
    """As `pytest.mark.parametrize`, for pure functions: all cases run, and all that fail are told together.

    `names` are comma-separated; fixtures go through, made once for all cases.
    """
    keys = [name.strip() for name in names.split(",")]
    rows = [dict(zip(keys, case if len(keys) > 1 else [case], strict=True)) for case in cases]
    assert rows, "no case, no test"

    def decorate(test: Test) -> Test:
        @functools.wraps(test)
        def every(**others: Any) -> None:
            failed: list[tuple[dict[str, Any], Exception]] = []
            for row in rows:
                try:
                    test(**others, **row)
                except Exception as error:  # noqa: BLE001 -- told below, the first with its traceback
                    failed.append((row, error))
            told = [f"{row}: {type(error).__name__}: {error}" for row, error in failed]
            if failed:
                raise AssertionError(f"{len(failed)} of {len(rows)} cases\n" + "\n".join(told)) from failed[0][1]

        left = inspect.signature(test)
        wanted = [one for name, one in left.parameters.items() if name not in keys]
        every.__signature__ = left.replace(parameters=wanted)  # type: ignore[attr-defined]  # what pytest goes by
        return every

    return decorate
