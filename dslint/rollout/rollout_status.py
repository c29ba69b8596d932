"""What others report of a rollout: the DaemonSet's status, `kubectl rollout status` and `helm --wait`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dslint.kubectl import rollout
from dslint.plans import Duration
from dslint.rollout.budget import Strategy, scaled
from dslint.rollout.state import DaemonNode, DaemonPod

HELM_TIMEOUT = 300
"""Seconds that helm waits unless told."""


class Status(NamedTuple):
    """Counts of `.status`, as the controller writes them: of several pods on a node the oldest bound one counts."""

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
    if not strategy.rolls:
        return "error: rollout status is only available for RollingUpdate strategy type"
    said = rollout.progress(name, desired=status.desired, updated=status.updated, available=status.ready)
    return said.rstrip("\n")


def helm_says(strategy: Strategy, status: Status, duration: Duration | None) -> str:
    """What `helm --wait` makes of it.

    Helm 3: pkg/kube/ready.go (daemonSetReady): it waits for nothing with OnDelete, else for every node to be updated
    and for all but maxUnavailable to be ready.
    """
    if not strategy.rolls:
        return "helm --wait returns at once: with OnDelete it waits for nothing"
    enough = status.desired - scaled(strategy.max_unavailable, status.desired)
    passes = status.updated == status.desired and status.ready >= enough
    if not passes:
        return "helm --wait fails when its --timeout is over (5m unless told): the rollout does not get there"
    if enough <= 0:
        return "helm --wait passes with no ready pod at all: maxUnavailable covers every node"
    if duration is not None and duration.maximum > HELM_TIMEOUT:
        return f"helm --wait may give up after 5m; give it --timeout {-(-duration.maximum // 60)}m"
    return f"helm --wait passes once {enough} of {status.desired} new pods are ready"
