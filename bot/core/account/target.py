"""Whether what somebody pasted may be asked at all: the parser and the policy together, without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core.account import names
from bot.core.account.doctor import examine
from bot.core.account.paste import parse
from bot.core.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.account.login import Kind, Server
    from bot.core.account.paste import Pasted
    from bot.core.account.policy import Policy, Refusal


@dataclass(frozen=True, slots=True)
class Target:
    """The decision. `reason` is None where the target is allowed; see the texts "refused …"."""

    kind: Kind | None = None
    host: str | None = None
    port: int | None = None
    reason: str | None = None

    def as_json(self) -> dict[str, Any]:
        """As `bot batch target` prints it."""
        decision = "refused" if self.reason else "allowed"
        return {"decision": decision, "kind": self.kind, "host": self.host, "port": self.port, "reason": self.reason}


def judge(text: str, policy: Policy, dns: Mapping[str, Sequence[str]] | None = None) -> Target:
    """Decide about a pasted text.

    Args:
        text: a link, an address, or a login in words.
        policy: what the operator allows.
        dns: what names resolve to; None: names are judged by themselves.
    """
    pasted = parse(text, "link")
    kind, server = _target(pasted, text)
    if server is None or len(pasted.logins) > 1:
        several = "several logins" if pasted.logins else "not a target"
        return Target(kind, reason=next(iter(pasted.problems), several))
    problem = None if pasted.logins else next((one for one in pasted.problems if one != "cut link"), None)
    refusal = policy.host(server) or _resolved(server, policy, dns)
    reason = refusal.reason if refusal else problem
    return Target(kind, server.host, server.port, reason)


def _target(pasted: Pasted, text: str) -> tuple[Kind | None, Server | None]:
    if pasted.logins:
        login = examine(text).login or pasted.logins[0]  # as it would be asked: with its faults mended
        return login.kind, login.server
    partial = pasted.partial
    kind: Kind = "stalker" if "mac" in partial.missing or (partial.mac and not partial.username) else "xtream"
    return (kind if pasted else None), partial.server


def _resolved(server: Server, policy: Policy, dns: Mapping[str, Sequence[str]] | None) -> Refusal | None:
    if dns is None or ":" in server.host or names.numeric(server.host):
        return None
    answers = {names.read(name).host or name: found for name, found in dns.items()}
    return policy.addresses(answers.get(server.host, ()))
