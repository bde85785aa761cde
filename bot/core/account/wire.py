"""What a probe asks for and what it is sent: plain values between the pure probes and the one file with a socket.

    def probe(login, now) -> Generator[Request, Answer, Verdict]

A probe never sees a socket. The driver resolves, dials, follows redirects by the policy, caps and decompresses, and
sends in what came of it; it never raises into a probe.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from bot.core.frozen import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.account.login import Server
    from bot.core.account.secret import Secret
    from bot.core.account.verdict import Verdict

JSON_LIMIT: Final = 262_144  # bytes; PANELS.md G1: 256 KB for JSON …
M3U_LIMIT: Final = 4_096  # … and 4 KB of a playlist, which can be 180 MB long

# Why there is no HTTP answer. "address": the policy refused what the name resolved to. "elsewhere": the server wanted
# to send us to another host. "deadline": it took longer than the whole check may take. "reset": cut before any byte.
Trouble = Literal["dns", "refused", "timeout", "deadline", "tls", "reset", "protocol", "address", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Request:
    """One GET. `target` is the path with its query, percent-encoded, and may hold a login; `limit` is in bytes."""

    server: Server
    target: Secret
    headers: Mapping[str, Secret | str] = field(default_factory=dict)
    limit: int = JSON_LIMIT


@dataclass(frozen=True, slots=True)
class Response:
    """What came back.

    `body` is at most `limit` bytes; `cut` says that there was more. It may still be packed: the verdict takes off one
    layer of gzip or deflate, declared or not, with `bot.core.account.body.unpack`, which a driver may use as well.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    cut: bool = False

    def __repr__(self) -> str:
        return f"Response({self.status}, {len(self.body)} bytes)"  # a panel's body echoes the password


@dataclass(frozen=True, slots=True)
class Failure:
    """There was no HTTP answer."""

    trouble: Trouble


Answer: TypeAlias = Response | Failure
Probe: TypeAlias = Generator[Request, Answer, "Verdict"]
