"""Several DaemonSets that change at once: every expectation was seen in a real cluster, or follows from one."""

from __future__ import annotations

import pytest

from dslint.plans import Bounds, Rollout
from dslint.rollout import joint_rollouts
from dslint.rollout.joint_rollouts import JointRollouts, plan_together
from tests.rollout.clusters import daemonset, members, node, nodes, rolling, swap

SURGE_ALL = rolling(0, "100%")


def together(*changes: tuple[dict, dict], on: list[dict]) -> JointRollouts | None:
    found, snapshot = members(changes, on)
    return plan_together(found, snapshot, trace=True)


def planned(*changes: tuple[dict, dict], on: list[dict]) -> list[Rollout]:
    found = together(*changes, on=on)
    assert found is not None
    return list(found.rollouts.values())


def counts(found: Rollout) -> list[dict[str, int]]:
    """The number of nodes in each state, turn by turn, without turns that change nothing."""
    steps = [{state: len(names) for state, names in step.states.items()} for step in found.steps]
    return [step for index, step in enumerate(steps) if not index or step != steps[index - 1]]


def test_daemonsets_with_room_enough_are_planned_by_themselves() -> None:
    changes = [(daemonset(name=name), daemonset("agent:2", name=name)) for name in ("one", "two")]
    assert together(*changes, on=nodes(3)) is None


def test_the_snapshot_is_as_before() -> None:
    found, snapshot = members(swap(rolling(1), SURGE_ALL), nodes(2))
    assert plan_together(found, snapshot) is not None
    assert list(snapshot.pods()) == []


def test_two_surges_that_exchange_their_ports_wait_for_each_other() -> None:
    one, two = planned(*swap(SURGE_ALL, SURGE_ALL), on=nodes(3))
    for found, other in ((one, "two"), (two, "one")):
        assert found.updated == Bounds(3, 3)
        assert counts(found) == [{"new pending": 3, "old ready": 3}]
        assert found.blocked is not None
        assert found.blocked.code == "SurgePortConflict"
        assert f"and default/{other} waits for default/" in found.blocked.message
        assert "unlucky" not in found.blocked.message


def test_a_surge_takes_the_port_that_an_update_node_by_node_gives_back() -> None:
    one, two = planned(*swap(rolling(1), SURGE_ALL), on=nodes(2))
    assert (one.blocked, two.blocked) == (None, None)
    assert (one.updated, two.updated) == (Bounds(2, 2), Bounds(2, 2))
    assert counts(one)[:3] == [
        {"old ready": 1, "old ready terminating": 1},
        {"new pending": 1, "old ready": 1},
        {"new unready": 1, "old ready": 1},
    ]
    assert counts(two)[:2] == [{"new pending": 2, "old ready": 2}, {"new pending": 1, "new unready": 1, "old ready": 2}]


def test_whether_an_exchange_completes_is_chance_where_the_controllers_may_take_different_nodes() -> None:
    one, two = planned(*swap(rolling(1), rolling(1)), on=nodes(3))
    for found in (one, two):
        assert found.updated == Bounds(1, 3)
        assert found.blocked is not None
        assert found.blocked.code == "NoRoom"
        assert found.blocked.message.endswith("2 of 3 nodes keep the old pod if they are taken in an unlucky order")


@pytest.mark.parametrize(("most", "drawn"), [(3, 0), (4, 1), (5, 1)])
def test_orders_are_drawn_where_there_are_not_too_many_nodes(
    most: int, drawn: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(joint_rollouts, "MOST_NODES_TO_DRAW", most)
    monkeypatch.setattr(joint_rollouts, "drawn_results", lambda *_: asked.append(True) or ())
    assert together(*swap(rolling(1), rolling(1)), on=nodes(2)) is not None
    assert len(asked) == drawn


def test_a_pod_that_waits_takes_the_room_before_the_new_one() -> None:
    update = rolling(1)
    changes = [
        (daemonset(name="agent", cpu="700m", strategy=update), daemonset("agent:2", cpu="700m", strategy=update)),
        (daemonset(name="other", cpu="600m"),) * 2,
    ]
    agent, other = planned(*changes, on=nodes(3, cpu="1"))
    assert agent.updated == Bounds(1, 1)
    assert counts(agent) == [{"old ready": 2, "old ready terminating": 1}, {"new pending": 1, "old ready": 2}]
    assert counts(other)[-1] == {"new pending": 2, "new ready": 1}
    assert agent.blocked is not None
    assert (agent.blocked.code, "default/other" in agent.blocked.help) == ("NoRoom", True)
    assert other.blocked is None


@pytest.mark.parametrize(("cpu", "stays"), [("600m", False), ("300m", True)])
def test_a_pod_that_waits_and_a_smaller_new_one_may_both_fit(cpu: str, stays: bool) -> None:
    changes = [
        (daemonset(name="agent", cpu="700m"), daemonset("agent:2", cpu=cpu)),
        (daemonset(name="other", cpu="600m"),) * 2,
    ]
    agent = planned(*changes, on=nodes(2, cpu="1"))[0]
    assert (agent.blocked is None) is stays
    assert agent.updated == (Bounds(2, 2) if stays else Bounds(1, 1))


def test_a_daemonset_of_higher_priority_evicts_pods_of_another_that_come_back_and_wait() -> None:
    high = daemonset("agent:2", cpu="900m", priority=100)
    changes = [(daemonset(cpu="100m", priority=100), high), (daemonset(name="other", cpu="500m"),) * 2]
    agent, other = planned(*changes, on=[node("n01", cpu="1")])
    assert counts(agent)[-1] == {"new ready": 1}
    assert counts(other)[-1] == {"new pending": 1}


def test_the_snapshot_can_be_left_as_the_course_ends() -> None:
    found, snapshot = members(swap(SURGE_ALL, rolling(1)), nodes(2))
    joint = plan_together(found, snapshot)
    assert joint is not None
    joint.apply(snapshot)
    assert sorted((pod.owner[1], pod.node, pod.spec.host_ports[0].port) for pod in snapshot.pods()) == [
        ("one", "n01", 9090),
        ("one", "n02", 9090),
        ("two", "n01", 8080),
        ("two", "n02", 8080),
    ]


def test_without_a_trace_no_steps_are_kept() -> None:
    found, snapshot = members(swap(SURGE_ALL, SURGE_ALL), nodes(2))
    joint = plan_together(found, snapshot)
    assert joint is not None
    assert all(rollout.steps is None for rollout in joint.rollouts.values())
