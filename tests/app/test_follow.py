"""Where a redirect leads, in the dialler's terms."""

from __future__ import annotations

import pytest

from bot.app.build import _follow
from bot.core.account.login import Server
from bot.core.account.policy import Policy
from bot.core.account.secret import Secret
from bot.core.account.wire import Failure, Request
from bot.core.frozen import replace

ASKED = Request(Server("https", "panel.example", 443), Secret("/player_api.php?username=a&password=b"))


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/new/player_api.php?c=d", "/new/player_api.php?c=d"),
        ("https://panel.example/x", "/x"),
        ("http://panel.example/player_api.php?username=a&password=b", None),  # out of TLS
        ("https://panel.example:22/", None),
        ("http://[::1", None),
        ("file:///etc/passwd", None),
    ],
)
def test_the_same_request_is_one_that_is_not_followed(location: str, target: str | None) -> None:
    follow = _follow(Policy())
    assert follow(ASKED, location) == (replace(ASKED, target=Secret(target)) if target else ASKED)


def test_another_host_has_a_word_of_its_own() -> None:
    assert _follow(Policy())(ASKED, "https://two.example/") == Failure("elsewhere")
