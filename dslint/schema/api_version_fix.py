"""A wrong apiVersion or kind, and another apiVersion of a DaemonSet, with what the old one filled in written down.

Kubernetes: SetDefaults_DaemonSet in pkg/apis/extensions/v1beta1/defaults.go and pkg/apis/apps/v1/defaults.go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from typing import Any

from dslint.findings import Edit, FieldPath, Fix, Operation, Problem
from dslint.kubernetes.release import Release, Version
from dslint.kubernetes.release_range import bits
from dslint.kubernetes.suggestions import only_near
from dslint.schema.served_versions import (
    DAEMONSET_VERSIONS,
    FILLS_IN_SELECTOR,
    NEVER_DAEMONSET,
    advice,
    right_version,
    serving,
)

STRATEGIES = {FILLS_IN_SELECTOR: "OnDelete", "apps/v1beta2": "RollingUpdate", "apps/v1": "RollingUpdate"}
"""The update strategy that each version fills in."""

TEMPLATE_GENERATION = ("spec", "templateGeneration")
"""A field of extensions/v1beta1 alone: the controller counts by itself."""


def problems_of_type(value: dict[str, Any], meant: str, right: str, release: Release) -> Iterator[Problem]:
    """Why an object's kind or apiVersion is refused; they would be the meant kind and the right apiVersion."""
    kind, api_version = value.get("kind") or "", value.get("apiVersion") or ""
    message = f'no matches for kind "{kind}" in version "{api_version}"'
    if kind != meant:
        help_, spelled = f"write kind: {meant}", Fix.setting(f"write kind: {meant}", ("kind",), meant)
        yield Problem("DS108", f"{message}; did you mean {meant}?", ("kind",), "kind", help=help_, fix=spelled)
    elif not api_version:
        help_, fix = f"write {right}", _with_version(value, meant, right, release)
        yield Problem("DS109", "apiVersion not set", ("apiVersion",), "apiVersion", help=help_, fix=fix)
    elif api_version != right:
        spec = value.get("spec")
        has_selector = isinstance(spec, dict) and bool(spec.get("selector"))
        # A report shows what is said of the newest release.
        version = release.newest_alike(partial(_refusing_alike, api_version, kind))
        help_ = advice(api_version, kind, version, has_selector=has_selector)
        fix = fix_of_api_version({**value, "kind": meant}, right)
        yield Problem("DS107", message, ("apiVersion",), "apiVersion", help=help_, fix=fix)


@lru_cache(maxsize=256)
def _refusing_alike(api_version: str, kind: str, version: Version, versions: tuple[Version, ...]) -> int:
    """The versions, one bit each, that do not serve the apiVersion either, and have the same right one."""
    right = right_version(api_version, kind, version)
    return bits(right_version(api_version, kind, one) == right for one in versions)


def _with_version(value: dict[str, Any], kind: str, right: str, release: Release) -> Fix | None:
    """The apiVersion, where only one is served, or the newest, which requires a selector; or its misspelled key."""
    misspelled = [key for key in value if key != "apiVersion" and only_near(key, ["apiVersion"])]
    if misspelled:
        return Fix.renaming(f"rename {misspelled[0]} to apiVersion", (misspelled[0],), "apiVersion")
    spec = value.get("spec")
    served = release.of_version(serving, kind)
    certain = len(served) == 1 or (isinstance(spec, dict) and bool(spec.get("selector")))
    return Fix.setting(f"write apiVersion: {right}", ("apiVersion",), right) if certain else None


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
