"""Node affinity in short: `a In x y` is an expression, several of them are a term."""

from __future__ import annotations

from typing import Any

REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"
TERMS = f"pod.affinity.nodeAffinity.{REQUIRED}.nodeSelectorTerms"
FIELD = f"spec.template.spec.affinity.nodeAffinity.{REQUIRED}.nodeSelectorTerms"


def expression(text: str) -> dict[str, Any]:
    key, operator, *values = text.split()
    return {"key": key, "operator": operator, **({"values": values} if values else {})}


def term(*texts: str) -> dict[str, Any]:
    return {"matchExpressions": [expression(text) for text in texts]}


def required_terms(*terms: list[str]) -> dict[str, Any]:
    """The change that makes these terms the required node affinity."""
    return {TERMS: [term(*texts) for texts in terms]}
