"""A DaemonSet that selects no nodes: in a cluster with Windows nodes, those get a pod too.

The field os chooses no nodes. It only makes the kubelets of the other system reject the pod.
"""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Fix, Problem
from dslint.kubernetes.raw_values import map_of
from dslint.kubernetes.release import Release
from dslint.traps.support.behaviours import CURRENT_NODE_LABELS
from dslint.traps.support.node_selection import selects_operating_system
from dslint.traps.support.windows import WINDOWS, is_for_windows
from dslint.traps.support.workload import Workload, problem

CODE = "DS530"
_OTHERS = {"linux": "Windows", WINDOWS: "Linux"}


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    if not workload.daemonset or not release.has(CURRENT_NODE_LABELS) or not workload.containers:
        return
    if selects_operating_system(workload) or workload.spec.get("nodeName"):
        return
    message = "selects no operating system: Linux and Windows nodes both get a pod"
    named = map_of(workload.spec, "os").get("name")
    if named in _OTHERS:
        message = (
            f"os.name {named} selects no nodes: {_OTHERS[named]} nodes get a pod too, and their kubelets reject it"
        )
    meant = WINDOWS if is_for_windows(workload) else "linux"
    help_ = f"set nodeSelector to kubernetes.io/os: {meant}"
    path = workload.at("nodeSelector", "kubernetes.io/os")
    fix = Fix.setting(f"select the nodes with {meant}", path, meant, safe=False)
    fix = fix._replace(since=CURRENT_NODE_LABELS.since or "")
    yield problem(CODE, message, workload.spec_path, "key", help=help_, fix=fix)
