"""What the PodSecurity admission does to an object's pods, by the labels of its namespace given beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dslint.admission.pod_security.admission import SERVED
from dslint.admission.pod_security.namespace_policy import AUDIT, ENFORCE, WARN, LevelVersion, level_version
from dslint.admission.pod_security.violations import Violation
from dslint.findings import FieldPath, Problem, Related
from dslint.kubernetes.release import Release
from dslint.policy.view import TEMPLATES

REFUSED = "DS701"
WARNED = "DS702"
AUDITED = "DS703"

Labels = Mapping[str, Mapping[str, Any]]
"""The labels of namespaces, by name."""


def pod_security(value: Mapping[str, Any], namespaces: Labels, release: Release) -> Iterator[Problem]:
    """`value` is decoded and defaulted. Nothing of kinds that run no pods, and of namespaces that are not given."""
    metadata = value.get("metadata") or {}
    labels = namespaces.get(metadata.get("namespace") or "default")
    within = TEMPLATES.get(str(value.get("kind")))
    if labels is None or within is None or not release.has(SERVED):
        return
    name = metadata.get("name") or metadata.get("generateName") or ""
    pod: Any = value.get("spec", {}).get("template") or {} if within else value
    violations = _violations(f"{name}-" if within else name, pod, labels, release)
    for code, message, found in violations:
        yield _problem(code, message, found, within)
        if code == REFUSED and not within:
            # A Pod that is refused is not warned of.
            return


def _violations(
    name: str, pod: Mapping[str, Any], labels: Mapping[str, Any], release: Release
) -> Iterator[tuple[str, str, tuple[Violation, ...]]]:
    """Code, message and violations of each mode."""
    beginnings = {
        ENFORCE: (REFUSED, f'pods "{name}" is forbidden: violates '),
        WARN: (WARNED, "would violate "),
        AUDIT: (AUDITED, "would violate "),
    }
    for mode, (code, beginning) in beginnings.items():
        level: LevelVersion | None = level_version(labels, mode, release)
        found = level.violations(pod.get("metadata") or {}, pod.get("spec") or {}) if level else ()
        if level and found:
            yield code, beginning + level.sentence(found), found


def _problem(code: str, message: str, found: tuple[Violation, ...], within: FieldPath) -> Problem:
    places = [(violation, (*within, *path)) for violation in found for path in violation.paths]
    path = places[0][1] if places else (*within, "spec")
    related = dict.fromkeys(Related(violation.reason, place) for violation, place in places[1:] if place != path)
    return Problem(code, message, path, related=tuple(related))
