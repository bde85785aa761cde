"""The `bot` command: finds the subcommand, runs it, and turns every fault into a sentence and an exit status."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FINE: Final = 0
FAULTS: Final = 1


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status: 0 fine, 1 faults were found, 4 wrong usage, 130 interrupted.

    `check` has its own, in which 1 says something about an account: there a fault is 4, too.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    _mend_streams()
    question = plain_question(arguments)
    run, faults = (question, FAULTS) if question else _parsed(arguments)
    try:
        status = run()
        sys.stdout.flush()
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    except BrokenPipeError:
        _give_up_output()  # who reads it has seen enough
        return FINE
    except OSError as error:
        _give_up_output()
        print(
            f"bot: {error.strerror or 'input or output failed'}: check the disk and where the output goes.",
            file=sys.stderr,
        )
        return faults
    except Exception as error:  # noqa: BLE001 -- no traceback ever reaches a user
        print(f"bot: {_sentence(error)}", file=sys.stderr)
        return faults
    return status


def plain_question(arguments: Sequence[str]) -> Callable[[], int] | None:
    """`bot ask error 403`, `bot ask --json error 403`, without argparse: importing it costs half of a cold start."""
    command, *words = arguments or [""]
    as_json = words[:1] == ["--json"]
    words = words[as_json:]
    if command != "ask" or any(word.startswith("-") for word in words):
        return None

    def answer() -> int:
        # Nothing becomes garbage in the moment that this takes, so nobody need look for it, not even on the way out:
        # that saves an eighth of a cold start.
        gc.disable()
        try:
            from bot.cli.ask import ask

            return ask(words, as_json=as_json)
        finally:
            gc.freeze()
            gc.enable()

    return answer


def _parsed(arguments: Sequence[str]) -> tuple[Callable[[], int], int]:
    """What to run, and the exit status of a fault in it."""
    from bot.cli.parser import parse

    parsed = parse(arguments)
    return lambda: int(parsed.run(parsed)), getattr(parsed, "faults", FAULTS)


def _sentence(error: Exception) -> str:
    """Our own errors carry sentences for people; of anything else only the kind and the place are shown.

    The text of a foreign exception may hold what a user typed, or a connection's password.
    """
    if type(error).__module__.startswith("bot."):
        return str(error)
    from bot.origin import kind

    return f"something went wrong inside the bot ({kind(error)}). Please report this line."


def _mend_streams() -> None:
    """A stream that was closed becomes an empty one; a terminal that lacks our characters shows question marks."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull)  # noqa: PTH123, SIM115 -- for the whole life of the process
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w"))  # noqa: PTH123, SIM115 -- the same
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _give_up_output() -> None:
    """The interpreter must not try to flush once more what cannot be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
