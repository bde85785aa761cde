from __future__ import annotations

from bot.core.account.judge import probe
from bot.core.account.login import Login
from bot.core.account.signs import HIDDEN
from bot.core.account.wire import M3U_LIMIT, Failure
from tests.cases import each
from tests.core.account.base import FAKE_404, M3U, NOW, PHP, PLAIN_404, SERVER, TEXT, account, debug, m3u, reply, run

PLAYLIST = '#EXTM3U\n#EXTINF:-1 group-title="News",News\nhttp://panel.example/1.ts\n'
PACKETS = (b"\x47" + bytes(187)) * 3


@each(
    "body, status, headers, verdict",
    [
        (PLAYLIST, 200, {}, "active"),
        ("\ufeff\r\n" + PLAYLIST, 200, {"content-type": "audio/x-mpegurl"}, "active"),
        ("<br />\n<b>Warning</b>: x<br />\n" + PLAYLIST, 200, PHP, "active"),
        ("<html><pre>\n#EXTM3U is how it begins</pre></html>", 200, PHP, "not_xtream"),
        ("#extm3u", 206, {"content-type": "video/x-mpegurl"}, "active"),
        ("#EXTM3U\n#EXTINF:-1,Just a moment\n", 200, {}, "active"),
        (PLAYLIST, 500, {}, "server_error"),
        (PLAYLIST, 403, {}, "blocked"),
        (account(), 200, {}, "active"),
        (account(status="Banned"), 403, {}, "banned"),
        ({"error": "Unauthorized"}, 401, {}, "invalid_credentials"),
        ("Unauthorized", 401, TEXT, "invalid_credentials"),
        ("Unauthorized", 200, TEXT, "blocked"),
        ("", 403, {}, "blocked"),
        ("", 429, {}, "rate_limited"),
        ("download limit reached", 429, TEXT, "rate_limited"),
        ("", 200, PHP, "unknown"),
        ("", 404, {}, "unknown"),
        (FAKE_404, 404, PHP, "unknown"),
        ("<h1>Not Found</h1>", 404, PHP, "unknown"),
        ("<pre>Cannot GET /get.php</pre>", 404, PHP, "not_xtream"),
        ("<h1>Not Found</h1>" * 100, 404, PHP, "not_xtream"),
        ("404 page not found\n", 404, TEXT, "not_xtream"),  # Go
        ("<!doctype html><h1>Not Found</h1>", 404, {"content-type": "text/html; charset=utf-8"}, "not_xtream"),  # Flask
        (PLAIN_404, 404, {"content-type": "text/html"}, "not_xtream"),
        (PACKETS, 200, {}, "unknown"),
        (PACKETS[:188], 200, {"content-type": "application/octet-stream"}, "unknown"),
        ("anything", 200, {"content-type": "video/mp2t"}, "unknown"),
        ("Subscription expired", 403, TEXT, "expired"),
        ("Subscription expired", 200, TEXT, "expired"),
        ("Subscription expired", 404, TEXT, "expired"),
        ("Subscription expired", 503, TEXT, "server_error"),
        ("Suscripción caducada", 403, TEXT, "expired"),
        ("Sua conta expirou", 403, TEXT, "expired"),
        ("Срок подписки истёк", 200, TEXT, "expired"),
        ("Abonnement verlopen", 200, TEXT, "expired"),
        ("Konto wygasło", 200, TEXT, "expired"),
        ("انتهى الاشتراك", 200, TEXT, "expired"),
        ("Account banned", 403, TEXT, "banned"),
        ("Conta suspensa", 403, TEXT, "banned"),
        ("Usuario bloqueado", 403, TEXT, "banned"),
        ("Line is not active", 403, TEXT, "disabled"),
        ("Your IP is banned", 403, TEXT, "blocked"),
        ("Limite de telas atingido", 403, TEXT, "max_connections"),
        ("Line limit", 403, TEXT, "max_connections"),
        ("unlimited", 200, TEXT, "unknown"),
        ("Good morning", 200, TEXT, "unknown"),
        ("<html>expired</html>", 200, PHP, "not_xtream"),
        (debug("DEVICE_NOT_ALLOWED"), 200, PHP, "unknown"),
        (debug("LEGACY_GET_DISABLED"), 200, PHP, "unknown"),
        ("<title>Just a moment...</title>", 200, PHP, "blocked"),
        ('{"a":', 200, {}, "malformed"),
        (b"\x1f\x8b\x08", 200, {}, "malformed"),
    ],
)
def test_answers(body: object, status: int, headers: dict[str, str], verdict: str) -> None:
    found = m3u(reply(body, status, headers))
    assert (found.word, found.http_status) == (verdict, status)


def test_what_is_told_beside_the_word() -> None:
    assert m3u(reply(PLAYLIST)).hint == "no date told"
    assert m3u(reply("#EXTM3U\n")).hint == "no channels"
    assert m3u(reply("#EXTM3U\n", cut=True)).hint == "no date told"
    assert m3u(reply("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8")).hint == "no date told"
    assert m3u(reply(PACKETS)).hint == "stream link"
    for answer in (reply(""), reply("", 404), reply(FAKE_404, 404, PHP)):
        assert m3u(answer).candidates == HIDDEN
    assert m3u(Failure("tls")).word == "unreachable"


def test_it_asks_once_for_the_first_bytes() -> None:
    found, [request] = run(probe(M3U, NOW, "bot/1"), reply(PLAYLIST, cut=True))
    assert found.word == "active"
    assert (request.target.reveal(), request.limit) == ("/tv/play/7d2f?t=1", M3U_LIMIT)
    assert request.headers["user-agent"] == "bot/1"
    found, requests = run(probe(M3U, NOW, "bot/1"), Failure("reset"), Failure("timeout"))
    assert (found.word, len(requests)) == ("unreachable", 2)
    _, [request] = run(probe(Login("m3u", SERVER), NOW, "bot/1"), reply("", 404))
    assert request.target.reveal() == "/"
