"""A rolling update that counts every started pod as good: nothing says when a pod is ready."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import FieldPath, Problem
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS521"
LOOKS_AT = frozenset({"daemonset.updateStrategy"})
_PROBES = ("readinessProbe", "startupProbe")


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    spec = map_of(workload.value, "spec")
    if workload.strategy != "RollingUpdate" or spec.get("minReadySeconds") or workload.spec.get("readinessGates"):
        return
    staying = [container.value for container in workload.containers if container.stays]
    if not staying or any(container.get(probe) for container in staying for probe in _PROBES):
        return
    path: FieldPath = ("spec", "minReadySeconds") if "minReadySeconds" in spec else workload.at("containers")
    message = (
        "no readinessProbe and no minReadySeconds: a rolling update goes on to the next node once a pod has started"
    )
    yield problem(CODE, message, path, "key")
