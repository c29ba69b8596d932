"""Whether a workload is for Windows nodes, where some fields mean something else or nothing."""

from __future__ import annotations

from dslint.kubernetes.raw_values import Map, map_of
from dslint.traps.support.node_selection import required_terms
from dslint.traps.support.workload import Workload

WINDOWS = "windows"
_LABELS = ("kubernetes.io/os", "beta.kubernetes.io/os")


def is_for_windows(workload: Workload) -> bool:
    """Whether it says so: by os, by the nodes that it selects, or by running as processes of its nodes."""
    if map_of(workload.spec, "os").get("name") == WINDOWS:
        return True
    selected = map_of(workload.spec, "nodeSelector")
    if any(selected.get(label) == WINDOWS for label in _LABELS):
        return True
    terms = required_terms(workload)
    if terms and all(_requires_windows(term) for term, _ in terms):
        return True
    return any(map(_is_host_process, (workload.spec, *(container.value for container in workload.containers))))


def _requires_windows(term: Map) -> bool:
    return any(
        expression.get("key") in _LABELS
        and expression.get("operator") == "In"
        and expression.get("values") == [WINDOWS]
        for expression in term.get("matchExpressions") or ()
    )


def _is_host_process(part: Map) -> bool:
    return bool(map_of(part, "securityContext", "windowsOptions").get("hostProcess"))
