from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.account.names import Authority, read, to_ascii
from tests.cases import each


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Line.Example.com", Authority("line.example.com")),
        ("line.example.com:8080", Authority("line.example.com", 8080)),
        ("line.example.com:", Authority("line.example.com")),
        ("line.example.com:٨٠٨٠", Authority("line.example.com", 8080)),
        ("line.example.com.:80", Authority("line.example.com", 80)),
        ("[2606:4700:0::1]:80", Authority("2606:4700::1", 80)),
        ("٨.٨.٨.٨", Authority("8.8.8.8")),
        ("[::1]x", Authority(fault="name")),
        ("[fe80::1%25eth0]", Authority(fault="zone")),
        ("a:b:c", Authority(fault="port")),
        ("a:123456789", Authority(fault="port")),
        ("", Authority(fault="name")),
        (" a", Authority(fault="characters")),
    ],
)
def test_an_authority(text: str, found: Authority) -> None:
    assert read(text) == found


# The ASCII forms are those of the `idna` package (3.20), which httpx brings along.
@each(
    "name, ascii_form",
    [
        ("münchen.example", "xn--mnchen-3ya.example"),
        ("MÜNCHEN.example", "xn--mnchen-3ya.example"),
        ("straße.example", "xn--strae-oqa.example"),
        ("faß.example", "xn--fa-hia.example"),
        ("βόλος.example", "xn--nxasmm1c.example"),
        ("пример.example", "xn--e1afmkfd.example"),
        ("l·l.example", "xn--ll-0ea.example"),
        ("l·a.example", None),
        ("·ll.example", None),
        ("͵α.example", "xn--wva4j.example"),
        ("͵a.example", None),
        ("א׳ב.example", "xn--4dbc5h.example"),
        ("a׳.example", None),
        ("ナ・ナ.example", "xn--hdka0m.example"),
        ("a・a.example", None),
        ("٠١٢.example", None),
        ("م٠.example", "xn--hhb8c.example"),
        ("م٠۰.example", None),
        ("م٠1.example", None),
        ("אa.example", None),
        ("aא.example", None),
        ("א.1a.example", None),
        ("1.אב.example", None),
        ("a\u0301.example", None),
        ("\u0301a.example", None),
        ("ａ.example", None),
        ("☃.example", None),
        ("ـ.example", None),
        ("ä-.example", None),
        ("ää--ä.example", None),
        ("xn--a-.example", None),
        ("xn--" + "ä-".encode("punycode").decode() + ".example", None),
        ("xn--" + "ää--ä".encode("punycode").decode() + ".example", None),
        ("xn--" + "\u0301a".encode("punycode").decode() + ".example", None),
        ("xn--ls8h.example", None),
        ("xn--mnchen-3ya.example", "xn--mnchen-3ya.example"),
        ("xn--MNCHEN-3YA.example", "xn--mnchen-3ya.example"),
        ("xn--zzzzzzzzzzzz.example", None),
        ("_dmarc.example", "_dmarc.example"),
        ("__.example", "__.example"),
        ("a__b.example", "a__b.example"),
        ("a..b", None),
        ("ä" * 60 + ".example", None),
        (".".join(["ää"] * 40), None),
    ],
)
def test_a_name_by_idna_2008(name: str, ascii_form: str | None) -> None:
    assert to_ascii(name) == ascii_form


_LETTERS = "abl1-ßäµᏰא׳ב״مي٠١۰۱ナ・は漢·ας͵नि्\u0301\u0316ـ☃ａ〇་\u200d"


@given(st.text(st.sampled_from(_LETTERS), min_size=1, max_size=8))
def test_a_label_is_judged_as_the_idna_package_judges_it(label: str) -> None:
    idna = pytest.importorskip("idna")
    try:
        right = idna.alabel(label.lower()).decode()
    except UnicodeError:
        right = None
    if "\u200d" in label:  # SAFETY.md refuses format characters everywhere
        right = None
    assert to_ascii(label) == right


@given(st.text(max_size=80))
def test_any_text_is_read_and_what_is_read_stays_as_it_is(text: str) -> None:
    found = read(text)
    assert bool(found.host) != bool(found.fault)
    if found.host:
        assert found.host.isascii()
        host = f"[{found.host}]" if ":" in found.host else found.host
        assert read(host).host == found.host
