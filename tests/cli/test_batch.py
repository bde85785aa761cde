from __future__ import annotations

import base64
import gzip
import json
from typing import TYPE_CHECKING, Any

from tests.cli.run import bot, bot_process

if TYPE_CHECKING:
    from pathlib import Path


def rows(folder: Path, name: str, text: str | bytes, settings: dict[str, str] | None = None) -> list[dict[str, Any]]:
    done = bot(folder, "batch", name, text=text, settings=settings)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_match(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "text": "error 403 in tivimate on all channels"},
        {"id": "b", "text": "my list has 403 channels"},
        {"id": "c", "text": "X-Err-Code: 2000 from Gcore"},
    ]
    first, second, third = rows(tmp_path, "match", "\n".join(map(json.dumps, lines)))
    assert (first["id"], first["decision"], first["entries"][0]["id"]) == ("a", "answer", "http-403")
    assert first["signals"]["app"] == "TiviMate"
    assert first["signals"]["scope"] == "all channels"
    assert first["signals"]["codes"] == [{"code": "403", "context": "app"}]
    assert (second["id"], second["decision"]) == ("b", "unknown")
    assert third["entries"][0]["id"] == "gcore-x-err-2000"


def test_redact(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "text": "user: anna pass: geheim77"},
        {"id": "b", "text": "geheim77", "asked": "password"},
        {"id": "c", "text": "error 403 on 4.0.1", "asked": None},
        {"id": "d", "text": "lone \ud800 surrogate"},
    ]
    answers = rows(tmp_path, "redact", "\n".join(map(json.dumps, lines)))
    assert [answer["id"] for answer in answers] == ["a", "b", "c", "d"]
    assert "geheim77" not in repr(answers)
    assert answers[2]["text"] == "error 403 on 4.0.1"


def test_a_bad_line_is_answered_in_its_place_and_never_stops_the_rest(tmp_path: Path) -> None:
    good = json.dumps({"id": "1", "text": "error 502"}).encode()
    bad = [b"{", b"[1]", b'{"id": "x"}', b'{"text": "x"}', b'{"id": 7, "text": "x"}', b"\xff", b"", b"[" * 100_000]
    answers = rows(tmp_path, "match", b"\n".join([*bad, good]))
    assert [answer.get("line") for answer in answers] == [1, 2, 3, 4, 5, 6, 7, 8, None]
    assert all(answer["error"] for answer in answers[:-1])
    assert answers[-1]["entries"][0]["id"] == "http-502"
    asked = rows(tmp_path, "redact", json.dumps({"id": "1", "text": "x", "asked": 3}))
    assert "asked" in asked[0]["error"]


def test_an_unknown_filter_is_wrong_usage(tmp_path: Path) -> None:
    done = bot(tmp_path, "batch", "dance")
    assert done.returncode == 4
    assert "Traceback" not in done.stderr


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    done = bot_process(tmp_path, "batch", "redact", text=b'\xef\xbb\xbf{"id": "1", "text": "403"}')
    assert json.loads(done.stdout) == {"id": "1", "text": "403"}


def test_verdict(tmp_path: Path) -> None:
    info = {"auth": 1, "status": "Active", "exp_date": "4102444800", "max_connections": "3", "active_cons": 1}
    body = json.dumps({"user_info": info})
    packed = base64.b64encode(gzip.compress(body.encode())).decode()
    common: dict[str, Any] = {"kind": "xtream", "request": "player_api", "http_status": 200, "headers": {}}
    silent = {**common, "http_status": None}
    lines = [
        {"id": "a", **common, "body": body},
        {"id": "b", **common, "body": "<html>", "body_b64": packed},
        {"id": "c", **common, "body": None, "headers": None},
        {"id": "d", **common, "headers": {"Location": "https://else.example/"}, "http_status": 302, "body": ""},
        *({"id": name, **silent, "transport_error": name} for name in ("connection_refused", "tls_error", "comet")),
        {"id": "e", **silent},
        {"id": "f", **common, "body": "\ud800"},
        {"id": "g", **common, "kind": "m3u", "request": "get_php", "body": "#EXTM3U"},
        {"id": "h", **common, "kind": "stalker", "request": "handshake", "body": '{"js":{"token":null}}'},
    ]
    answers = rows(tmp_path, "verdict", "\n".join(map(json.dumps, lines)))
    active = {"verdict": "active", "candidates": [], "exp_date": "2100-01-01T00:00:00Z", "max_connections": 3}
    assert answers[0] == {"id": "a", **active, "active_cons": 1}
    assert answers[1] == {"id": "b", **active, "active_cons": 1}
    told = [answer["verdict"] for answer in answers[2:]]
    assert told == ["unknown", "not_xtream", *["unreachable"] * 4, "unknown", "active", "invalid_credentials"]


def test_a_bad_answer_of_a_panel_is_said_to_be_bad(tmp_path: Path) -> None:
    good: dict[str, Any] = {"id": "a", "kind": "xtream", "request": "player_api", "http_status": 403, "headers": {}}
    changes: list[dict[str, Any]] = [
        {"kind": "radio"},
        {"request": "get_everything"},
        {"request": None},
        {"http_status": "403"},
        {"http_status": True},
        {"headers": []},
        {"headers": ["x"]},
        {"body": 7},
        {"body_b64": "a"},
        {"body_b64": "é"},
        {"id": None},
    ]
    lines = [json.dumps({**good, **change}) for change in changes]
    answers = rows(tmp_path, "verdict", "\n".join([*lines, "{", json.dumps(good)]))
    assert [answer.get("line") for answer in answers] == [1, 2, 3, 4, 5, None, 7, 8, 9, 10, 11, 12, None]
    assert answers[-1]["verdict"] == "blocked"


TARGETS: list[dict[str, Any]] = [
    {"id": "a", "input": "http://line.example.com:8080/get.php?username=tina77&password=q8Vb2x"},
    {"id": "b", "input": "line.example.com", "dns": {"line.example.com": ["8.8.8.8", "10.0.0.1"]}},
    {"id": "c", "input": "http://127.0.0.1:8080/c/"},
    {"id": "d", "input": "403 in tivimate"},
]


def test_target(tmp_path: Path) -> None:
    lines = [*TARGETS, {"id": "e", "input": "x", "dns": {"a": "b"}}, {"id": "f"}]
    answers = rows(tmp_path, "target", "\n".join(map(json.dumps, lines)))
    keys = ("id", "decision", "kind", "host", "port", "reason")
    assert answers[:4] == [
        dict(zip(keys, row, strict=True))
        for row in (
            ("a", "allowed", "xtream", "line.example.com", 8080, None),
            ("b", "refused", "xtream", "line.example.com", 80, "private network"),
            ("c", "refused", "stalker", "127.0.0.1", 8080, "this machine"),
            ("d", "refused", None, None, None, "not a target"),
        )
    ]
    assert [answer["line"] for answer in answers[4:]] == [5, 6]
    assert "dns" in answers[4]["error"]
    assert "q8Vb2x" not in repr(answers)


def test_target_with_the_settings_of_an_operator(tmp_path: Path) -> None:
    settings = {"CHECK_PRIVATE_ADDRESSES": "127.0.0.0/8, 10.0.0.0/8", "CHECK_ALLOWED_PANELS": "127.0.0.1 .example.com"}
    answers = rows(tmp_path, "target", "\n".join(map(json.dumps, TARGETS)), settings)
    assert [answer["decision"] for answer in answers] == ["allowed", "allowed", "allowed", "refused"]


def test_target_with_settings_that_are_wrong(tmp_path: Path) -> None:
    done = bot(tmp_path, "batch", "target", text="", settings={"CHECK_PRIVATE_ADDRESSES": "home"})
    assert done.returncode == 1
    assert done.stderr.startswith("bot: CHECK_PRIVATE_ADDRESSES: must list networks")
