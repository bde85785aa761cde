from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.account.policy import Policy
from bot.core.account.target import Target, judge
from bot.core.texts import say
from tests.cases import each
from tests.core.account.targets import HOSTILE, LEGITIMATE

if TYPE_CHECKING:
    from tests.core.account.targets import Row

ANYBODY = Policy()


def test_there_are_enough_of_both() -> None:
    assert len(set(map(repr, HOSTILE))) >= 100
    assert len(set(map(repr, LEGITIMATE))) >= 100


@each("row", HOSTILE)
def test_a_hostile_target_is_refused_with_a_sentence(row: Row) -> None:
    target = judge(row[0], ANYBODY, row[1])
    assert target.reason
    assert say(f"refused {target.reason}")


@each("row", LEGITIMATE)
def test_a_legitimate_target_is_allowed(row: Row) -> None:
    target = judge(row[0], ANYBODY, row[1])
    assert target.reason is None
    assert target.host
    assert target.port


def test_what_is_decided_is_plain_json() -> None:
    assert judge("http://line.example.com:8080/c/", ANYBODY) == Target("stalker", "line.example.com", 8080)
    assert judge("http://10.0.0.1/", ANYBODY).as_json() == {
        "decision": "refused",
        "kind": "xtream",
        "host": "10.0.0.1",
        "port": 80,
        "reason": "private network",
    }
    assert judge("http://line.example.com/a.m3u", ANYBODY).kind == "m3u"
    assert judge("http://line.example.com 00:1A:79:12:34:56", ANYBODY).kind == "stalker"
    assert judge("nothing", ANYBODY) == Target(reason="not a target")


@each(
    "text",
    [
        "http://line.example.com :8080",
        "http://line.example.com: 8080/get.php?username=tina77&password=q8Vb2x",
        "http://line. example.com:8080/get.php?username=tina77&password=q8Vb2x",
        "http://line.example .com:8080/get.php?username=tina77&password=q8Vb2x",
        "http://line.example.com:8080/ get.php?username=tina77&password=q8Vb2x",
        "http://line.example.com/8080/get.php?username=tina77&password=q8Vb2x",
        "http://<line.example.com>:8080/get.php?username=tina77&password=q8Vb2x",
    ],
)
def test_half_a_name_or_port_is_another_server_and_is_not_asked(text: str) -> None:
    assert judge(text, ANYBODY) == Target("xtream", "line.example.com", 8080)


def test_an_operator_names_networks_of_its_own() -> None:
    policy = Policy(private=("127.0.0.0/8", "10.1.2.3/32", "fd00::/8"))
    allowed = ["http://127.0.0.1:8080/", "http://10.1.2.3:8080", "http://[fd00::1]/c/", "localhost:8080"]
    assert [judge(text, policy).reason for text in allowed] == [None, None, None, None]
    assert judge("http://10.1.2.4/", policy).reason == "private network"
    assert judge("http://127.0.0.1:22/", policy).reason == "port"
    assert judge("localhost", policy, {"localhost": ["127.0.0.1", "8.8.8.8"]}).reason is None
    assert judge("localhost", policy, {"localhost": ["10.0.0.1"]}).reason == "private network"
    assert judge("box.lan", Policy(private=("10.0.0.0/8",))).reason == "special name"


def test_an_operator_names_panels_of_its_own() -> None:
    policy = Policy(allowed=("line.example.com", "two.example.com:8080", ".example.org", "box.lan"))
    allowed = ["line.example.com:25461", "two.example.com:8080", "a.b.example.org", "http://box.lan"]
    assert [judge(text, policy).reason for text in allowed] == [None, None, None, None]
    refused = ["two.example.com", "example.org", "line.example.com.evil.example.com", "badexample.org", "8.8.8.8"]
    assert {judge(text, policy).reason for text in refused} == {"other panel"}
    assert judge("box.lan", policy, {"box.lan": ["10.0.0.1"]}).reason == "private network"
