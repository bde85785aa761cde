"""Health and metrics over HTTP, beside the bot, when HTTP_LISTEN is set."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.app.settings import SettingsError
from bot.origin import refusal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from bot.app.build import Parts
    from bot.observing.metrics import PrometheusMeter
    from bot.ports import Platform


def meter() -> PrometheusMeter:
    """A meter to build the parts with. Not for everybody: prometheus_client takes a megabyte."""
    from bot.observing.metrics import PrometheusMeter  # noqa: PLC0415 -- see above

    return PrometheusMeter()


@asynccontextmanager
async def observed(
    listen: tuple[str, int],
    built: Parts,
    meter: PrometheusMeter,
    platforms: Sequence[Platform],
    told: Callable[[str], object],
) -> AsyncIterator[None]:
    """Answer /healthz, /readyz and /metrics until the block ends. Raises SettingsError when we cannot listen there."""
    from bot.observing.door import Door  # noqa: PLC0415 -- for those who want it
    from bot.observing.health import Figures, Health  # noqa: PLC0415 -- the same
    from bot.observing.probe import Probe  # noqa: PLC0415 -- the same

    probe = Probe(built.store.backlog)
    health = Health(probe, built.library, platforms, lambda: bool(built.library.faults))
    figures = Figures(meter, probe, built.clock)
    door = Door({"/healthz": health.alive, "/readyz": health.ready, "/metrics": figures.page})
    host, port = listen
    try:
        bound = await door.open(host, port)
    except OSError as error:
        raise SettingsError(f"HTTP_LISTEN: cannot listen on {host}:{port}: {refusal(error)}.") from None
    told(f"Health and metrics: port {bound}, at /healthz, /readyz and /metrics.")
    try:
        yield
    finally:
        await door.close()
        await probe.close()
