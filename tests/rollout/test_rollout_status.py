from __future__ import annotations

import pytest

from dslint.plans import Duration
from dslint.rollout.budget import Strategy
from dslint.rollout.rollout_status import (
    Status,
    argocd_says,
    flux_says,
    helm_4_says,
    helm_says,
    kubectl_progress,
    kubectl_says,
    status_of,
)
from tests.rollout.clusters import daemonset, nodes, rolling, rollout
from tests.rollout.nodes import ON_DELETE, node
from tests.rollout.nodes import rolling as strategy

SHORT, LONG = Duration(10, 60, 200), Duration(10, 400, 661)


def test_the_oldest_bound_pod_of_a_node_counts_in_the_status() -> None:
    of = [
        node("both", "old ready", "new unready"),
        node("going", "old ready terminating"),
        node("new", "new ready"),
        node("waiting", "new pending"),
        node("empty"),
        node("unwanted", "old ready", run=False),
    ]
    assert status_of(of) == Status(desired=5, updated=2, ready=3)


@pytest.mark.parametrize(
    ("of", "status", "duration", "said"),
    [
        (ON_DELETE, Status(5, 0, 5), None, "helm --wait returns at once: it does not wait for OnDelete"),
        (strategy(1), Status(5, 3, 5), None, "helm --wait times out"),
        (strategy(1), Status(5, 5, 3), None, "helm --wait times out"),
        (strategy(1), Status(1, 1, 0), None, "helm --wait passes without a single ready pod"),
        (strategy(1), Status(5, 5, 5), SHORT, "helm --wait passes once 4 of 5 new pods are ready"),
        (strategy("25%"), Status(5, 5, 5), SHORT, "helm --wait passes once 3 of 5 new pods are ready"),
        (strategy(1), Status(5, 5, 5), LONG, "helm --wait may time out after 5m; set --timeout 12m"),
    ],
)
def test_what_helm_makes_of_it(of: Strategy, status: Status, duration: Duration | None, said: str) -> None:
    assert helm_says(of, status, duration).startswith(said)


def test_helm_waits_for_many_nodes_as_for_few() -> None:
    status = status_of([node(f"n{index}", "new ready") for index in range(300)])
    assert helm_says(strategy(1), status, SHORT).startswith("helm --wait passes once 299 of 300 new pods are ready")


def test_what_kubectl_makes_of_it() -> None:
    assert kubectl_says("agent", strategy(1), Status(5, 5, 5)) == 'daemon set "agent" successfully rolled out'
    assert kubectl_says("agent", ON_DELETE, Status(5, 5, 5)).startswith("error: rollout status is only available for")


def test_a_count_that_hangs_on_the_order_comes_with_its_bounds() -> None:
    found = rollout(daemonset(), daemonset("agent:2", strategy=rolling(1)), nodes(4), broken=["n02"])
    assert found.meanwhile.kubectl == (
        'Waiting for daemon set "agent" rollout to finish: 2 out of 4 new pods have been updated...'
        " (1 to 4, by the order)"
    )


def test_what_tools_report_comes_with_bounds_where_the_order_decides() -> None:
    found = rollout(daemonset(), daemonset("agent:2"), nodes(4)).meanwhile
    assert found.kubectl == 'daemon set "agent" successfully rolled out'
    stalled = rollout(daemonset(), daemonset("agent:2"), nodes(4), broken=["n01"]).meanwhile
    assert stalled.kubectl.endswith("1 out of 4 new pods have been updated... (1 to 4, by the order)")
    assert stalled.helm.startswith("helm --wait times out")


@pytest.mark.parametrize(
    ("of", "status", "said"),
    [
        (strategy(1), Status(5, 5, 5), "passes once all 5 pods are new and ready"),
        # One dead node is enough, whatever maxUnavailable allows.
        (strategy("50%"), Status(5, 5, 4), "times out (default: 5m): 1 of 5 pods is not ready"),
        (strategy("50%"), Status(5, 4, 5), "times out (default: 5m): 1 of 5 pods stays old"),
        (ON_DELETE, Status(5, 0, 5), "times out (default: 5m): with OnDelete, 5 of 5 pods stay old"),
        (ON_DELETE, Status(5, 5, 5), "passes once all 5 pods are new and ready"),
    ],
)
def test_helm_4_and_flux_wait_for_every_pod(of: Strategy, status: Status, said: str) -> None:
    assert helm_4_says(of, status, SHORT) == f"helm --wait (Helm 4) {said}"
    assert flux_says(of, status).endswith(said.partition("pods")[2])


def test_helm_4_has_the_timeout_of_helm_3() -> None:
    assert helm_4_says(strategy(1), Status(5, 5, 5), LONG) == (
        "helm --wait (Helm 4) may time out after 5m; set --timeout 12m"
    )


@pytest.mark.parametrize(
    ("of", "status", "said"),
    [
        (strategy(1), Status(5, 5, 5), "Argo CD: Healthy"),
        (strategy(1), Status(5, 5, 4), "Argo CD: stays Progressing, never Degraded"),
        (strategy(1), Status(5, 4, 4), "Argo CD: stays Progressing, never Degraded"),
        (ON_DELETE, Status(5, 0, 3), "Argo CD: Healthy at once; with OnDelete it does not look at the pods"),
    ],
)
def test_what_argo_cd_makes_of_it(of: Strategy, status: Status, said: str) -> None:
    assert argocd_says(of, status) == said


WAITING = 'Waiting for daemon set "agent" rollout to finish: '
DONE = 'daemon set "agent" successfully rolled out\n'


@pytest.mark.parametrize(
    ("desired", "updated", "available", "text"),
    [
        (3, 0, 3, f"{WAITING}0 out of 3 new pods have been updated...\n"),
        (3, 2, 2, f"{WAITING}2 out of 3 new pods have been updated...\n"),
        (3, 3, 2, f"{WAITING}2 of 3 updated pods are available...\n"),
        (3, 3, 3, DONE),
        (3, 4, 4, DONE),
        (0, 0, 0, DONE),
    ],
)
def test_updated_pods_are_waited_for_first_and_available_ones_then(
    desired: int, updated: int, available: int, text: str
) -> None:
    assert kubectl_progress("agent", desired=desired, updated=updated, available=available) == text
