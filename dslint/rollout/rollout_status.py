"""What is reported about a rollout: the DaemonSet's status, and what kubectl, helm, Argo CD and Flux make of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dslint.plans import Bounds, Duration, Meanwhile
from dslint.rollout.budget import Strategy, scaled
from dslint.rollout.scenario import Scenario, ScenarioResult
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


def meanwhile(
    name: str, scenario: Scenario, played: ScenarioResult, duration: Duration | None, updated: Bounds
) -> Meanwhile:
    """What tools report when it ends or stalls; bounds for counts that depend on the order of nodes."""
    status, strategy = status_of(played.nodes), scenario.strategy
    chance = "" if updated.minimum == updated.maximum else f" ({updated.minimum} to {updated.maximum}, by the order)"
    return Meanwhile(
        kubectl_says(name, strategy, status) + chance,
        helm_says(strategy, status, duration),
        helm_4_says(strategy, status, duration),
        argocd_says(strategy, status),
        flux_says(strategy, status),
    )


def kubectl_says(name: str, strategy: Strategy, status: Status) -> str:
    """What `kubectl rollout status` prints."""
    if not strategy.rolls:
        return "error: rollout status is only available for RollingUpdate strategy type"
    return kubectl_progress(name, desired=status.desired, updated=status.updated, available=status.ready).rstrip("\n")


def kubectl_progress(name: str, *, desired: int, updated: int, available: int) -> str:
    """What `kubectl rollout status` prints for these counts, with its line end.

    Kubernetes: kubectl/pkg/polymorphichelpers/rollout_status.go (DaemonSetStatusViewer).
    """
    waiting = f'Waiting for daemon set "{name}" rollout to finish: '
    if updated < desired:
        return f"{waiting}{updated} out of {desired} new pods have been updated...\n"
    if available < desired:
        return f"{waiting}{available} of {desired} updated pods are available...\n"
    return f'daemon set "{name}" successfully rolled out\n'


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


def helm_4_says(strategy: Strategy, status: Status, duration: Duration | None) -> str:
    """What `helm --wait` does in Helm 4, which waits until kstatus takes the DaemonSet for current.

    Helm 4: pkg/kube/statuswait.go; `--wait=legacy` is Helm 3's way.
    """
    obstacle = _not_current(strategy, status)
    if obstacle:
        return f"helm --wait (Helm 4) times out (default: 5m): {obstacle}"
    if duration is not None and duration.maximum > HELM_TIMEOUT:
        return f"helm --wait (Helm 4) may time out after 5m; set --timeout {-(-duration.maximum // 60)}m"
    return f"helm --wait (Helm 4) passes once {_all_pods(status)} new and ready"


def flux_says(strategy: Strategy, status: Status) -> str:
    """What a Kustomization with `spec.wait` does: it uses kstatus, and `spec.timeout` has no default of its own."""
    obstacle = _not_current(strategy, status)
    if obstacle:
        return f"Flux (spec.wait) times out: {obstacle}"
    return f"Flux (spec.wait) is ready once {_all_pods(status)} new and ready"


def _not_current(strategy: Strategy, status: Status) -> str:
    """Why the DaemonSet never becomes current; "" if it does.

    kstatus: sigs.k8s.io/cli-utils/pkg/kstatus/status/core.go. Every desired pod must be updated, available and ready.
    """
    old, unready = status.desired - status.updated, status.desired - status.ready
    if old > 0:
        left = "with OnDelete, " if not strategy.rolls else ""
        return f"{left}{old} of {_pods(status)} {'stays' if old == 1 else 'stay'} old"
    if unready > 0:
        return f"{unready} of {_pods(status)} {'is' if unready == 1 else 'are'} not ready"
    return ""


def _pods(status: Status) -> str:
    return f"{status.desired} {'pod' if status.desired == 1 else 'pods'}"


def _all_pods(status: Status) -> str:
    return "the pod is" if status.desired == 1 else f"all {status.desired} pods are"


def argocd_says(strategy: Strategy, status: Status) -> str:
    """The health of the DaemonSet in Argo CD, which is never Degraded.

    Argo CD: gitops-engine/pkg/health/health_daemonset.go.
    """
    if not strategy.rolls:
        return "Argo CD: Healthy at once; with OnDelete it does not look at the pods"
    if status.updated < status.desired or status.ready < status.desired:
        return "Argo CD: stays Progressing, never Degraded"
    return "Argo CD: Healthy"
