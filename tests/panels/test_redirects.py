"""Redirects are followed as the policy says, twice at most, and to the same address."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.core.account.secret import Secret
from bot.core.account.wire import Failure, Response
from bot.core.frozen import replace
from bot.panels import PanelDialler
from bot.panels.trust import Trust
from tests.panels.parts import HERE, NAME, PASSWORD, answer, same_host, serving, silence

if TYPE_CHECKING:
    from bot.core.account.wire import Answer, Request
    from tests.panels.conftest import Certificate
    from tests.panels.parts import Panel, Talk

DONE = answer(b"done")


def to(location: str, status: int = 302) -> bytes:
    """A redirect."""
    return answer(b"moved", f"Location: {location}", status=f"{status} Moved")


def _ask(*says: bytes | Talk) -> tuple[Answer, Panel]:
    async def check() -> tuple[Answer, Panel]:
        async with serving(*says) as panel, asyncio.timeout(5):
            return await PanelDialler(same_host).fetch(panel.request(), HERE), panel

    return asyncio.run(check())


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_to_the_same_host(status: int) -> None:
    got, panel = _ask(to("/new/player_api.php?a=b", status), DONE)
    assert isinstance(got, Response)
    assert got.body == b"done"
    assert panel.asked[1].startswith(b"GET /new/player_api.php?a=b HTTP/1.1\r\nhost: panel.example:")


def test_to_another_port() -> None:
    async def check() -> tuple[Answer, bytes, int]:
        async with serving(DONE) as second, serving(to(f"http://{NAME}:{second.port}/x?y")) as first:
            got = await PanelDialler(same_host).fetch(first.request(), HERE)
            return got, second.asked[0], second.port

    got, asked, port = asyncio.run(check())
    assert isinstance(got, Response)
    assert asked.startswith(f"GET /x?y HTTP/1.1\r\nhost: {NAME}:{port}\r\n".encode())


def test_a_third_one_is_handed_back() -> None:
    got, panel = _ask(to("/once?"), to("/twice?"), to("/again?"))
    assert isinstance(got, Response)
    assert (got.status, got.headers["location"], got.body) == (302, "/again?", b"moved")
    assert len(panel.asked) == 3


def test_in_a_circle_is_handed_back_at_once() -> None:
    got, panel = _ask(to("/again?"))
    assert isinstance(got, Response)
    assert (got.status, got.headers["location"]) == (302, "/again?")
    assert len(panel.asked) == 2


def test_to_another_host_is_the_policys_answer() -> None:
    got, panel = _ask(to("http://user:pass@elsewhere.example/x?password=y"))
    assert got == Failure("elsewhere")
    assert len(panel.asked) == 1


def test_without_a_location_it_is_an_answer() -> None:
    got, _ = _ask(answer(b"moved", status="302 Found"))
    assert isinstance(got, Response)
    assert (got.status, got.body) == (302, b"moved")


def test_the_body_of_a_redirect_is_not_waited_for() -> None:
    async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 302 Found\r\nLocation: /x?\r\nContent-Length: 1000\r\n\r\n")
        await silence(reader, writer)

    got, _ = _ask(slow, DONE)
    assert isinstance(got, Response)


def test_a_policy_that_errs_cannot_lead_to_another_host_or_out_of_tls(certificate: Certificate) -> None:
    def lenient(request: Request, location: str) -> Request:
        if location == "down":
            return replace(request, server=replace(request.server, scheme="http"))
        return replace(request, server=replace(request.server, host=location))

    async def check() -> tuple[Answer, Answer]:
        dialler = PanelDialler(lenient, trust=Trust(certificate.client))
        async with serving(to("elsewhere.example"), DONE) as panel:
            other = await dialler.fetch(panel.request(), HERE)
        async with serving(to("down"), DONE, tls=certificate.server()) as panel:
            return other, await dialler.fetch(panel.request("https"), HERE)

    assert asyncio.run(check()) == (Failure("elsewhere"), Failure("elsewhere"))


def test_from_http_to_https(certificate: Certificate) -> None:
    async def check() -> Answer:
        async with (
            serving(DONE, tls=certificate.server()) as safe,
            serving(to(f"https://{NAME}:{safe.port}/?")) as plain,
        ):
            return await PanelDialler(same_host, trust=Trust(certificate.client)).fetch(plain.request(), HERE)

    assert isinstance(asyncio.run(check()), Response)


@pytest.mark.parametrize("target", ["/x y", "/\x00", "/é", "/a\r\nX: y", ""])
def test_a_target_that_cannot_be_sent(target: str) -> None:
    def follow(request: Request, _: str) -> Request:
        return replace(request, target=Secret(target + PASSWORD * bool(target)))

    async def check() -> tuple[Answer, Panel]:
        async with serving(to("/"), DONE) as panel:
            return await PanelDialler(follow).fetch(panel.request(), HERE), panel

    got, panel = asyncio.run(check())
    assert got == Failure("protocol")
    assert len(panel.asked) == 1
