"""Affinity, tolerations and taints in annotations, where the versions of their alpha form read them.

Kubernetes: plugin/pkg/scheduler/schedulercache/reconcile_affinity.go (ReconcileAffinity), pkg/api/helpers.go
(GetTolerationsFromPodAnnotations, GetTaintsFromNodeAnnotations).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dslint.kubernetes.release import Behaviour, Release

AFFINITY = "scheduler.alpha.kubernetes.io/affinity"
TOLERATIONS = "scheduler.alpha.kubernetes.io/tolerations"
TAINTS = "scheduler.alpha.kubernetes.io/taints"
GATE = "AffinityInAnnotations"

ANNOTATIONS_DECIDE = Behaviour(until="1.6", source="CHANGELOG-1.6.md: affinity, taints and tolerations are fields")
"""There are no fields for them: the scheduler reads the annotations."""


def read_in(release: Release) -> bool:
    """Whether a release reads any of them."""
    return release.has(ANNOTATIONS_DECIDE) or release.enabled(GATE)


def with_annotated(spec: Mapping[str, Any], metadata: Mapping[str, Any], release: Release) -> Mapping[str, Any]:
    """The pod's spec with what its annotations say. Of affinity, each kind that the field has wins."""
    annotations = metadata.get("annotations") or {}
    found: dict[str, Any] = {}
    affinity = _json(annotations, AFFINITY, dict)
    if affinity:
        found["affinity"] = {**affinity, **(spec.get("affinity") or {})}
    tolerations = _json(annotations, TOLERATIONS, list) if release.has(ANNOTATIONS_DECIDE) else None
    if tolerations:
        found["tolerations"] = [item for item in tolerations if isinstance(item, dict)]
    return {**spec, **found} if found else spec


def annotated_taints(text: str | None) -> list[dict[str, Any]]:
    """The taints in a node's annotation; none where it is no list of objects."""
    found = _json({TAINTS: text}, TAINTS, list) or []
    return [item for item in found if isinstance(item, dict)]


def _json(annotations: Mapping[str, Any], key: str, kind: type) -> Any:
    """The value of an annotation; None where it is not there or not of this kind."""
    try:
        value = json.loads(annotations.get(key) or "null")
    except (TypeError, ValueError):
        return None
    return value if isinstance(value, kind) else None
