from __future__ import annotations

import pytest

from dslint.engine import plan
from dslint.rollout.blocked import selector_changed
from tests.rollout.clusters import SURGE, daemonset, node, nodes, rolling, rollout

PORTS = [{"containerPort": 80, "hostPort": 80}]
EVERYTHING = [{"operator": "Exists"}]


def silent(count: int, of: int) -> list[dict]:
    """Nodes of which the first so many do not answer any more."""
    on = nodes(of)
    for each in on[:count]:
        each["status"]["conditions"] = [{"type": "Ready", "status": "Unknown"}]
    return on


def test_nothing_blocks_a_rollout_that_gets_through() -> None:
    assert rollout(daemonset(), daemonset("agent:2"), nodes(3)).blocked is None


def test_nothing_blocks_where_nothing_rolls() -> None:
    assert rollout(daemonset(), daemonset("agent:2", strategy={"type": "OnDelete"}), nodes(3)).blocked is None
    assert rollout(daemonset(), daemonset(strategy=rolling(2)), silent(2, 3)).blocked is None


@pytest.mark.parametrize(
    ("dead", "budget", "help_text"),
    [
        (3, 1, "bring back or remove n01, n02, n03, or set maxUnavailable to at least 4 (38%)"),
        (4, 4, "bring back or remove n01, n02, n03 and 1 more, or set maxUnavailable to at least 5 (51%)"),
    ],
)
def test_unavailable_nodes_that_eat_the_budget(dead: int, budget: int, help_text: str) -> None:
    old, new = (daemonset(image, tolerations=EVERYTHING, strategy=rolling(budget)) for image in ("agent:1", "agent:2"))
    found = rollout(old, new, silent(dead, 8)).blocked
    assert found is not None
    assert found.code == "BlockedByUnavailable"
    assert found.message == (
        f"{dead} nodes without an available pod take the whole budget of {budget} (maxUnavailable {budget} of 8):"
        " no further pod is replaced"
    )
    assert found.help == help_text


def test_the_smallest_budget_that_frees_a_rollout_does_free_it() -> None:
    old = daemonset(tolerations=EVERYTHING)
    for strategy in (rolling(4), rolling("38%")):
        freed = rollout(old, daemonset("agent:2", tolerations=EVERYTHING, strategy=strategy), silent(3, 8))
        assert freed.blocked is None
        assert freed.updated.minimum == 5


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        (daemonset(ports=PORTS), daemonset("agent:2", ports=PORTS, strategy=SURGE), "SurgePortConflict", "port 80"),
        (daemonset(cpu="3"), daemonset("agent:2", cpu="3", strategy=SURGE), "SurgeNoRoom", "cpu"),
    ],
)
def test_a_surge_pod_that_waits_for_what_the_old_one_holds(old: dict, new: dict, code: str, said: str) -> None:
    found = rollout(old, new, nodes(4)).blocked
    assert found is not None
    assert found.code == code
    assert found.message.startswith("the new pod does not fit beside the old one on 4 nodes: ")
    assert said in found.message
    assert found.help == "set maxSurge to 0 and maxUnavailable to 1, so that the old pod is deleted first"


@pytest.mark.parametrize("budget", [1, 20, "100%"])
def test_a_template_that_fits_nowhere(budget: int | str) -> None:
    found = rollout(daemonset(), daemonset("agent:2", cpu="5", strategy=rolling(budget)), nodes(2)).blocked
    assert found is not None
    assert found.code == "FitsNowhere"
    assert found.message.startswith("the new pod does not fit on any of 2 nodes: ")


def test_where_a_template_fits_nowhere_the_first_reason_on_the_first_node_is_told() -> None:
    new = daemonset("agent:2", cpu="5", ports=PORTS)
    new["spec"]["template"]["spec"]["containers"][0]["resources"]["requests"]["memory"] = "9Gi"
    found = rollout(daemonset(), new, [node("n01", cpu="3"), node("n02", cpu="2")]).blocked
    assert found is not None
    assert found.message == "the new pod does not fit on any of 2 nodes: needs cpu 5, 3 of 3 free on n01"


def test_a_template_that_fits_on_too_few_nodes() -> None:
    on = [*nodes(3), node("s1", cpu="500m"), node("s2", cpu="500m")]
    found = rollout(daemonset(), daemonset("agent:2", cpu="1"), on).blocked
    assert found is not None
    # A larger budget would take the pod from s1 and s2 for good.
    assert (found.code, found.help) == (
        "NoRoom",
        "request at most cpu 500m (now cpu 1), or make room for cpu 500m on s1, s2",
    )


def test_nodes_without_room_and_nodes_with_a_broken_pod_are_counted_each_by_themselves() -> None:
    on = [*nodes(3), node("s1", cpu="500m"), node("s2", cpu="500m")]
    found = rollout(daemonset(), daemonset("agent:2", cpu="1", strategy=rolling(3)), on, broken=["n02"]).blocked
    assert found is not None
    assert found.message.startswith(
        "the new pod does not fit (needs cpu 1, 500m of 500m free) on 2 nodes and never gets ready on 1 node: "
    )


@pytest.mark.parametrize("strategy", [rolling(1), SURGE])
def test_new_pods_that_never_get_ready(strategy: dict) -> None:
    found = rollout(daemonset(), daemonset("agent:2", strategy=strategy), nodes(4), broken=["n02"]).blocked
    assert found is not None
    assert found.code == "NewPodNotReady"
    assert "n02" in found.help


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ({"app": "agent", "tier": "node"}, "it adopts the 5 existing pods"),
        ({"app": "agent"}, "the 5 existing pods do not match it"),
    ],
)
def test_a_changed_selector_takes_more_than_an_update(labels: dict, said: str) -> None:
    old, new = daemonset(), daemonset()
    old["spec"]["template"]["metadata"]["labels"] = labels
    new["spec"]["selector"] = {"matchLabels": {"tier": "node"}}
    found = selector_changed(old, new, 5)
    assert found is not None
    assert found.message == "spec.selector changes from app=agent to tier=node; the API server refuses that"
    assert said in found.help
    assert selector_changed(old, old, 5) is None


def test_a_plan_says_what_a_changed_selector_takes_instead() -> None:
    new = daemonset("agent:2")
    new["spec"]["selector"] = {"matchLabels": {"app": "other"}}
    new["spec"]["template"]["metadata"]["labels"] = {"app": "other"}
    [workload] = plan([new], inventory=nodes(3), baseline=[daemonset()]).workloads
    assert [finding.field for finding in workload.rejected] == ["spec.selector"]
    [note] = workload.notes
    assert note.startswith("spec.selector changes from app=agent to app=other; the API server refuses that; keep the")
    assert note.endswith("the 3 existing pods do not match it and stay until you delete them")


def test_an_update_whose_pods_are_refused_is_blocked_with_the_reason_and_the_worst_order() -> None:
    spot = {"key": "spot", "effect": "NoSchedule"}
    old = daemonset(tolerations=EVERYTHING, strategy=rolling(2))
    new = daemonset("agent:2", priorityClassName="none", strategy=rolling(2))
    classes = {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClassList", "items": []}
    on = [*nodes(4), node("n05", taints=[spot]), classes]
    update = plan([new], inventory=on, baseline=[old], kubernetes_version="1.36").workloads[0].rollout
    assert update is not None
    found = update.blocked
    assert found is not None
    assert (found.code, found.help) == ("PodsRefused", "correct what the API server refuses first")
    assert found.message == (
        "the API server refuses new pods, so up to 2 nodes are left without a pod and no further pod is replaced:"
        ' pods "agent-" is forbidden: no PriorityClass with name none was found'
    )


def in_pool_of_another(image: str, **spec) -> dict:
    term = {"labelSelector": {"matchLabels": {"app": "agent"}}, "topologyKey": "pool"}
    affinity = {"podAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [term]}}
    return daemonset(image, strategy=rolling("50%"), affinity=affinity, **spec)


@pytest.mark.parametrize("pools", ["aaabbb", "ababab", "bababa"])
def test_where_pods_need_each_other_a_rollout_that_stalls_in_some_orders_says_so(pools: str) -> None:
    on = [node(f"n{index}", pool=pool) for index, pool in enumerate(pools)]
    found = rollout(in_pool_of_another("agent:1"), in_pool_of_another("agent:2"), on)
    assert found.blocked is not None
    assert found.blocked.message.startswith("in some orders of the nodes, 3 nodes without an available pod take")
    assert found.updated == (3, 6)


def test_where_pods_need_each_other_a_rollout_that_no_order_stalls_is_not_blocked() -> None:
    on = [node(f"n{index}", pool="a") for index in range(6)]
    found = rollout(in_pool_of_another("agent:1"), in_pool_of_another("agent:2"), on)
    assert (found.blocked, found.updated) == (None, (6, 6))


@pytest.mark.parametrize("broken", [("w",), ("w-1", "w-2", "w-3", "w-4", "w-5", "w-6")])
def test_a_plan_never_offers_a_larger_budget_for_a_broken_version(broken: tuple[str, ...]) -> None:
    inventory = {
        "apiVersion": "dslint.dev/v1",
        "kind": "Inventory",
        "metadata": {"name": "six"},
        "spec": {"nodeGroups": [{"name": "w", "count": 6}]},
    }
    update = plan([daemonset("agent:2")], inventory=[inventory], baseline=[daemonset()], broken=broken)
    found = update.workloads[0].rollout
    assert found is not None
    assert found.blocked is not None
    assert "maxUnavailable" not in found.blocked.help
    assert found.blocked.help.startswith("roll back: kubectl rollout undo daemonset/agent -n default")


@pytest.mark.parametrize("ready", ["Unknown", "False"])
def test_where_a_node_that_is_down_stops_the_rollout_first_it_is_the_cause_and_not_the_want_of_room(ready: str) -> None:
    old, new = (
        daemonset(image, cpu=cpu, tolerations=EVERYTHING) for image, cpu in (("agent:1", "1"), ("agent:2", "9"))
    )
    on = nodes(3)
    assert rollout(old, new, on).blocked.code == "FitsNowhere"
    on[0]["status"]["conditions"] = [{"type": "Ready", "status": ready}]
    found = rollout(old, new, on).blocked
    assert (found.code, found.message.partition(" takes")[0]) == (
        "BlockedByUnavailable",
        "1 node without an available pod",
    )
