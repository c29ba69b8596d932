"""PodDisruptionBudgets, charged eviction by eviction."""

from __future__ import annotations

import pytest

from dslint.placement.disruption_budgets import scaled, violations
from tests.placement.building import node, pod, requesting, snapshot


def there(name, cpu="1", priority=0, on="n1", **more):
    return pod(name, on=on, container=requesting(cpu=cpu), priority=priority, **more)


def budget(selector=None, status=None, **spec):
    made = {
        "metadata": {"name": "b", "namespace": "default"},
        "spec": {"selector": {"matchLabels": selector or {}}, **spec},
    }
    return made if status is None else {**made, "status": status}


@pytest.mark.parametrize(
    ("made", "broken"),
    [
        (budget({"app": "db"}, {"disruptionsAllowed": 2}), []),
        (budget({"app": "db"}, {"disruptionsAllowed": 1}), ["b"]),
        (budget({"app": "db"}, {"disruptionsAllowed": 0, "disruptedPods": {"a": "2026"}}), ["b"]),
        (budget({"app": "db"}, minAvailable=1), ["b"]),
        (budget({"app": "db"}, minAvailable=2), ["a", "b"]),
        (budget({"app": "db"}, minAvailable="50%"), ["b"]),
        (budget({"app": "db"}, maxUnavailable=1), ["b"]),
        (budget({"app": "web"}, minAvailable=5), []),
        (budget({}, minAvailable=5), []),
    ],
)
def test_a_budget_is_charged_pod_by_pod(made, broken):
    pods = [there("a", labels={"app": "db"}), there("b", labels={"app": "db"})]
    cluster = snapshot(node("n1"), pods=pods, PodDisruptionBudget=[made])
    found = violations(pods, cluster)
    assert [each.name for each in pods if each in found] == broken


def test_pods_that_are_not_ready_do_not_make_a_budget_whole():
    unready = {"conditions": [{"type": "Ready", "status": "False"}]}
    pods = [there("a", labels={"app": "db"}), there("b", labels={"app": "db"}, status=unready)]
    cluster = snapshot(node("n1"), pods=pods, PodDisruptionBudget=[budget({"app": "db"}, minAvailable=1)])
    assert len(violations(pods, cluster)) == 2


@pytest.mark.parametrize(("amount", "of", "expected"), [(2, 9, 2), ("50%", 3, 2), ("0%", 3, 0), ("3", 9, 3)])
def test_percentages_round_up(amount, of, expected):
    assert scaled(amount, of) == expected


def test_no_budget_protects_a_pod_without_labels():
    selector = {"matchExpressions": [{"key": "app", "operator": "DoesNotExist"}]}
    every = budget(status={"disruptionsAllowed": 0})
    every["spec"]["selector"] = selector
    pods = [there("bare"), there("labelled", labels={"tier": "db"})]
    found = violations(pods, snapshot(node("n1"), pods=pods, PodDisruptionBudget=[every]))
    assert found == {pods[1]}


@pytest.mark.parametrize("amount", ["x", "x%", "9" * 5000, "9" * 5000 + "%"])
@pytest.mark.parametrize("field", ["maxUnavailable", "minAvailable"])
def test_a_budget_whose_amount_is_no_number_allows_nothing(field, amount):
    pods = [there("a", labels={"app": "db"}), there("b", labels={"app": "db"})]
    cluster = snapshot(node("n1"), pods=pods, PodDisruptionBudget=[budget({"app": "db"}, **{field: amount})])
    assert len(violations(pods, cluster)) == 2
