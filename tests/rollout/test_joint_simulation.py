"""Controllers that take turns, and pods that wait in one queue."""

from __future__ import annotations

from collections.abc import Sequence

from dslint.placement.strategy import strategy_of
from dslint.rollout.joint_simulation import MOST_OBSTRUCTIONS, JointSimulation, Part
from dslint.rollout.shared_room import SharedFit, SharedRoom
from dslint.rollout.simulation import Simulation
from dslint.rollout.state import DaemonNode
from tests.placement.building import away_from, daemon_pod, daemonset, node, requesting, snapshot, term
from tests.rollout.nodes import NEWEST, rolling, told
from tests.rollout.nodes import node as daemon_node


def room_on(count: int, cpu: str) -> SharedRoom:
    return SharedRoom(snapshot(*(node(f"n{index}", allocatable={"cpu": cpu}) for index in range(1, count + 1))))


def part_of(room: SharedRoom, name: str, of: Sequence[DaemonNode], cpu: str = "100m", **template) -> Part:
    made = daemonset(container=requesting(cpu=cpu), **template)
    template_pod = daemon_pod(made)
    fit = SharedFit(name, room, strategy_of(made, template_pod, room.snapshot))
    for on in of:
        for pod in on.pods:
            fit.add_existing(on, pod, template_pod)
    simulation = Simulation(of, rolling(1), NEWEST, fit, trace=True)
    return Part(simulation, fit, {on.name: on for on in of})


def test_rollouts_that_have_room_go_as_they_would_alone() -> None:
    room = room_on(2, "4")
    parts = [
        part_of(room, name, [daemon_node("n1", "old ready"), daemon_node("n2", "old ready")]) for name in ("one", "two")
    ]
    JointSimulation(parts, room).run()
    assert not room.contended
    for part in parts:
        assert part.simulation.course.finished
        assert told(part.simulation.course)[:3] == [
            "update: 1 old ready, 1 old ready terminating",
            "kill: 1 new unready, 1 old ready",
            "ready: 1 new ready, 1 old ready terminating",
        ]


def test_freed_room_goes_to_a_pod_that_waits_and_not_to_the_new_one() -> None:
    room = room_on(1, "1")
    changing = part_of(room, "changing", [daemon_node("n1", "old ready")], cpu="600m")
    waiting = part_of(room, "waiting", [daemon_node("n1", "new pending")], cpu="600m")
    joint = JointSimulation([changing, waiting], room)
    joint.run()
    assert told(changing.simulation.course)[-1] == "ready: 1 new pending"
    assert told(waiting.simulation.course)[-1] == "ready: 1 new ready"
    assert [found.holders for found in joint.obstructions(changing)] == [{"waiting"}]
    assert joint.obstructions(waiting) == []


def test_only_pods_on_nodes_with_new_room_are_tried_unless_other_nodes_matter() -> None:
    room = room_on(2, "100m")
    full = [daemon_node(name, "new pending") for name in ("n1", "n2")]
    alone = part_of(room, "alone", full, cpu="200m")
    assert [on.name for on, _ in alone.waiting({"n2", "elsewhere"})] == ["n2"]
    far = [daemon_node(name, "new pending") for name in ("n1", "n2")]
    apart = part_of(room, "apart", far, cpu="200m", affinity=away_from(term({"app": "agent"})))
    assert [on.name for on, _ in apart.waiting({"n2"})] == ["n1", "n2"]


def test_the_obstructions_of_many_nodes_are_the_first_by_name() -> None:
    count = MOST_OBSTRUCTIONS + 1
    room = room_on(count, "100m")
    part = part_of(room, "one", [daemon_node(f"n{index}", "new pending") for index in range(count, 0, -1)], cpu="1")
    joint = JointSimulation([part], room)
    joint.run()
    assert [found.node for found in joint.obstructions(part)] == sorted(part.nodes)[:MOST_OBSTRUCTIONS]
