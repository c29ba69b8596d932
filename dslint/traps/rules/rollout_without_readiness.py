"""A rolling update that treats every started pod as available: no probe says when a pod is ready."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import FieldPath, Problem
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS521"
_PROBES = ("readinessProbe", "startupProbe")


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    spec = map_of(workload.value, "spec")
    if workload.strategy != "RollingUpdate" or spec.get("minReadySeconds") or workload.spec.get("readinessGates"):
        return
    staying = [container.value for container in workload.containers if container.long_running]
    if not staying or any(container.get(probe) for container in staying for probe in _PROBES):
        return
    path: FieldPath = ("spec", "minReadySeconds") if "minReadySeconds" in spec else workload.at("containers")
    message = "no readinessProbe and no minReadySeconds: a rolling update continues as soon as a pod has started"
    yield problem(CODE, message, path, "key")
