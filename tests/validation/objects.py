"""A DaemonSet and a Pod that nothing is wrong with, and what is said once a part of them is another."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

from dslint.admission.defaults import defaulted
from dslint.findings import Problem
from dslint.kubernetes.release import Release
from dslint.schema.decoder import decode
from dslint.schema.value_constraints import value_errors
from dslint.validation.objects import object_errors, object_warnings
from dslint.validation.unvalidated_fields import unvalidated_paths

CONTAINER = {"name": "agent", "image": "registry.example/agent:1.0"}
POD = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "agent"}, "spec": {"containers": [CONTAINER]}}
DAEMONSET = {
    "apiVersion": "apps/v1",
    "kind": "DaemonSet",
    "metadata": {"name": "agent"},
    "spec": {
        "selector": {"matchLabels": {"app": "agent"}},
        "template": {"metadata": {"labels": {"app": "agent"}}, "spec": {"containers": [CONTAINER]}},
    },
}


def changed(base: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """A copy with values put at dotted paths, `spec.containers.0.env`; None takes away what is there."""
    value = copy.deepcopy(base)
    for path, put in changes.items():
        *way, last = path.split(".")
        target: Any = value
        for key in way:
            target = target[int(key)] if isinstance(target, list) else target.setdefault(key, {})
        if put is None:
            target.pop(last)
        elif isinstance(target, list):
            target[int(last) :] = [copy.deepcopy(put)]
        else:
            target[last] = copy.deepcopy(put)
    return value


def problems(value: dict[str, Any], version: str = "1.36", baseline: dict[str, Any] | None = None) -> list[Problem]:
    """What this room says of an object, given what the rooms before it have said."""
    release = release_of(version)
    judged, stored = _admitted(value, release), _admitted(baseline, release) if baseline else None
    passed_over = unvalidated_paths(judged, release, baseline=stored)
    faults = [
        problem
        for problem in value_errors(judged, release)
        if not any(problem.path[: len(path)] == path for path in passed_over)
    ]
    return list(object_errors(judged, release, baseline=stored, found=faults))


def release_of(version: str) -> Release:
    """`1.36 ImageVolume` is that version with a feature gate turned on."""
    number, *gates = version.split()
    return Release.of(number, dict.fromkeys(gates, True))


def _admitted(value: dict[str, Any], release: Release) -> dict[str, Any]:
    return defaulted(decode(value, release).value, release)


def pod_errors(changes: dict[str, Any], version: str = "1.36", baseline: dict[str, Any] | None = None) -> list[str]:
    """The errors of the Pod with changes, `field: message`."""
    return told(problems(changed(POD, changes), version, baseline))


def container_errors(fields: dict[str, Any], version: str = "1.36") -> list[str]:
    """The errors of the Pod whose container has these fields besides; names of fields begin in the container."""
    found = pod_errors({f"spec.containers.0.{name}": value for name, value in fields.items()}, version)
    return [line.removeprefix("spec.containers[0].") for line in found]


def volume_errors(source: dict[str, Any], version: str = "1.36") -> list[str]:
    """The errors of the Pod with one volume, called data; names of fields begin in the volume."""
    found = pod_errors({"spec.volumes": [{"name": "data", **source}]}, version)
    return [line.removeprefix("spec.volumes[0].") for line in found]


def daemonset_errors(
    changes: dict[str, Any], version: str = "1.36", baseline: dict[str, Any] | None = None
) -> list[str]:
    return told(problems(changed(DAEMONSET, changes), version, baseline))


def pod_warnings(changes: dict[str, Any], version: str = "1.36") -> list[str]:
    return _warned(changed(POD, changes), version)


def daemonset_warnings(
    changes: dict[str, Any], version: str = "1.36", baseline: dict[str, Any] | None = None
) -> list[str]:
    return _warned(changed(DAEMONSET, changes), version, baseline)


def _warned(value: dict[str, Any], version: str, baseline: dict[str, Any] | None = None) -> list[str]:
    release = release_of(version)
    stored = _admitted(baseline, release) if baseline else None
    return told(list(object_warnings(_admitted(value, release), release, baseline=stored)))


def told(found: Iterable[Problem]) -> list[str]:
    """Field and message of each problem."""
    return [f"{problem.field}: {problem.message}" if problem.field else problem.message for problem in found]
