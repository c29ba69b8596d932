"""Room on the nodes for a DaemonSet's pods while they are replaced; the snapshot is as before in the end."""

from __future__ import annotations

import pytest

from dslint.placement.snapshot import Snapshot
from dslint.placement.strategy import strategy_of
from dslint.rollout.node_fit import StrategyFit, UnlimitedFit
from dslint.rollout.state import DaemonNode, DaemonPod
from tests.placement.building import away_from, daemon_pod, daemonset, node, pod, requesting, snapshot, term
from tests.rollout.nodes import node as daemon_node
from tests.rollout.nodes import pod as daemon_pod_of

FAR = away_from(term({"app": "agent"}))


def fit_on(cluster: Snapshot, **template) -> StrategyFit:
    made = daemonset(**template)
    return StrategyFit(cluster, strategy_of(made, daemon_pod(made), cluster))


def joined(node: DaemonNode, words: str = "new unready") -> DaemonPod:
    made = daemon_pod_of(words)
    node.pods.append(made)
    return made


def contents(cluster: Snapshot) -> list[list[str]]:
    return [[each.name for each in cluster.state(on).pods] for on in cluster.nodes]


@pytest.mark.parametrize(("cpu", "fits"), [("4", True), ("4001m", False)])
def test_a_new_pod_is_bound_where_there_is_room(cpu: str, fits: bool) -> None:
    on = daemon_node("n1")
    fit = fit_on(snapshot(node("n1")), container=requesting(cpu=cpu))
    assert fit.bind(on, joined(on)) is fits


@pytest.mark.parametrize(("cpu", "beside"), [("2", True), ("2500m", False)])
def test_a_surging_pod_needs_room_beside_the_old_one_and_has_it_once_that_is_gone(cpu: str, beside: bool) -> None:
    on = daemon_node("n1", "old ready")
    fit = fit_on(snapshot(node("n1")), container=requesting(cpu=cpu))
    old = on.pods[0]
    fit.add_existing(on, old, daemon_pod(daemonset(container=requesting(cpu=cpu))))
    new = joined(on)
    assert fit.bind(on, new) is beside
    if not beside:
        fit.unbind(old)
        on.pods.remove(old)
        assert fit.bind(on, new)


def test_an_old_pod_keeps_its_own_requests() -> None:
    on = daemon_node("n1", "old ready")
    fit = fit_on(snapshot(node("n1")), container=requesting(cpu="1"))
    fit.add_existing(on, on.pods[0], daemon_pod(daemonset(container=requesting(cpu="3500m"))))
    (reason,) = fit.reasons_against(on, beside_existing=True)
    assert reason.message.startswith("needs cpu 1, 500m of 4 free")
    assert fit.reasons_against(on, beside_existing=False) == ()


def test_pods_that_keep_each_other_away_are_in_the_snapshot_all_the_time() -> None:
    cluster = snapshot(node("n1", {"zone": "a"}), node("n2", {"zone": "a"}))
    fit = fit_on(cluster, affinity=FAR)
    assert not fit.local
    first, second = daemon_node("n1"), daemon_node("n2")
    pods = joined(first), joined(second)
    assert fit.bind(first, pods[0])
    assert not fit.bind(second, pods[1])
    assert [len(each) for each in contents(cluster)] == [1, 0]
    fit.unbind(pods[0])
    assert fit.bind(second, pods[1])


def test_independent_pods_are_in_the_snapshot_only_for_the_question() -> None:
    cluster = snapshot(node("n1"))
    fit = fit_on(cluster)
    on = daemon_node("n1")
    assert fit.local
    assert fit.bind(on, joined(on))
    assert contents(cluster) == [[]]


def evicting(cluster: Snapshot) -> StrategyFit:
    made = daemonset(container=requesting(cpu="3"))
    manifest = made.pod_manifest()
    manifest["spec"]["priority"] = 5
    return StrategyFit(cluster, strategy_of(made, type(pod()).of(manifest, cluster.release), cluster))


def test_others_are_evicted_first_and_the_pod_fits_once_they_are_gone() -> None:
    cluster = snapshot(node("n1"), pods=[pod("low", on="n1", container=requesting(cpu="4"))])
    fit = evicting(cluster)
    on = daemon_node("n1")
    new = joined(on)
    assert not fit.bind(on, new)
    assert fit.reasons_against(on, beside_existing=True) == ()
    assert fit.end_evicted() == [on]
    assert contents(cluster) == [[]]
    assert fit.end_evicted() == []
    assert fit.bind(on, new)
    fit.restore()
    assert contents(cluster) == [["low"]]


def test_an_old_pod_of_its_own_is_evicted_by_mark() -> None:
    on = daemon_node("n1", "old ready")
    fit = evicting(snapshot(node("n1")))
    fit.add_existing(on, on.pods[0], daemon_pod(daemonset(container=requesting(cpu="3"))))
    assert not fit.bind(on, joined(on))
    assert on.pods[0].evicted
    assert fit.end_evicted() == []


def test_the_snapshot_is_restored_with_what_was_bound_gone() -> None:
    cluster = snapshot(node("n1", {"zone": "a"}), pods=[pod("other", on="n1")])
    fit = fit_on(cluster, affinity=FAR)
    on = daemon_node("n1")
    fit.bind(on, joined(on))
    assert len(contents(cluster)[0]) == 2
    fit.restore()
    assert contents(cluster) == [["other"]]


def test_without_limits_every_pod_fits() -> None:
    on = daemon_node("n1", "old ready")
    assert UnlimitedFit().bind(on, joined(on))
    assert UnlimitedFit().end_evicted() == []
