"""Wait for what tells nobody when it happens."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


async def until(true: Callable[[], object]) -> None:
    """Look again and again until it is so. Raises TimeoutError after ten seconds."""
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110 -- see above
            await asyncio.sleep(0.01)
