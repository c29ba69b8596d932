"""Pods that are taken out for a question are back in their places after it."""

from __future__ import annotations

from dslint.placement.trials import put_back, take_out, trial
from tests.placement.building import node, pod, requesting, snapshot
from tests.placement.test_snapshot import held, port, requested


def test_after_a_trial_everything_stands_as_it_stood():
    pods = [pod(name, on="n1", container=requesting(cpu="1")) for name in ("a", "b", "c")]
    cluster = snapshot(node("n1"), pods=pods)
    with trial(cluster.nodes[0], cluster):
        cluster.remove(pods[0])
        cluster.remove(pods[2])
        cluster.add(pod("new", on="n1"))
        assert requested(cluster) == (1000, 2, 1100)
    assert [each.name for each in cluster.state(cluster.nodes[0]).pods] == ["a", "b", "c"]
    assert requested(cluster) == (3000, 3, 3000)


def test_after_a_trial_the_ports_are_held_as_they_were():
    pods = [pod(name, on="n1", container=port(80)) for name in ("a", "b")]
    cluster = snapshot(node("n1"), pods=pods)
    with trial(cluster.nodes[0], cluster):
        cluster.remove(pods[0])
        assert held(cluster) == []
    assert held(cluster) == [("80/TCP", "a"), ("80/TCP", "b")]


def test_a_pod_that_was_taken_out_is_put_back_in_its_place():
    cluster = snapshot(node("n1"), pods=[pod(name, on="n1") for name in "abc"])
    on = cluster.nodes[0]
    taken = [(each, take_out(each, cluster)) for each in cluster.state(on).pods[:2]]
    assert [each.name for each in cluster.state(on).pods] == ["c"]
    for each, place in reversed(taken):
        put_back(each, place, cluster)
    assert [each.name for each in cluster.state(on).pods] == ["a", "b", "c"]
    assert requested(cluster)[1] == 3


def test_a_finished_pod_is_neither_taken_out_nor_put_back():
    cluster = snapshot(node("n1"))
    done = pod("a", on="n1", status={"phase": "Failed"})
    put_back(done, take_out(done, cluster), cluster)
    assert requested(cluster)[1] == 0
