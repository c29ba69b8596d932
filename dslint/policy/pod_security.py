"""What Pod Security admission does with the pods of an object, according to the labels of its namespace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dslint.admission.defaults import defaulted
from dslint.admission.pod_security.admission import SERVED
from dslint.admission.pod_security.namespace_policy import AUDIT, ENFORCE, WARN, LevelVersion, level_version
from dslint.admission.pod_security.violations import Violation
from dslint.findings import FieldPath, Problem, Related
from dslint.kubernetes.release import Release
from dslint.policy.view import TEMPLATES

REJECTED = "DS701"
WARNED = "DS702"
AUDITED = "DS703"

Labels = Mapping[str, Mapping[str, Any]]
"""The labels of namespaces, by name."""


def pod_security(value: Mapping[str, Any], namespaces: Labels, release: Release) -> Iterator[Problem]:
    """The violations in a decoded and defaulted object; none for kinds without pods and for unknown namespaces."""
    metadata = value.get("metadata") or {}
    labels = namespaces.get(metadata.get("namespace") or "default")
    within = TEMPLATES.get(str(value.get("kind")))
    if labels is None or within is None or not release.has(SERVED):
        return
    name = metadata.get("name") or metadata.get("generateName") or ""
    pod: Any = value.get("spec", {}).get("template") or {} if within else value
    created = defaulted({**pod, "apiVersion": "v1", "kind": "Pod"}, release) if within else pod
    found_by_mode = _violations_by_mode(f"{name}-" if within else name, {ENFORCE: created}, pod, labels, release)
    for code, message, found in found_by_mode:
        yield _problem(code, message, found, within)
        if code == REJECTED and not within:
            # The API server does not also warn about a Pod that it rejects.
            return


def _violations_by_mode(
    name: str, pods: Mapping[str, Any], template: Mapping[str, Any], labels: Mapping[str, Any], release: Release
) -> Iterator[tuple[str, str, tuple[Violation, ...]]]:
    """Code, message and violations of each mode. `pods` are those of the modes that do not judge the template.

    A Pod has defaults that a template does not have, such as host ports on the node's network from 1.28 on.
    """
    prefixes = {
        ENFORCE: (REJECTED, f'pods "{name}" is forbidden: violates '),
        WARN: (WARNED, "would violate "),
        AUDIT: (AUDITED, "would violate "),
    }
    for mode, (code, prefix) in prefixes.items():
        level: LevelVersion | None = level_version(labels, mode, release)
        pod = pods.get(mode, template)
        found = level.violations(pod.get("metadata") or {}, pod.get("spec") or {}) if level else ()
        if level and found:
            yield code, prefix + level.sentence(found), found


def _problem(code: str, message: str, found: tuple[Violation, ...], within: FieldPath) -> Problem:
    places = [(violation, (*within, *path)) for violation in found for path in violation.paths]
    path = places[0][1] if places else (*within, "spec")
    related = dict.fromkeys(Related(violation.reason, place) for violation, place in places[1:] if place != path)
    return Problem(code, message, path, related=tuple(related))
