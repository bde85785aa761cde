"""`bot batch verdict|target`: what panels answered, and whom we may ask, from JSON Lines and without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.cli.rows import BadLineError, field, one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.cli.rows import Row
    from bot.core.account.judge import Asked
    from bot.core.account.login import Kind
    from bot.core.account.wire import Answer, Trouble

_KINDS: tuple[Kind, ...] = ("xtream", "m3u", "stalker")
_ASKED: tuple[Asked, ...] = ("player_api", "get_php", "handshake", "get_profile", "account_info")
_TOLD = ("verdict", "candidates", "exp_date", "max_connections", "active_cons")
# By a part of its name, how a connection failed. All of them mean the same to an account: nobody answered.
_TROUBLES: tuple[tuple[str, Trouble], ...] = (
    ("refused", "refused"),
    ("time", "timeout"),
    ("dns", "dns"),
    ("name", "dns"),
    ("resol", "dns"),
    ("tls", "tls"),
    ("ssl", "tls"),
    ("cert", "tls"),
    ("reset", "reset"),
)


def judging() -> Callable[[Mapping[str, Any]], Row]:
    """`batch verdict`: what panels answered, to verdicts."""
    from bot.app.clock import SystemClock
    from bot.core.account.judge import judge

    now = SystemClock().now()

    def answer(row: Mapping[str, Any]) -> Row:
        row_id, kind, asked = field(row, "id"), one_of(row, "kind", _KINDS), one_of(row, "request", _ASKED)
        found = judge(kind, asked, _answer(row), now).as_json()
        return {"id": row_id, **{name: found[name] for name in _TOLD}}

    return answer


def targeting() -> Callable[[Mapping[str, Any]], Row]:
    """`batch target`: what people paste, to whether it may be asked."""
    from bot.app.settings import read_settings

    policy = read_settings().policy

    def answer(row: Mapping[str, Any]) -> Row:
        from bot.core.account.target import judge

        return {"id": field(row, "id"), **judge(field(row, "input"), policy, _answers(row)).as_json()}

    return answer


def _answer(row: Mapping[str, Any]) -> Answer:
    """What came back in this row: an answer of a panel, or why there is none."""
    from bot.core.account.wire import JSON_LIMIT, Failure, Response

    trouble, status, headers = row.get("transport_error"), row.get("http_status"), row.get("headers") or {}
    if trouble is not None or status is None:
        name = str(trouble).lower()
        return Failure(next((known for part, known in _TROUBLES if part in name), "protocol"))
    if not isinstance(status, int) or isinstance(status, bool):
        raise BadLineError('"http_status" must be a number, or null where there was no answer')
    if not isinstance(headers, dict):
        raise BadLineError('"headers" must be an object of names and values')
    body = _bytes(row)
    named = {str(name).lower(): str(value) for name, value in headers.items()}
    return Response(status, named, body[:JSON_LIMIT], cut=len(body) > JSON_LIMIT)


def _bytes(row: Mapping[str, Any]) -> bytes:
    """The body; the bytes on the wire, if they are given as well."""
    if row.get("body_b64") is None:
        return (field(row, "body") if row.get("body") is not None else "").encode(errors="surrogatepass")
    import base64
    import binascii

    try:
        return base64.b64decode(field(row, "body_b64"))
    except (binascii.Error, ValueError):
        raise BadLineError('"body_b64" must be Base64') from None


def _answers(row: Mapping[str, Any]) -> Mapping[str, Sequence[str]] | None:
    dns = row.get("dns")
    if dns is None:
        return None
    if not isinstance(dns, dict) or not all(
        isinstance(found, list) and all(isinstance(one, str) for one in found) for found in dns.values()
    ):
        raise BadLineError(
            '"dns" must give a list of addresses for each name, such as {"a.example.com": ["192.0.2.1"]}'
        )
    return dns
