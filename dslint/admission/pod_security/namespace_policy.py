"""What a namespace asks of its pods, by its labels, and what of a pod goes against that.

Kubernetes: staging/src/k8s.io/pod-security-admission/api (labels) and /admission (what is done with them).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from dslint.admission.pod_security.standards import LEVELS, PRIVILEGED, violations
from dslint.admission.pod_security.violations import Violation
from dslint.kubernetes.digits import whole
from dslint.kubernetes.release import Release, Version

PREFIX = "pod-security.kubernetes.io/"
ENFORCE, WARN, AUDIT = "enforce", "warn", "audit"
LATEST = "latest"

_VERSION = re.compile(r"v1\.(0|[1-9]\d*)")


class LevelVersion(NamedTuple):
    """A level at a version; `label` is the version as the namespace gives it."""

    level: str
    label: str
    version: Version

    def sentence(self, found: tuple[Violation, ...]) -> str:
        """What the plugin says of violations, from the level on."""
        return f'PodSecurity "{self.level}:{self.label}": {", ".join(map(str, found))}'

    def violations(self, metadata: Mapping[str, Any], spec: Mapping[str, Any]) -> tuple[Violation, ...]:
        return violations(metadata, spec, self.level, self.version)


def level_version(labels: Mapping[str, Any], mode: str, release: Release) -> LevelVersion | None:
    """The level that a namespace's labels name for a mode; None for no level, or one that forbids nothing.

    A version is the newest that the server knows where it is later or not given.
    """
    level = labels.get(f"{PREFIX}{mode}")
    if level not in LEVELS or level == PRIVILEGED:
        return None
    label = labels.get(f"{PREFIX}{mode}-version") or LATEST
    match = _VERSION.fullmatch(str(label))
    version = (1, whole(match[1])) if match else release.version
    return LevelVersion(level, str(label), min(version, release.version))
