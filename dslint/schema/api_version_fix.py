"""Another apiVersion of a DaemonSet, with what the old one filled in written down.

Kubernetes: SetDefaults_DaemonSet in pkg/apis/extensions/v1beta1/defaults.go and pkg/apis/apps/v1/defaults.go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dslint.findings import Edit, FieldPath, Fix, Operation
from dslint.schema.served_versions import DAEMONSET_VERSIONS, FILLS_IN_SELECTOR, NEVER_DAEMONSET

STRATEGIES = {FILLS_IN_SELECTOR: "OnDelete", "apps/v1beta2": "RollingUpdate", "apps/v1": "RollingUpdate"}
"""The update strategy that each version fills in."""

TEMPLATE_GENERATION = ("spec", "templateGeneration")
"""A field of extensions/v1beta1 alone: the controller counts by itself."""


def fix_of_api_version(value: Mapping[str, Any], target: str) -> Fix | None:
    """Take a DaemonSet to a newer apiVersion. None for other kinds and unknown versions."""
    written = value.get("apiVersion")
    known = [NEVER_DAEMONSET, *(entry.api_version for entry in DAEMONSET_VERSIONS)]
    if value.get("kind") != "DaemonSet" or written not in known or known.index(written) >= known.index(target):
        return None
    return fix_to(value, target)


def fix_to(value: Mapping[str, Any], target: str) -> Fix | None:
    """Take a DaemonSet to any apiVersion that it may have. None for other kinds."""
    since = next((entry.since for entry in DAEMONSET_VERSIONS if entry.api_version == target), None)
    if value.get("kind") != "DaemonSet" or since is None:
        return None
    return Fix(_summary(value, str(value.get("apiVersion")), target), edits_to(value, target), since=since)


def edits_to(value: Mapping[str, Any], target: str) -> tuple[Edit, ...]:
    """The edits that take a DaemonSet to an apiVersion; the API server stores the same object as before."""
    written = str(value.get("apiVersion"))
    changes = [(("apiVersion",), target), *_filled_in(value, written, target)]
    edits = [Edit(Operation.SET, path, put) for path, put in changes]
    if target != FILLS_IN_SELECTOR and _at(value, TEMPLATE_GENERATION) is not None:
        edits.append(Edit(Operation.REMOVE, TEMPLATE_GENERATION))
    return tuple(edits)


def _filled_in(value: Mapping[str, Any], written: str, target: str) -> Iterator[tuple[FieldPath, Any]]:
    """What the written version fills in and the target does not."""
    labels = _at(value, ("spec", "template", "metadata", "labels"))
    if written == FILLS_IN_SELECTOR and isinstance(labels, dict) and labels:
        if not _at(value, ("metadata", "labels")):
            yield ("metadata", "labels"), dict(labels)
        if _at(value, ("spec", "selector")) is None:
            yield ("spec", "selector"), {"matchLabels": dict(labels)}
    strategy = STRATEGIES.get(written, "")
    if strategy and strategy != STRATEGIES[target] and not _at(value, ("spec", "updateStrategy", "type")):
        yield ("spec", "updateStrategy", "type"), strategy


def _summary(value: Mapping[str, Any], written: str, target: str) -> str:
    names = {"labels": "labels", "selector": "selector", "type": f"updateStrategy {STRATEGIES.get(written)}"}
    filled = [names[str(path[-1])] for path, _ in _filled_in(value, written, target)]
    added = f"; write down what {written} fills in: {', '.join(filled)}" if filled else ""
    return f"set apiVersion {target}{added}"


def _at(value: Any, path: FieldPath) -> Any:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value
