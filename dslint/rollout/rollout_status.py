"""What is reported about a rollout: the DaemonSet's status, `kubectl rollout status` and `helm --wait`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dslint.plans import Duration
from dslint.plans.rollouts import kubectl_progress
from dslint.rollout.budget import Strategy, scaled
from dslint.rollout.state import DaemonNode, DaemonPod

HELM_TIMEOUT = 300
"""The default of helm's --timeout, in seconds."""


class Status(NamedTuple):
    """Counts in `.status`, as the controller writes them: of several pods on a node the oldest bound one counts."""

    desired: int
    updated: int
    ready: int


def status_of(nodes: Iterable[DaemonNode]) -> Status:
    """Kubernetes: pkg/controller/daemon/daemon_controller.go (updateDaemonSetStatus)."""
    desired = updated = ready = 0
    for node in nodes:
        if not node.should_run:
            continue
        desired += 1
        pod = min(node.pods, key=_precedence, default=None)
        updated += pod is not None and pod.new
        ready += pod is not None and pod.ready
    return Status(desired, updated, ready)


def _precedence(pod: DaemonPod) -> tuple[bool, int]:
    return (not pod.bound, pod.age)


def kubectl_says(name: str, strategy: Strategy, status: Status) -> str:
    """What `kubectl rollout status` prints."""
    if not strategy.rolls:
        return "error: rollout status is only available for RollingUpdate strategy type"
    return kubectl_progress(name, desired=status.desired, updated=status.updated, available=status.ready).rstrip("\n")


def helm_says(strategy: Strategy, status: Status, duration: Duration | None) -> str:
    """What `helm --wait` does.

    Helm 3: pkg/kube/ready.go (daemonSetReady). With OnDelete it does not wait; otherwise it waits until every node is
    updated and all but maxUnavailable are ready.
    """
    if not strategy.rolls:
        return "helm --wait returns at once: it does not wait for OnDelete"
    enough = status.desired - scaled(strategy.max_unavailable, status.desired)
    passes = status.updated == status.desired and status.ready >= enough
    if not passes:
        return "helm --wait times out (default: 5m): the rollout does not complete"
    if enough <= 0:
        return "helm --wait passes without a single ready pod: maxUnavailable covers every node"
    if duration is not None and duration.maximum > HELM_TIMEOUT:
        return f"helm --wait may time out after 5m; set --timeout {-(-duration.maximum // 60)}m"
    return f"helm --wait passes once {enough} of {status.desired} new pods are ready"
