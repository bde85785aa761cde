from __future__ import annotations

import pytest

from bot.core.account.addresses import networks
from bot.core.account.login import Server
from bot.core.account.policy import Hop, Policy, Refusal, panels
from bot.core.account.secret import Secret

ANYBODY = Policy()
HERE = Server("http", "line.example.com", 8080, "/base")
ASKED = Secret("/base/player_api.php?username=tina77&password=q8Vb2x")


@pytest.mark.parametrize(
    ("host", "port", "reason"),
    [
        ("line.example.com", 8080, None),
        ("line.example.com", 70000, "port"),
        ("line.example.com", -1, "port"),
        ("LINE.example.com", 80, "name"),
        ("a@b.example.com", 80, "userinfo"),
        ("8.8.8.8", 80, None),
        ("2606:4700::1111", 80, None),
        ("2606:4700:0::1111", 80, "name"),
        ("8.8.8", 80, "number"),
        ("nas", 80, "single label"),
    ],
)
def test_a_server_that_nobody_parsed_is_judged_as_strictly(host: str, port: int, reason: str | None) -> None:
    assert ANYBODY.host(Server("http", host, port)) == (Refusal(reason) if reason else None)


def test_one_bad_answer_refuses_them_all_and_so_does_none() -> None:
    assert ANYBODY.addresses(["8.8.8.8", "2606:4700::1111"]) is None
    assert ANYBODY.addresses(["8.8.8.8", "127.0.0.1"]) == Refusal("this machine")
    assert ANYBODY.addresses([]) == Refusal("no address")
    assert ANYBODY.addresses(["127.1"]) == Refusal("number")


def test_our_own_address_is_refused_unless_the_operator_names_it() -> None:
    assert Policy(own=("8.8.8.8",)).addresses(["8.8.8.8"]) == Refusal("this machine")
    assert Policy(own=("2606:4700:0::1111",)).addresses(["2606:4700::1111"]) == Refusal("this machine")
    assert Policy(own=("8.8.8.8",), private=("8.8.8.0/24",)).addresses(["8.8.8.8"]) is None
    assert Policy(private=("::1/128",)).addresses(["::1"]) is None


@pytest.mark.parametrize(
    ("location", "server", "target"),
    [
        # The server has put the login into the Location itself.
        (
            "http://line.example.com:25461/player_api.php?username=a&password=b",
            Server("http", "line.example.com", 25461),
            "/player_api.php?username=a&password=b",
        ),
        # From http to https it goes along.
        ("https://line.example.com/", Server("https", "line.example.com", 443), ASKED.reveal()),
        ("HTTPS://LINE.example.com:8443/x", Server("https", "line.example.com", 8443), ASKED.reveal()),
        # To another port it does not.
        ("http://line.example.com/x", Server("http", "line.example.com", 80), "/x"),
        ("//line.example.com:81", Server("http", "line.example.com", 81), "/"),
        ("/other.php?a=b", Server("http", "line.example.com", 8080), "/other.php?a=b"),
        ("other.php", Server("http", "line.example.com", 8080), "/base/other.php"),
        ("?a=ü b#fragment", Server("http", "line.example.com", 8080), "/base/player_api.php?a=%C3%BC%20b"),
        ("http://line.example.com:8080/\ud800", Server("http", "line.example.com", 8080), "/?"),  # is not UTF-8
        ("", Server("http", "line.example.com", 8080), "/base/"),
    ],
)
def test_a_redirect_on_the_same_host_is_followed(location: str, server: Server, target: str) -> None:
    hop = ANYBODY.redirect(HERE, ASKED, location, 0)
    assert hop == Hop(server, Secret(target))


@pytest.mark.parametrize(
    ("location", "hops", "reason"),
    [
        ("/x", 2, "redirects"),
        ("http://two.example.com/", 0, "elsewhere"),
        ("http://8.8.8.8/", 0, "elsewhere"),
        ("http://tina:x@line.example.com/", 0, "userinfo"),
        ("http://line.example.com\\@127.0.0.1/", 0, "userinfo"),
        ("http://line.example.com:22/", 0, "port"),
        ("ftp://line.example.com/", 0, "scheme"),
        ("javascript:alert(1)", 0, "scheme"),
        ("http:line.example.com", 0, "scheme"),
        ("http://", 0, "name"),
    ],
)
def test_a_redirect_that_is_not_followed(location: str, hops: int, reason: str) -> None:
    assert ANYBODY.redirect(HERE, ASKED, location, hops) == Refusal(reason)


def test_never_from_https_to_http() -> None:
    secure = Server("https", "line.example.com", 443)
    assert ANYBODY.redirect(secure, ASKED, "http://line.example.com/", 0) == Refusal("downgrade")
    assert ANYBODY.redirect(secure, ASKED, "/x", 1) == Hop(secure, Secret("/x"))


def test_what_an_operator_lists_is_checked() -> None:
    assert panels(("Line.Example.com", "two.example.com:8080", ".Example.org", "münchen.example.com")) == (
        "line.example.com",
        "two.example.com:8080",
        ".example.org",
        "xn--mnchen-3ya.example.com",
    )
    for wrong in ("", ".", "a b", "http://line.example.com", ".example.org:8080", "tina@example.com"):
        with pytest.raises(ValueError, match="must list hosts"):
            panels((wrong,))
    with pytest.raises(ValueError, match="must list networks"):
        networks(("192.168.1.0/24", "home"))
