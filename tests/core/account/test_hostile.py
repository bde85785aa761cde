"""Whatever a panel sends: a verdict, no exception, and nothing of it in what we keep."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.account.judge import ASKED, judge
from bot.core.account.signs import HIDDEN
from bot.core.account.stalker import token, undecided
from bot.core.account.verdict import HINTS, Verdict, Word
from tests.core.account.base import FAKE_404, MAC, NOW, PASSWORD, PHP, USER, account, debug, reply

if TYPE_CHECKING:
    from bot.core.account.judge import Asked
    from bot.core.account.login import Kind
    from bot.core.account.wire import Response

KINDS: tuple[Kind, ...] = ("xtream", "m3u", "stalker")
NAMES = (
    *(
        "user_info",
        "js",
        "auth",
        "status",
        "exp_date",
        "message",
        "error",
        "msg",
        "block_msg",
        "max_connections",
        "phone",
    ),
    *("active_cons", "is_trial", "token", "id", "end_date", "account_info", "portal_disabled", "watchdog_timeout"),
)
leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.sampled_from(
        ["Active", "Expired", "1", "0", "", "null", "Unlimited", "2028-01-01", "x (3 days)", "limit", "\ud800"]
    ),
)
values = st.recursive(
    leaves,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(NAMES), inner)),
    max_leaves=12,
)
answers = st.dictionaries(st.sampled_from(["user_info", "js", "message"]), values, min_size=1)
statuses = st.one_of(st.sampled_from([200, 204, 302, 401, 403, 404, 429, 458, 500, 503, 884]), st.integers(0, 2_000))
heads = st.dictionaries(
    st.sampled_from(["Content-Type", "content-encoding", "location", "cf-mitigated"]),
    st.one_of(
        st.text(max_size=20), st.sampled_from(["video/mp2t", "gzip", "deflate", "http://[::1", "http://x.example/y"])
    ),
)


def judged(kind: Kind, asked: Asked, answer: Response) -> Verdict:
    found = judge(kind, asked, answer, NOW)
    assert found.word in get_args(Word)
    assert set(found.candidates) <= set(get_args(Word))
    assert found.hint is None or found.hint in HINTS
    assert found.http_status == answer.status
    assert found.evidence
    assert found.exp_date is None or found.exp_date.utcoffset() == timedelta(0)
    assert Verdict.from_json(json.loads(json.dumps(found.as_json()))).word == found.word
    undecided(answer, found)
    token(answer)
    return found


@given(st.sampled_from(KINDS), st.sampled_from(ASKED), st.one_of(values, answers), statuses, heads)
def test_no_json_makes_it_raise(kind: Kind, asked: Asked, body: object, status: int, headers: dict[str, str]) -> None:
    judged(kind, asked, reply(json.dumps(body).encode(), status, headers))


@given(st.sampled_from(KINDS), st.sampled_from(ASKED), st.binary(max_size=300), statuses, heads)
def test_no_bytes_make_it_raise(kind: Kind, asked: Asked, body: bytes, status: int, headers: dict[str, str]) -> None:
    judged(kind, asked, reply(body, status, headers))
    judged(kind, asked, reply(b'{"user_info":{"auth":' + body, status, headers))
    judged(kind, asked, reply(gzip.compress(body, mtime=0), status, headers))


@pytest.mark.parametrize(
    "body",
    [
        "[" * 100_000,
        '{"user_info":' + '{"a":' * 100_000,
        '{"user_info":{"auth":1,"status":"Active","exp_date":' + "9" * 5_000 + "}}",
        '{"user_info":{"auth":NaN,"max_connections":Infinity,"active_cons":-Infinity}}',
        '{"user_info":{"auth":1,"status":"\\ud800","message":"\\udfff"}}',
        '{"js":' * 30_000,
        "<" * 250_000,
        "too many " * 25_000,
        "\x00" * 250_000,
        '{"user_info":{"auth":0,"message":"' + "max " * 50_000 + '"}}',
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_hostile_bodies(kind: Kind, body: str) -> None:
    for status in (200, 403, 404):
        assert judged(kind, "account_info", reply(body, status)).word not in ("trial", "max_connections")


def test_of_two_fields_with_one_name_the_last_counts() -> None:
    body = '{"user_info":{"auth":1,"auth":0,"status":"Active"}}'
    assert judged("xtream", "player_api", reply(body)).word == "invalid_credentials"


# A panel can write a login into any field, and most echo it.
secrets = st.sampled_from([USER, PASSWORD, MAC, "wurzel", "0b:c1:d2", "+44 7700 900123", "Milagros"])
planted = st.dictionaries(
    st.sampled_from(NAMES), st.one_of(secrets, secrets.map(lambda one: f"{one} expired")), min_size=1
)


@given(st.sampled_from(KINDS), st.sampled_from(ASKED), planted, st.sampled_from(["user_info", "js"]), statuses)
def test_nothing_that_a_panel_writes_is_kept(
    kind: Kind, asked: Asked, fields: dict[str, str], key: str, status: int
) -> None:
    said = " ".join(fields.values())
    for body in (
        {key: fields},
        fields,
        {key: said},
        said,
        f"<h2>{said}</h2> Debug Mode",
        debug(said),
        f"#EXTM3U {said}",
    ):
        found = judged(kind, asked, reply(body, status, {"location": f"http://x.example/{USER}", "server": PASSWORD}))
        for shown in (repr(found), json.dumps(found.as_json())):
            assert not any(part in shown for part in (USER, PASSWORD, MAC, "wurzel", "0b:c1:d2", "7700", "Milagros"))


def test_echoed_logins_are_not_kept() -> None:
    for status in ("Active", USER, PASSWORD):
        found = judged("xtream", "player_api", reply(account(status=status, message=f"Hi {USER}")))
        assert USER not in repr(found)
        assert PASSWORD not in repr(found)


def test_a_panel_that_hides_its_reasons_does_so_for_every_kind() -> None:
    for kind in KINDS:
        found = judged(kind, "account_info", reply(FAKE_404, 404, PHP))
        assert (found.word, found.candidates) == ("unknown", HIDDEN)
