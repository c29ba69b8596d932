"""The Pod Security level of a namespace, by its labels.

Kubernetes: staging/src/k8s.io/pod-security-admission/api (labels) and /admission.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dslint.admission.pod_security.standards import LEVELS, PRIVILEGED, violations
from dslint.admission.pod_security.violations import Violation
from dslint.kubernetes.quantity import whole
from dslint.kubernetes.release import Release, Version

PREFIX = "pod-security.kubernetes.io/"
ENFORCE, WARN, AUDIT = "enforce", "warn", "audit"
LATEST = "latest"

_VERSION = re.compile(r"v1\.(0|[1-9]\d*)")

LABELS = {
    f"{PREFIX}{mode}{suffix}": wording
    for mode in (ENFORCE, AUDIT, WARN)
    for suffix, wording in (("", f"must be one of {', '.join(LEVELS)}"), ("-version", 'must be "latest" or "v1.x"'))
}
"""The labels that the API server reads of a namespace, with its error for a value that it does not know."""


class LevelVersion(NamedTuple):
    """A level at a version; `label` is the version as in the namespace's label, `server` that of the API server."""

    level: str
    label: str
    version: Version
    server: Version

    def sentence(self, found: tuple[Violation, ...]) -> str:
        """The plugin's message for violations, from the level on."""
        return f'PodSecurity "{self.level}:{self.label}": {", ".join(map(str, found))}'

    def violations(self, metadata: Mapping[str, Any], spec: Mapping[str, Any]) -> tuple[Violation, ...]:
        return violations(metadata, spec, self.level, self.version, self.server)


def level_version(labels: Mapping[str, Any], mode: str, release: Release) -> LevelVersion | None:
    """The level of a mode in a namespace's labels; None for no level, or one that allows everything.

    A version later than the server's, or none, is the server's.
    """
    level = labels.get(f"{PREFIX}{mode}")
    if level not in LEVELS or level == PRIVILEGED:
        return None
    label = labels.get(f"{PREFIX}{mode}-version") or LATEST
    match = _VERSION.fullmatch(str(label))
    version = (1, whole(match[1])) if match else release.version
    return LevelVersion(level, str(label), min(version, release.version), release.version)


def invalid_labels(labels: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The labels for which the API server rejects a namespace, in its order, each with the error."""
    for label, wording in LABELS.items():
        value = labels.get(label)
        known = value in LEVELS if not label.endswith("-version") else _is_version(str(value))
        if value is not None and not known:
            yield label, wording


def _is_version(text: str) -> bool:
    return text == LATEST or _VERSION.fullmatch(text) is not None
