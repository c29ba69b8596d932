from __future__ import annotations

from dataclasses import replace

import pytest

from dslint.plans import Bounds, Budget, SourceLine, TemplateDifference
from dslint.rollout.rollout_plan import plan_rollout
from tests.rollout.clusters import SURGE, daemonset, node, nodes, rolling, rollout, update

SPOT = {"key": "spot", "effect": "NoSchedule"}
DRAIN = {"key": "drain", "effect": "NoExecute"}


def states(found, index=-1):
    return {state: list(names) for state, names in found.steps[index].states.items()}


def test_an_image_change_replaces_every_pod_within_the_budget() -> None:
    found = rollout(daemonset(), daemonset("agent:2", strategy=rolling("34%")), nodes(10))
    assert found.changed
    assert (found.replaced, found.added, found.removed) == (10, 0, 0)
    assert found.budget == Budget(max_unavailable="34%", max_surge=0, of=10, value=4, taken=0)
    assert found.waves == (4, 4, 2)
    assert found.updated == Bounds(10, 10)


def test_a_strategy_alone_changes_no_node() -> None:
    found = rollout(daemonset(), daemonset(strategy=rolling(3)), nodes(3))
    assert not found.changed
    assert (found.replaced, found.updated, len(found.steps)) == (0, Bounds(3, 3), 1)
    assert states(found) == {"new ready": ["n01", "n02", "n03"]}


def test_nodes_that_no_longer_match_lose_their_pod_at_once() -> None:
    on = [*nodes(2), node("x1", pool="a"), node("x2", pool="a")]
    found = rollout(daemonset(), daemonset(nodeSelector={"pool": "a"}), on)
    assert (found.removed, found.removed_at_once, found.replaced) == (2, 2, 2)
    assert states(found, 0) == {"old ready": ["x1", "x2"], "old ready terminating": ["n01", "n02"]}


def test_nodes_that_now_match_gain_a_pod() -> None:
    on = [node("n1"), node("n2", taints=[SPOT])]
    tolerant = daemonset(tolerations=[{"key": "spot", "operator": "Exists"}])
    found = rollout(daemonset(), tolerant, on)
    assert (found.added, found.replaced, found.updated) == (1, 1, Bounds(2, 2))


def test_a_node_that_may_only_keep_its_pod_loses_it_in_turn() -> None:
    found = rollout(daemonset(), daemonset("agent:2"), nodes(2), after=[node("n01", taints=[SPOT]), node("n02")])
    assert (found.removed, found.removed_at_once, found.updated) == (1, 0, Bounds(1, 1))


def test_a_taint_that_comes_with_the_change_evicts_what_does_not_tolerate_it() -> None:
    tolerant = daemonset("agent:2", tolerations=[{"operator": "Exists"}])
    found = rollout(daemonset(), tolerant, nodes(2), after=[node("n01", taints=[DRAIN]), node("n02")])
    assert states(found, 0) == {"old ready": ["n02"], "old ready terminating": ["n01"]}
    assert found.updated == Bounds(2, 2)


def test_on_delete_has_no_budget_and_replaces_nothing() -> None:
    found = rollout(daemonset(), daemonset("agent:2", strategy={"type": "OnDelete"}), nodes(2))
    assert found.changed
    assert (found.budget, found.replaced, found.updated) == (None, 0, Bounds(0, 0))


@pytest.mark.parametrize(
    ("strategy", "broken", "bounds"),
    [
        (rolling(1), ["n02", "n05"], Bounds(1, 5)),
        (rolling(2), ["n02", "n05"], Bounds(2, 6)),
        (rolling(2), ["n02"], Bounds(6, 6)),
        (SURGE, ["n02", "n05"], Bounds(1, 5)),
    ],
)
def test_broken_nodes_stall_the_rollout_early_or_late(strategy: dict, broken: list[str], bounds: Bounds) -> None:
    found = rollout(daemonset(), daemonset("agent:2", strategy=strategy), nodes(6), broken=broken)
    assert found.updated == bounds


def test_nodes_too_small_for_the_new_pod_stall_the_rollout_like_broken_ones() -> None:
    on = [*nodes(3), node("s1", cpu="500m"), node("s2", cpu="500m")]
    found = rollout(daemonset(), daemonset("agent:2", cpu="1"), on)
    assert found.updated == Bounds(1, 4)


def test_surging_a_node_wants_room_for_both_pods() -> None:
    on = [*nodes(2), node("s1", cpu="700m")]
    found = rollout(daemonset(cpu="600m"), daemonset("agent:2", cpu="600m", strategy=SURGE), on)
    assert found.updated == Bounds(1, 3)


def test_a_surge_pod_that_wants_the_old_ones_host_port_waits_everywhere() -> None:
    ports = [{"containerPort": 80, "hostPort": 80}]
    found = rollout(daemonset(ports=ports), daemonset("agent:2", ports=ports, strategy=SURGE), nodes(4))
    assert found.updated == Bounds(1, 1)
    assert states(found) == {"new pending": ["n01"], "old ready": ["n01", "n02", "n03", "n04"]}


def test_surge_pods_that_evict_their_predecessors_go_through_all_nodes_at_once() -> None:
    found = rollout(daemonset(cpu="3"), daemonset("agent:2", cpu="3", strategy=SURGE, priority=1000), nodes(2))
    assert states(found, 0) == {"new pending": ["n01", "n02"], "old ready terminating": ["n01", "n02"]}
    assert found.updated == Bounds(2, 2)


def test_the_first_installation_fills_every_node_at_once() -> None:
    found = rollout(None, daemonset(), nodes(3))
    assert (found.added, found.replaced, found.updated) == (3, 0, Bounds(3, 3))
    assert states(found, 0) == {"new unready": ["n01", "n02", "n03"]}


def test_a_node_that_does_not_answer_keeps_its_share_of_the_budget() -> None:
    on = nodes(3)
    on[0]["status"]["conditions"] = [{"type": "Ready", "status": "Unknown"}]
    found = rollout(daemonset(tolerations=[{"operator": "Exists"}]), tolerant("agent:2"), on)
    assert found.budget is not None
    assert (found.budget.taken, found.updated) == (1, Bounds(0, 0))


def tolerant(image: str) -> dict:
    return daemonset(image, tolerations=[{"operator": "Exists"}])


@pytest.mark.parametrize(("version", "small"), [("1.36", "new pending"), ("1.9", "")])
def test_up_to_1_11_no_pod_is_made_where_it_has_no_room(version: str, small: str) -> None:
    on = [node("n01"), node("small", cpu="500m")]
    found = rollout(daemonset(), daemonset("agent:2", cpu="1", strategy=rolling(2)), on, version=version)
    assert [state for state, names in states(found).items() if "small" in names] == [small] * bool(small)


def test_a_node_name_in_the_template_bypasses_the_scheduler_in_a_rollout() -> None:
    found = rollout(daemonset(nodeName="n01"), daemonset("agent:2", cpu="64", nodeName="n01"), nodes(2))
    assert (found.replaced, found.updated, found.blocked) == (1, Bounds(1, 1), None)
    assert states(found) == {"new ready": ["n01"]}


@pytest.mark.parametrize(("cpu", "state"), [("1", "new ready"), ("64", "")])
def test_up_to_1_11_the_controller_checks_a_node_named_in_the_template_too(cpu: str, state: str) -> None:
    new = daemonset("agent:2", cpu=cpu, nodeName="n01")
    found = rollout(daemonset(nodeName="n01"), new, nodes(1), version="1.9")
    assert list(states(found)) == [state] * bool(state)


IMAGE = ("spec", "template", "spec", "containers", 0, "image")
DIFFERENCE = TemplateDifference(
    "/spec/template/spec/containers/0/image", "spec.template.spec.containers[agent].image", "agent:1", "agent:2"
)


def test_each_difference_of_the_templates_is_told_with_its_line() -> None:
    assert rollout(daemonset(), daemonset("agent:2"), nodes(1)).template_diff == (DIFFERENCE,)
    change, present, now = update(daemonset(), daemonset("agent:2"), nodes(1))
    lines = {IMAGE: SourceLine("ds.yaml", 14)}
    found = plan_rollout(replace(change, line=lines.get), present, now)
    assert found.template_diff == (DIFFERENCE._replace(source=lines[IMAGE]),)


@pytest.mark.parametrize("old", [None, daemonset("agent:2")], ids=["unknown", "the same"])
def test_without_an_old_template_or_a_change_there_is_no_difference(old: dict | None) -> None:
    assert rollout(old, daemonset("agent:2"), nodes(1)).template_diff == ()
