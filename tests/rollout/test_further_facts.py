"""A rollout beside its counts: template differences, unavailable nodes, work, time, and what tools report."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from dslint.plans import Bounds, NodesByChange, SourceLine, TemplateDifference
from dslint.rollout import further_facts
from dslint.rollout.existing_pods import FaultInjection
from tests.rollout.clusters import SURGE, daemonset, node, nodes, rolling, scenario, update

OLD, NEW = daemonset(), daemonset("agent:2")
IMAGE = ("spec", "template", "spec", "containers", 0, "image")
DIFFERENCE = TemplateDifference(
    "/spec/template/spec/containers/0/image", "spec.template.spec.containers[agent].image", "agent:1", "agent:2"
)


def test_each_difference_of_the_templates_is_told_with_its_line() -> None:
    change, *_ = update(OLD, NEW, nodes(1))
    assert further_facts.template_diff(change) == (DIFFERENCE,)
    lines = {IMAGE: SourceLine("ds.yaml", 14)}
    assert further_facts.template_diff(replace(change, line=lines.get)) == (DIFFERENCE._replace(source=lines[IMAGE]),)


@pytest.mark.parametrize("old", [None, NEW], ids=["unknown", "the same"])
def test_without_an_old_template_or_a_change_there_is_no_difference(old: dict | None) -> None:
    change, *_ = update(old, NEW, nodes(1))
    assert further_facts.template_diff(change) == ()


def told(old: dict | None = OLD, new: dict = NEW, count: int = 4, **injected) -> tuple:
    change, present, now = update(old, new, nodes(count), **injected)
    made = scenario(change, present, now)
    return change, made, made.play(change.injected)


def test_unavailable_nodes_are_counted_before_at_worst_and_in_the_end() -> None:
    change, made, played = told(new=daemonset("agent:2", strategy=rolling(2)), unready=["n03"])
    found = further_facts.unavailable(change, made, played)
    assert (found.before, found.at_worst, found.in_the_end) == (1, 2, 0)
    assert found.if_bad_everywhere is not None
    assert (found.if_bad_everywhere.down, found.if_bad_everywhere.of) == (2, 4)


def test_a_rollout_without_old_pods_cannot_be_bad_everywhere() -> None:
    assert further_facts.unavailable(*told(old=None)).if_bad_everywhere is None


def test_work_counts_nodes_by_their_shape() -> None:
    on = [node("n01"), node("n02"), node("n03", "8"), node("n04")]
    change, present, now = update(OLD, daemonset("agent:2", strategy=rolling("50%")), on)
    made = scenario(change, present, now)
    of = NodesByChange(added=("n04",), replaced=("n01", "n02", "n03"), removed=("gone",), removed_in_turn=("n02",))
    found = further_facts.work_of(made, of, 4)
    shapes = {each.name: each.shape for each in now.nodes}
    assert found.replaced == Counter({shapes["n01"]: 2, shapes["n03"]: 1})
    assert found.leaving == Counter({shapes["n02"]: 1})
    assert (found.slots, found.surging, found.added, found.removed) == (2, False, [shapes["n04"]], 1)


def test_work_knows_whether_the_pods_surge() -> None:
    _, made, _ = told(new=daemonset("agent:2", strategy=SURGE))
    assert further_facts.work_of(made, NodesByChange(), 4).surging


def test_time_is_estimated_for_what_is_replaced_and_says_what_it_assumes() -> None:
    change, made, _ = told()
    work = further_facts.work_of(made, NodesByChange(replaced=("n01", "n02")), 4)
    duration, time = further_facts.time(change, made, work)
    assert duration is not None
    assert 0 < duration.minimum <= duration.typical <= duration.maximum
    assert time.slots == 1
    assert time.assumed
    twice = further_facts.work_of(made, NodesByChange(replaced=("n01", "n02", "n03", "n04")), 4)
    assert further_facts.time(change, made, twice)[0].typical == 2 * duration.typical


def test_nothing_to_do_takes_no_time() -> None:
    change, made, _ = told()
    assert further_facts.time(change, made, further_facts.work_of(made, NodesByChange(), 4))[0] is None


@pytest.mark.parametrize(
    ("updated", "said"),
    [(Bounds(4, 4), "successfully rolled out"), (Bounds(1, 4), "successfully rolled out (1 to 4, by the order)")],
)
def test_what_tools_report_comes_with_bounds_where_the_order_decides(updated: Bounds, said: str) -> None:
    _, made, played = told()
    found = further_facts.meanwhile("agent", made, played, None, updated)
    assert found.kubectl == f'daemon set "agent" {said}'
    assert found.helm.startswith("helm --wait passes")


def test_a_stalled_rollout_is_told_as_it_stands() -> None:
    _, made, _ = told()
    stalled = made.play(FaultInjection(broken=frozenset({"n01"})))
    found = further_facts.meanwhile("agent", made, stalled, None, Bounds(1, 1))
    assert found.kubectl.endswith("1 out of 4 new pods have been updated...")
    assert found.helm.startswith("helm --wait times out")
