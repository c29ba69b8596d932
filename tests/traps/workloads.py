"""A DaemonSet and a Pod without a trap, and what the room says once a part of them is another."""

from __future__ import annotations

import copy
from typing import Any

from dslint.admission.defaults import defaulted
from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.schema.decoder import decode
from dslint.traps.registry import LOOKS_AT, trap_of, traps
from dslint.traps.support.workload import Workload

LABELS = {"app": "agent"}
PROBE = {"httpGet": {"path": "/ready", "port": 8080}}
CONTAINER = {"name": "agent", "image": "registry.example/agent:1.0", "readinessProbe": PROBE}
POD_SPEC = {"nodeSelector": {"kubernetes.io/os": "linux"}, "containers": [CONTAINER]}
POD = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "agent", "namespace": "agents", "labels": LABELS},
    "spec": POD_SPEC,
}
DAEMONSET = {
    "apiVersion": "apps/v1",
    "kind": "DaemonSet",
    "metadata": {"name": "agent", "namespace": "agents"},
    "spec": {"selector": {"matchLabels": LABELS}, "template": {"metadata": {"labels": LABELS}, "spec": POD_SPEC}},
}
SURGE = {"spec.updateStrategy": {"rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0}}}


def changed(base: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """A copy with values put at dotted paths; `pod.` stands for the pod's spec, `container.` for its container."""
    value = copy.deepcopy(base)
    holder = "spec.template.spec" if value["kind"] == "DaemonSet" else "spec"
    for path, put in changes.items():
        start, _, rest = path.partition(".")
        places = {"pod": holder, "container": f"{holder}.containers.0"}
        *way, last = (f"{places[start]}.{rest}" if start in places else path).split(".")
        target: Any = value
        for key in way:
            target = target[int(key)] if isinstance(target, list) else target.setdefault(key, {})
        target[last] = copy.deepcopy(put)
    return value


def problems(value: dict[str, Any], version: str = "1.36") -> list[Problem]:
    """The problems of all traps; none may be hidden by what a trap says it looks at."""
    release = Release.of(version)
    written = decode(value, release).value
    stored = defaulted(written, release)
    found = list(traps(written, stored, release))
    if stored.get("kind") in ("DaemonSet", "Pod"):
        workload = Workload.of(written, stored)
        assert found == [problem for name in LOOKS_AT for problem in trap_of(name).check(workload, release)]
    return found


def of_daemonset(code: str, changes: dict[str, Any], version: str = "1.36") -> list[tuple[str, str]]:
    """What the trap with this code says of the DaemonSet with changes: field and message."""
    return _told(code, changed(DAEMONSET, changes), version)


def fields_of_daemonset(code: str, changes: dict[str, Any], version: str = "1.36") -> list[str]:
    return [field for field, _ in of_daemonset(code, changes, version)]


def fields_of_container(code: str, changes: dict[str, Any], version: str = "1.36") -> list[str]:
    """The fields as seen from the container; from the object where they lie outside it."""
    start = "spec.template.spec.containers[0]."
    return [field.removeprefix(start) for field in fields_of_daemonset(code, changes, version)]


def of_pod(code: str, changes: dict[str, Any], version: str = "1.36") -> list[tuple[str, str]]:
    return _told(code, changed(POD, changes), version)


def _told(code: str, value: dict[str, Any], version: str) -> list[tuple[str, str]]:
    return [(problem.field, problem.message) for problem in problems(value, version) if problem.code == code]
