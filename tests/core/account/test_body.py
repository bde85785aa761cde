from __future__ import annotations

import gzip
import json
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.account.body import ABSENT, read, unpack
from bot.core.account.wire import JSON_LIMIT

ACCOUNT = b'{"user_info":{"auth":1}}'
DATA = {"user_info": {"auth": 1}}


@pytest.mark.parametrize(
    "raw",
    [
        ACCOUNT,
        b"\xef\xbb\xbf" + ACCOUNT,
        b" \r\n\xef\xbb\xbf\xef\xbb\xbf\0 " + ACCOUNT + b"\n\n",
        ACCOUNT + b"<!-- 0.02 s -->",
        ACCOUNT + b'{"user_info":{"auth":0}}',
        b"<br />\n<b>Warning</b>: Undefined index in <b>/home/x.php</b><br />\n" + ACCOUNT,
        b'Notice: {"x" ' + ACCOUNT,
        gzip.compress(ACCOUNT, mtime=0),
        zlib.compress(ACCOUNT),
        b'{ \n"user_info" : {"auth": 0, "auth": 1}}',
    ],
)
def test_json_is_found_round_what_panels_put_there(raw: bytes) -> None:
    assert read(raw).data == DATA
    assert not read(raw).broken


def test_declared_deflate_and_latin_1() -> None:
    engine = zlib.compressobj(wbits=-15)
    packed = engine.compress(ACCOUNT) + engine.flush()
    assert read(packed, "deflate").data == DATA
    assert read(ACCOUNT, "deflate").data == DATA
    assert read('{"js":"é"}'.encode("latin-1")).data == {"js": "é"}
    assert read('{"js":{}} é'.encode()[:-1]).data == {"js": {}}
    assert read(b'<p>{"js":[]}').data == {"js": []}


@pytest.mark.parametrize(
    "raw",
    [
        ACCOUNT[:-1],
        b"<b>x</b>" + ACCOUNT[:-1],
        b"[1, 2",
        gzip.compress(ACCOUNT, mtime=0)[:15],
        b"\x1f\x8b\x08rubbish",
        b"\x1f\x8b",
        b"[" * 100_000,
        b'{"user_info":' * 100_000,
    ],
)
def test_what_cannot_be_read_to_its_end_is_broken(raw: bytes) -> None:
    assert read(raw).data is ABSENT
    assert read(raw).broken


def test_an_encoding_that_we_did_not_ask_for_is_broken() -> None:
    assert read(b"\x0b\x02\x80", "br").broken
    assert not read(ACCOUNT, "br").broken


@pytest.mark.parametrize("raw", [b"", b"nullable", b"trueish", b"12 monkeys", b"x^2 is text", b"\x78\x9c", b"NULL"])
def test_text_is_not_json(raw: bytes) -> None:
    assert read(raw).data is ABSENT
    assert not read(raw).broken


@pytest.mark.parametrize(("raw", "data"), [(b"null", None), (b"false", False), (b'""', ""), (b"[]", []), (b"0", 0)])
def test_bare_values_are_json(raw: bytes, data: object) -> None:
    assert read(raw).data == data


def test_numbers_that_python_or_we_do_not_want_are_none() -> None:
    digits = b"9" * 5_000
    raw = b'{"a":' + digits + b',"b":NaN,"c":-Infinity,"d":' + digits + b'.5,"e":1e999,"f":"\\ud800","g":1.5}'
    found = read(raw).object
    assert found == {"a": None, "b": None, "c": None, "d": None, "e": float("inf"), "f": "\ud800", "g": 1.5}


def test_a_bomb_is_opened_as_far_as_the_limit() -> None:
    bomb = gzip.compress(bytes(50_000_000), mtime=0)
    found, whole = unpack(bomb)
    assert len(found) == JSON_LIMIT
    assert whole
    assert unpack(b"a" * 100, limit=10) == (b"a" * 10, True)
    assert unpack(b"x^" + b"a" * 100, limit=10)[0] == b"x^aaaaaaaa"


def test_a_body_shows_nothing_of_itself() -> None:
    assert repr(read(ACCOUNT)) == f"Body({len(ACCOUNT)} bytes)"
    assert repr(ABSENT) == "ABSENT"
    assert read(b"[]").object is None


@given(st.binary(max_size=400), st.sampled_from(["", "gzip", "deflate", "br"]))
def test_no_bytes_make_it_raise(raw: bytes, encoding: str) -> None:
    read(raw, encoding)
    read(gzip.compress(raw, mtime=0)[: len(raw)], encoding)


@pytest.mark.parametrize(
    "piece", ["[", '{"user_info":', '{ "js":', "{ ", "<", "too many ", "\\u0000", '"', "<h2>A", "9"]
)
def test_hostile_bodies_are_scanned_twice_at_most(piece: str) -> None:
    # The work is in the two calls of the JSON scanner, whatever stands in the body.
    calls = 0

    class Counting(json.JSONDecoder):
        def raw_decode(self, s: str, idx: int = 0) -> tuple[Any, int]:
            nonlocal calls
            calls += 1
            return super().raw_decode(s, idx)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json, "JSONDecoder", Counting)
        read((piece * 60_000).encode())
    assert calls <= 2
