"""The checks of one node for reports: those that were asked, those that do not apply, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable

from dslint.plans import Check, Explanation, Victim
from dslint.report.plan import wording
from dslint.report.plan.digest import Digest

NOT_ASKED = "not asked"


def asked(explanation: Explanation) -> list[Check]:
    return [check for check in explanation.checks if check.verdict != NOT_ASKED]


def idle(explanation: Explanation) -> str:
    """`does not apply to this pod: NodePorts, VolumeZone`; "" if every check applies."""
    names = [check.name for check in explanation.checks if check.verdict == NOT_ASKED]
    return f"does not apply to this pod: {', '.join(names)}" if names else ""


def answers(digests: Iterable[Digest]) -> dict[str, str]:
    """What happens on each node, by its name: `replaced; evicts shop/web-0 (breaks its disruption budget)`."""
    found: dict[str, str] = {}
    for digest in digests:
        victims: dict[str, list[Victim]] = {}
        for victim in digest.evicts:
            victims.setdefault(victim.node, []).append(victim)
        for node in digest.nodes:
            evicted = victims.get(node)
            word = digest.answer.word
            found.setdefault(node, f"{word}; {wording.evicts(evicted, None)}" if evicted else word)
    return found
