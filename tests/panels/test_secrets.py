"""A login in a request is in no log line, no exception and no `repr`, however the check ends."""

from __future__ import annotations

import asyncio
import logging
import traceback
from typing import TYPE_CHECKING

import pytest

from bot.core.account.secret import Secret
from bot.core.frozen import replace
from bot.panels import PanelDialler
from bot.panels.transport import outgoing
from bot.panels.trust import Trust
from tests.panels.parts import HERE, PASSWORD, TARGET, USER, answer, drip, reset, same_host, serving

if TYPE_CHECKING:
    from bot.core.account.login import Scheme
    from tests.panels.conftest import Certificate
    from tests.panels.parts import Talk

_LOGGERS = ("", "asyncio", "httpx", "httpcore", "httpcore.connection", "httpcore.http11")
_ECHO = f'{{"username":"{USER}","password":"{PASSWORD}"}}'.encode()


def _clean(text: str) -> bool:
    return USER not in text and PASSWORD not in text and "planted" not in text


@pytest.mark.parametrize(
    "says",
    [
        answer(_ECHO, f"Set-Cookie: p={PASSWORD}", f"X-Echo: {TARGET}"),
        answer(_ECHO, f"Location: http://{USER}:{PASSWORD}@elsewhere.example{TARGET}", status="302 Found"),
        answer(_ECHO, f"Location: {TARGET}", status="302 Found"),
        f"garbage {TARGET}\r\n\r\n".encode(),
        f"HTTP/1.1 {PASSWORD} odd\r\n\r\n".encode(),
        f"HTTP/1.1 200 OK\r\nna me: {PASSWORD}\r\n\r\n".encode(),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + PASSWORD.encode(),
        answer(_ECHO, length=10_000),
        reset,
        drip,
    ],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_nothing_is_written(
    says: bytes | Talk, scheme: Scheme, certificate: Certificate, caplog: pytest.LogCaptureFixture
) -> None:
    shown: list[str] = []

    async def check() -> None:
        asyncio.get_running_loop().set_debug(enabled=True)
        dialler = PanelDialler(same_host, trust=Trust(certificate.client))
        for name in _LOGGERS:
            caplog.set_level(logging.DEBUG, name)
        async with serving(says, tls=certificate.server() if scheme == "https" else None) as panel:
            request = panel.request(scheme)
            shown.append(repr(request) + repr(outgoing(request, 1.0)) + repr(dialler))
            try:
                async with asyncio.timeout(0.5):
                    await dialler.fetch(request, HERE)
            except TimeoutError as error:
                shown.extend(traceback.format_exception(error))

    asyncio.run(check())
    lines = [record.getMessage() + str(record.exc_text) + str(record.args) for record in caplog.records]
    assert lines  # asyncio has said something at DEBUG
    assert _clean("\n".join([*shown, *lines, caplog.text]))
    assert not [record for record in caplog.records if record.name.startswith(("httpx", "httpcore"))]


@pytest.mark.parametrize(("name", "value"), [("X", f"{PASSWORD}\r\nY: z"), ("X", f"{PASSWORD}é"), ("X Y", PASSWORD)])
def test_a_header_that_cannot_be_sent_is_not_repeated(name: str, value: str, caplog: pytest.LogCaptureFixture) -> None:
    async def check() -> str:
        async with serving(answer(b"")) as panel:
            request = replace(panel.request(), headers={name: Secret(value)})
            return repr(await PanelDialler(same_host).fetch(request, HERE))

    assert asyncio.run(check()) == "Failure(trouble='protocol')"
    assert _clean(caplog.text)
