"""Policies of other engines than Kubernetes' own: they are counted, not evaluated."""

from __future__ import annotations

MARKS = ("kyverno.io/", "gatekeeper.sh/")
"""What each apiVersion of their objects has."""

NOT_EVALUATED = "not evaluated"
"""The end of each note."""

_OF_GATEKEEPER = frozenset({"constraints.gatekeeper.sh", "mutations.gatekeeper.sh"})
"""The groups whose objects are policies; a template without a constraint does nothing."""

_OF_KYVERNO = frozenset({"kyverno.io", "policies.kyverno.io"})


def engine_of(api_version: str, kind: str) -> str | None:
    """The engine that enforces an object; None for an object that is no policy."""
    group = api_version.partition("/")[0]
    if group in _OF_GATEKEEPER:
        return "Gatekeeper"
    return "Kyverno" if group in _OF_KYVERNO and kind.endswith("Policy") else None


def note_on(engine: str, count: int) -> str:
    policies = "policy" if count == 1 else "policies"
    return f"{count} {policies} of {engine}: {NOT_EVALUATED}"
