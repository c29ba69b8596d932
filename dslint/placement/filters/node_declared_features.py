"""A node must declare the features that the pod requires.

kube-scheduler: NodeDeclaredFeatures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from dslint.kubernetes.pods import Pod
from dslint.placement.filters.contract import NO_EVENTS, Check, Verdicts, reason, rejected
from dslint.placement.snapshot import NodeInfo, Snapshot
from dslint.plans import Reason

NAME = "NodeDeclaredFeatures"
READS = frozenset({"declaredFeatures"})
READS_OF_POD = frozenset({"hostUsers", "restartPolicyRules"})
EVENTS = NO_EVENTS
EVENT = "node(s) didn't match Pod's required features"

Spec = Mapping[str, Any]


def _user_namespace_on_host_network(spec: Spec) -> bool:
    return bool(spec.get("hostNetwork")) and spec.get("hostUsers") is False


def _restarts_all_containers(spec: Spec) -> bool:
    return any(
        rule.get("action") == "RestartAllContainers"
        for kind in ("containers", "initContainers")
        for container in spec.get(kind) or ()
        for rule in container.get("restartPolicyRules") or ()
    )


NEEDS: dict[str, tuple[Callable[[Spec], bool], str]] = {
    "UserNamespacesHostNetworkSupport": (_user_namespace_on_host_network, "hostUsers"),
    "RestartAllContainersOnContainerExits": (_restarts_all_containers, "containers"),
}
"""How the scheduler infers from a pod that it requires a feature, and the field that decides."""


def prepare(pod: Pod, snapshot: Snapshot, *, pinned: bool) -> Check | None:  # noqa: ARG001
    if not snapshot.release.enabled("NodeDeclaredFeatures"):
        return None
    needed = list(_needed(pod))
    if not needed:
        return None

    def check(state: NodeInfo) -> Verdicts:
        declared = state.node.shape.declared_features
        return rejected(_reason(feature, field) for feature, field in needed if feature not in declared)

    return check


def _needed(pod: Pod) -> Iterator[tuple[str, str]]:
    for feature, (needs, field) in NEEDS.items():
        if needs(pod.spec.raw):
            yield feature, field


def _reason(feature: str, field: str) -> Reason:
    return reason("NodeDeclaredFeatures", f"node does not declare the feature {feature}", EVENT, (field,))
