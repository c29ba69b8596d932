from __future__ import annotations

import pytest

from dslint.kubernetes.cluster import Shape
from dslint.plans import Duration
from dslint.rollout.timing import Template, Work, assumptions, duration, per_node

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
