"""The checks of one node for reports: those that were asked, those that do not apply, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable

from dslint.plans import Check, Explanation
from dslint.report.plan import wording
from dslint.report.plan.digest import Digest

NOT_ASKED = "not asked"


def asked(explanation: Explanation) -> list[Check]:
    return [check for check in explanation.checks if check.verdict != NOT_ASKED]


def idle(explanation: Explanation) -> str:
    """`does not apply to this pod: NodePorts, VolumeZone`; "" if every check applies."""
    names = [check.name for check in explanation.checks if check.verdict == NOT_ASKED]
    return f"does not apply to this pod: {', '.join(names)}" if names else ""


def answer(explanation: Explanation, digests: Iterable[Digest]) -> str:
    """What happens on the node: `replaced; evicts shop/web-0 (breaks its disruption budget)`."""
    for digest in digests:
        if explanation.node in digest.nodes:
            victims = [victim for victim in digest.evicts if victim.node == explanation.node]
            return f"{digest.answer.word}; {wording.evicts(victims, None)}" if victims else digest.answer.word
    return ""
