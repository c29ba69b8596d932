"""How rollouts of a DaemonSet differ between Kubernetes versions, where no feature gate controls it."""

from __future__ import annotations

from typing import NamedTuple

from dslint.kubernetes.release import Behaviour, Release

CONTROLLER = "pkg/controller/daemon/daemon_controller.go"
UPDATE = "pkg/controller/daemon/update.go"

ROLLING_UPDATE = Behaviour(since="1.6", source=f"{UPDATE}: rollingUpdate")
"""Before, there was no update strategy: a node got a new template only when its pod was deleted by hand."""

COUNTS_NODES_WITHOUT_AVAILABLE_POD = Behaviour(until="1.21", source=f"{UPDATE}: getUnavailableNumbers")
"""Unavailable is a node that should run the pod and has no available one, old or new alike."""

OLD_UNAVAILABLE_TAKE_BUDGET = Behaviour(since="1.30", source=f"{UPDATE}: rollingUpdate")
"""An unavailable old pod is deleted outside the budget and counts as unavailable; before, it was not counted."""

SURGE_HEEDS_ELIGIBILITY = Behaviour(since="1.29", source=f"{UPDATE}: rollingUpdate")
"""In a surge, a node that should not run the pod gets no second one, and keeps its old one while it is needed."""

GENERATION_LABEL_BROKEN = Behaviour(
    since="1.10", until="1.25", source="pkg/controller/daemon/util/daemonset_util.go: IsPodUpdated"
)
"""A pod never counted as new by its label pod-template-generation: the code printed a pointer, not the number."""

SUCCEEDED_PODS_DELETED = Behaviour(since="1.27", source=f"{CONTROLLER}: podsShouldBeOnNode")
"""A succeeded daemon pod is deleted like a failed one; before, it occupied its node as if it ran."""

TERMINAL_TERMINATING_FREES_NODE = Behaviour(since="1.28", source=f"{CONTROLLER}: getNodesToDaemonPods")
"""A finished pod that is terminating no longer occupies its node."""

FAILED_PODS_DELETED = Behaviour(since="1.6", source=f"{CONTROLLER}: podsShouldBeOnNode")
"""Before, a failed daemon pod stayed."""

FAILED_PODS_BACK_OFF = Behaviour(since="1.12", source=f"{CONTROLLER}: podsShouldBeOnNode")
"""Several failed pods on a node are deleted one at a time; before, all of them were, and the sync failed."""


class Rules(NamedTuple):
    """The behaviours that the controller's decisions on one node depend on, looked up once for a rollout."""

    counts_nodes_without_available_pod: bool
    old_unavailable_take_budget: bool
    surge_heeds_eligibility: bool
    deletes_failed_pods: bool
    failed_pods_back_off: bool
    deletes_succeeded_pods: bool
    terminal_terminating_frees_node: bool

    @classmethod
    def of(cls, release: Release) -> Rules:
        return cls(
            counts_nodes_without_available_pod=release.has(COUNTS_NODES_WITHOUT_AVAILABLE_POD),
            old_unavailable_take_budget=release.has(OLD_UNAVAILABLE_TAKE_BUDGET),
            surge_heeds_eligibility=release.has(SURGE_HEEDS_ELIGIBILITY),
            deletes_failed_pods=release.has(FAILED_PODS_DELETED),
            failed_pods_back_off=release.has(FAILED_PODS_BACK_OFF),
            deletes_succeeded_pods=release.has(SUCCEEDED_PODS_DELETED),
            terminal_terminating_frees_node=release.has(TERMINAL_TERMINATING_FREES_NODE),
        )
