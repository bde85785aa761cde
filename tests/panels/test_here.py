"""The addresses of this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.panels import own_addresses

if TYPE_CHECKING:
    from pathlib import Path

TRIE = """Main:
  +-- 0.0.0.0/0 3 0 5
     |-- 0.0.0.0
        /0 universe UNICAST
     +-- 203.0.113.0/24 2 0 2
        |-- 203.0.113.0
           /24 link UNICAST
        |-- 203.0.113.9
           /32 host LOCAL
        |-- 203.0.113.255
           /32 link BROADCAST
     |-- 127.0.0.1
        /32 host LOCAL
"""
SIX = """20010db8000000000000000000000042 02 40 00 80     eth0
00000000000000000000000000000001 01 80 10 80       lo
"""


def test_linux_lists_them(tmp_path: Path) -> None:
    (tmp_path / "fib_trie").write_text(TRIE)
    (tmp_path / "if_inet6").write_text(SIX)
    assert own_addresses(tmp_path, ()) == {"203.0.113.9", "127.0.0.1", "2001:db8::42", "::1"}


def test_elsewhere_the_name_and_the_routes_tell(tmp_path: Path) -> None:
    found = own_addresses(tmp_path, ("127.0.0.1", "::1"))
    assert "127.0.0.1" in found


def test_this_machine() -> None:
    assert own_addresses()
