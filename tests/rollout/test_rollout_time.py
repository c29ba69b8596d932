"""The work of a rollout by the shapes of its nodes, and the time that it takes."""

from __future__ import annotations

from collections import Counter

from dslint.plans import NodesByChange
from dslint.rollout import rollout_time
from tests.rollout.clusters import SURGE, daemonset, node, nodes, rolling, scenario, update

OLD, NEW = daemonset(), daemonset("agent:2")


def told(old: dict | None = OLD, new: dict = NEW, count: int = 4, **injected) -> tuple:
    change, present, now = update(old, new, nodes(count), **injected)
    made = scenario(change, present, now)
    return change, made, made.play(change.injected)


def test_work_counts_nodes_by_their_shape() -> None:
    on = [node("n01"), node("n02"), node("n03", "8"), node("n04")]
    change, present, now = update(OLD, daemonset("agent:2", strategy=rolling("50%")), on)
    made = scenario(change, present, now)
    of = NodesByChange(added=("n04",), replaced=("n01", "n02", "n03"), removed=("gone",), removed_in_turn=("n02",))
    found = rollout_time.work_of(made, of, 4)
    shapes = {each.name: each.shape for each in now.nodes}
    assert found.replaced == Counter({shapes["n01"]: 2, shapes["n03"]: 1})
    assert found.leaving == Counter({shapes["n02"]: 1})
    assert (found.slots, found.surging, found.added, found.removed) == (2, False, [shapes["n04"]], 1)


def test_work_knows_whether_the_pods_surge() -> None:
    _, made, _ = told(new=daemonset("agent:2", strategy=SURGE))
    assert rollout_time.work_of(made, NodesByChange(), 4).surging


def test_time_is_estimated_for_what_is_replaced_and_says_what_it_assumes() -> None:
    change, made, _ = told()
    work = rollout_time.work_of(made, NodesByChange(replaced=("n01", "n02")), 4)
    duration, time = rollout_time.time(change, made, work)
    assert duration is not None
    assert 0 < duration.minimum <= duration.typical <= duration.maximum
    assert time.slots == 1
    assert time.assumed
    twice = rollout_time.work_of(made, NodesByChange(replaced=("n01", "n02", "n03", "n04")), 4)
    assert rollout_time.time(change, made, twice)[0].typical == 2 * duration.typical


def test_nothing_to_do_takes_no_time() -> None:
    change, made, _ = told()
    assert rollout_time.time(change, made, rollout_time.work_of(made, NodesByChange(), 4))[0] is None
