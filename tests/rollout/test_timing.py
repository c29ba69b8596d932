from __future__ import annotations

from collections import Counter

import pytest

from dslint.kubernetes.cluster import Shape
from dslint.plans import Duration, NodesByChange
from dslint.rollout import timing
from dslint.rollout.timing import Template, Work, assumptions, duration, per_node
from tests.rollout.clusters import SURGE, node, nodes, rolling, scenario, update
from tests.rollout.clusters import daemonset as agent

PLAIN = Shape({}, ())
DECLARED = Shape({}, (), timing={"imagePull": 20.0, "start": 10.0, "terminate": 5.0})
SLOW = Shape({}, (), timing={"imagePull": 60.0, "start": 10.0, "terminate": 5.0})
TEMPLATE = Template(grace=30, min_ready_seconds=0, probe_delay=0, probe_period=0, pulls=True)


def work(replaced: dict | None = None, slots: int = 1, *, leaving=None, surging=False, added=(), removed=0) -> Work:
    return Work(replaced or {}, leaving or {}, slots, surging, added, removed)


def test_a_node_takes_its_declared_times_typically() -> None:
    assert per_node(DECLARED, TEMPLATE, surging=False) == (10, 35, 120)


def test_surging_the_old_pods_end_comes_after() -> None:
    assert per_node(DECLARED, TEMPLATE, surging=True) == (10, 30, 90)


@pytest.mark.parametrize(
    ("fields", "span"),
    [
        ({}, (1, 20, 150)),
        ({"min_ready_seconds": 10}, (11, 30, 160)),
        ({"probe_delay": 5, "probe_period": 10}, (6, 25, 165)),
        ({"pulls": False}, (1, 10, 100)),
        ({"grace": 2}, (1, 17, 122)),
    ],
)
def test_without_declared_times_defaults_and_the_template_decide(fields: dict, span: tuple) -> None:
    assert per_node(PLAIN, TEMPLATE._replace(**fields), surging=False) == span


@pytest.mark.parametrize(("slots", "typical"), [(1, 350), (3, 140), (10, 35), (100, 35)])
def test_slots_share_the_work(slots: int, typical: int) -> None:
    found = duration(work({DECLARED: 10}, slots), TEMPLATE, {})
    assert found is not None
    assert found.typical == typical


def test_nodes_of_different_speed_take_between_the_share_and_one_more() -> None:
    found = duration(work({DECLARED: 10, SLOW: 10}, 4), TEMPLATE, {})
    assert found == Duration(50, 313, 1140)


def test_the_control_planes_speed_bounds_large_rollouts() -> None:
    many = work({DECLARED: 15_000}, 15_000)
    assert duration(many, TEMPLATE, {}) == Duration(1498, 1499, 1499)
    assert duration(many, TEMPLATE, {"controllerQps": 200}) == Duration(149, 150, 150)


def test_new_pods_start_side_by_side_and_removed_ones_only_end() -> None:
    assert duration(work(added=[DECLARED] * 5), TEMPLATE, {}) == Duration(10, 30, 90)
    assert duration(work(removed=3), TEMPLATE, {}) == Duration(0, 5, 30)
    assert duration(work(), TEMPLATE, {}) is None


def test_pods_that_leave_in_turn_take_a_slot_until_they_are_gone() -> None:
    assert duration(work(leaving={DECLARED: 10}), TEMPLATE, {}) == Duration(0, 50, 300)
    assert duration(work({DECLARED: 1}, leaving={DECLARED: 1}), TEMPLATE, {}) == Duration(10, 58, 270)


def test_what_was_not_declared_is_said() -> None:
    assert assumptions([DECLARED], TEMPLATE) == []
    assert assumptions([PLAIN, DECLARED], TEMPLATE)[0] == (
        "a 10 s image pull (0 to 60 s): the inventory declares no timing"
    )
    assert assumptions([PLAIN], TEMPLATE._replace(grace=3))[2].startswith("a 3 s pod termination (0 to 3 s)")


def daemonset(image: str, **spec) -> dict:
    probe = {"initialDelaySeconds": 7, "periodSeconds": 3}
    containers = [{"name": "a", "image": image, "readinessProbe": probe}, {"name": "b", "image": "side:1"}]
    return {"spec": {"template": {"spec": {"containers": containers, **spec}}, "minReadySeconds": 4}}


def test_what_takes_time_in_a_template() -> None:
    new = daemonset("agent:2", terminationGracePeriodSeconds=0)
    assert Template.of(new, daemonset("agent:1")) == Template(0, 4, 7, 3, pulls=True)
    assert not Template.of(new, daemonset("agent:2")).pulls
    assert Template.of(daemonset("agent:2"), None) == Template(30, 4, 7, 3, pulls=True)


OLD, NEW = agent(), agent("agent:2")


def told(old: dict | None = OLD, new: dict = NEW, count: int = 4, **injected) -> tuple:
    change, present, now = update(old, new, nodes(count), **injected)
    made = scenario(change, present, now)
    return change, made, made.play(change.injected)


def test_work_counts_nodes_by_their_shape() -> None:
    on = [node("n01"), node("n02"), node("n03", "8"), node("n04")]
    change, present, now = update(OLD, agent("agent:2", strategy=rolling("50%")), on)
    made = scenario(change, present, now)
    of = NodesByChange(added=("n04",), replaced=("n01", "n02", "n03"), removed=("gone",), removed_in_turn=("n02",))
    found = timing.work_of(made, of, 4)
    shapes = {each.name: each.shape for each in now.nodes}
    assert found.replaced == Counter({shapes["n01"]: 2, shapes["n03"]: 1})
    assert found.leaving == Counter({shapes["n02"]: 1})
    assert (found.slots, found.surging, found.added, found.removed) == (2, False, [shapes["n04"]], 1)


def test_work_knows_whether_the_pods_surge() -> None:
    _, made, _ = told(new=agent("agent:2", strategy=SURGE))
    assert timing.work_of(made, NodesByChange(), 4).surging


def test_time_is_estimated_for_what_is_replaced_and_says_what_it_assumes() -> None:
    change, made, _ = told()
    work = timing.work_of(made, NodesByChange(replaced=("n01", "n02")), 4)
    found, time = timing.rollout_time(change, made, work)
    assert found is not None
    assert 0 < found.minimum <= found.typical <= found.maximum
    assert time.slots == 1
    assert time.assumed
    twice = timing.work_of(made, NodesByChange(replaced=("n01", "n02", "n03", "n04")), 4)
    assert timing.rollout_time(change, made, twice)[0].typical == 2 * found.typical


def test_nothing_to_do_takes_no_time() -> None:
    change, made, _ = told()
    assert timing.rollout_time(change, made, timing.work_of(made, NodesByChange(), 4))[0] is None
