"""Which pods a ResourceQuota counts: its scopes.

Kubernetes: pkg/quota/v1/evaluator/core/pods.go (podMatchesScopeFunc).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from dslint.kubernetes.quality_of_service import BEST_EFFORT, quality_of_service
from dslint.kubernetes.selectors import Requirement

Spec = Mapping[str, Any]


def matches(quota: Mapping[str, Any], spec: Spec) -> bool:
    """Whether a pod with this spec is in all scopes of the quota."""
    declared = quota.get("spec") or {}
    if not all(_is_in(scope, spec) for scope in declared.get("scopes") or ()):
        return False
    selected = (declared.get("scopeSelector") or {}).get("matchExpressions") or ()
    return all(_selected(expression, spec) for expression in selected)


def has_scopes(quota: Mapping[str, Any]) -> bool:
    """Whether the quota counts pods of some scopes only, and no objects."""
    declared = quota.get("spec") or {}
    return bool(declared.get("scopes") or (declared.get("scopeSelector") or {}).get("matchExpressions"))


def _selected(expression: Mapping[str, Any], spec: Spec) -> bool:
    scope = expression.get("scopeName") or ""
    if scope != "PriorityClass" or expression.get("operator") == "Exists":
        return _is_in(scope, spec)
    name = spec.get("priorityClassName") or ""
    return Requirement.of({**expression, "key": scope}).matches({scope: name} if name else {})


def _is_in(scope: str, spec: Spec) -> bool:
    """No pod is in a scope of other objects, such as VolumeAttributesClass."""
    return scope in SCOPES and SCOPES[scope](spec)


def _terminating(spec: Spec) -> bool:
    deadline = spec.get("activeDeadlineSeconds")
    return deadline is not None and deadline >= 0


def _best_effort(spec: Spec) -> bool:
    return quality_of_service(spec) == BEST_EFFORT


def _has_priority_class(spec: Spec) -> bool:
    return bool(spec.get("priorityClassName"))


def _across_namespaces(spec: Spec) -> bool:
    return any(term.get("namespaces") or term.get("namespaceSelector") is not None for term in _affinity_terms(spec))


def _affinity_terms(spec: Spec) -> Iterator[Mapping[str, Any]]:
    affinity = spec.get("affinity") or {}
    for part in (affinity.get("podAffinity") or {}, affinity.get("podAntiAffinity") or {}):
        yield from part.get("requiredDuringSchedulingIgnoredDuringExecution") or ()
        for weighted in part.get("preferredDuringSchedulingIgnoredDuringExecution") or ():
            yield weighted.get("podAffinityTerm") or {}


SCOPES: dict[str, Callable[[Spec], bool]] = {
    "Terminating": _terminating,
    "NotTerminating": lambda spec: not _terminating(spec),
    "BestEffort": _best_effort,
    "NotBestEffort": lambda spec: not _best_effort(spec),
    "PriorityClass": _has_priority_class,
    "CrossNamespacePodAffinity": _across_namespaces,
}
