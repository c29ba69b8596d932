"""A container with runAsNonRoot that also runs as user 0: the kubelet never starts it.

Kubernetes: kubelet/kuberuntime (verifyRunAsNonRoot); a container's own setting comes before the pod's.
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import FieldPath, Problem, Related
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Container, Workload, problem

CODE = "DS545"


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for container in workload.containers:
        forbidden, there = _setting(workload, container, "runAsNonRoot")
        user, here = _setting(workload, container, "runAsUser")
        if forbidden and user == 0:
            related = (Related("runAsNonRoot is set here", there),)
            message = f"runAsUser 0 is root, which runAsNonRoot forbids: container {container.name} never starts"
            yield problem(CODE, message, here, related=related)


def _setting(workload: Workload, container: Container, name: str) -> tuple[bool | int | None, FieldPath]:
    """The setting that applies to the container, and its path."""
    own = map_of(container.value, "securityContext").get(name)
    if own is not None:
        return own, (*container.path, "securityContext", name)
    return map_of(workload.spec, "securityContext").get(name), workload.at("securityContext", name)
