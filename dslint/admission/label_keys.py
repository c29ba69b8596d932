"""A pod is invalid when its matchLabelKeys name a label that its selector names as well.

Kubernetes: pkg/registry/core/pod/strategy.go (applyMatchLabelKeysAndMismatchLabelKeys) writes the values of the keys
into the selector of a pod that is created, and validateMatchLabelKeysAndMismatchLabelKeys then rejects a key that is
there twice. A template is not merged, so a DaemonSet with such a pod is accepted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dslint.admission.plugin import Admitted, Lister, invalid
from dslint.findings import FieldPath
from dslint.kubernetes.release import Release

CODE = "MatchLabelKeys"
IN_SELECTOR = "exists in both matchLabelKeys and labelSelector"
REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"

Term = Mapping[str, Any]


def validate(pod: dict[str, Any], cluster: Lister, release: Release) -> Admitted:  # noqa: ARG001
    labels = pod["metadata"].get("labels") or {}
    found = [
        ((*path, "matchLabelKeys", position), f'{_field(path)}[{position}]: Invalid value: "{key}": {IN_SELECTOR}')
        for path, term in _merged_terms(pod["spec"], release)
        for position, key in enumerate(term.get("matchLabelKeys") or ())
        if key in labels and key in _selected(term)
    ]
    if not found:
        return pod
    messages = [message for _, message in found]
    return invalid(CODE, pod, messages[0] if len(found) == 1 else f"[{', '.join(messages)}]", found[0][0])


def _merged_terms(spec: Mapping[str, Any], release: Release) -> Iterator[tuple[FieldPath, Term]]:
    """The terms whose keys the server merges into their selectors, with their paths."""
    if release.enabled("MatchLabelKeysInPodAffinity"):
        for kind in ("podAffinity", "podAntiAffinity"):
            terms = (spec.get("affinity") or {}).get(kind) or {}
            for index, term in enumerate(terms.get(REQUIRED) or ()):
                yield ("spec", "affinity", kind, REQUIRED, index), term
            for index, weighted in enumerate(terms.get(PREFERRED) or ()):
                path = ("spec", "affinity", kind, PREFERRED, index, "podAffinityTerm")
                yield path, weighted.get("podAffinityTerm") or {}
    if release.enabled("MatchLabelKeysInPodTopologySpreadSelectorMerge"):
        for index, constraint in enumerate(spec.get("topologySpreadConstraints") or ()):
            yield ("spec", "topologySpreadConstraints", index), constraint


def _selected(term: Term) -> set[str]:
    selector = term.get("labelSelector") or {}
    expressions = selector.get("matchExpressions") or ()
    return {*(selector.get("matchLabels") or {}), *(expression.get("key") or "" for expression in expressions)}


def _field(path: FieldPath) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")
