"""The nodes where a workload no longer fits beside the agents, the smallest first."""

from __future__ import annotations

from dslint.planning.workload_room import workload_room
from dslint.plans import NodeOverhead, SmallestNode

SIZE = {"cpu": 1000, "memory": 100}


def alike(
    *names: str, cpu: int = 2000, before: int | None = 0, after: int = 0, pods: int = 10, agents: int = 0
) -> NodeOverhead:
    requested = None if before is None else {"cpu": before, "pods": agents}
    allocatable = {"cpu": cpu, "memory": 100, "pods": pods}
    return NodeOverhead("pool", names, allocatable, requested, {"cpu": after, "pods": agents})


def test_nodes_that_lose_the_room_are_named_the_smallest_first() -> None:
    room = workload_room(SIZE, [alike("l1", cpu=3000, after=2500), alike("s1", "s2", after=1500), alike("n1")])
    assert (room.nodes, room.before, room.after, room.lost) == (4, 4, 1, ("s1", "s2", "l1"))
    assert room.smallest == SmallestNode("s1", "pool", {"cpu": 2000, "memory": 100}, {"cpu": 500, "memory": 100})


def test_a_pod_that_just_fits_fits() -> None:
    assert workload_room(SIZE, [alike("n1", after=1000)]).after == 1
    assert workload_room(SIZE, [alike("n1", after=1001)]).after == 0


def test_a_node_that_never_had_room_has_not_lost_it() -> None:
    room = workload_room(SIZE, [alike("n1", cpu=500)])
    assert (room.before, room.after, room.lost, room.smallest) == (0, 0, (), None)


def test_if_nothing_says_what_runs_an_empty_node_is_compared() -> None:
    room = workload_room(SIZE, [alike("n1", before=None, after=1500), alike("n2", before=None)])
    assert (room.before, room.after, room.lost) == (None, 1, ("n1",))


def test_the_pod_itself_counts_towards_the_number_of_pods() -> None:
    assert workload_room(SIZE, [alike("n1", pods=3, agents=3)]).after == 0
    assert workload_room(SIZE, [alike("n1", pods=3, agents=2)]).after == 1


def test_nodes_without_allocatable_are_left_out() -> None:
    bare = NodeOverhead("pool", ("b1",), {}, {}, {"cpu": 100})
    assert workload_room(SIZE, [bare, alike("n1")]).nodes == 1
    assert workload_room({"gpu": 1}, [alike("n1")]).after == 0
