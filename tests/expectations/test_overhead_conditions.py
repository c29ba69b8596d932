"""Limits for all node agents together, on each node, in each pool, and for a workload beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dslint.engine import plan_versions
from dslint.expectations.file import ExpectationsError, expectations_of
from dslint.plans import Expectation
from tests.expectations.judging import HEAD
from tests.rollout.clusters import daemonset, node

POOL = "cloud.google.com/gke-nodepool"
NODES = [node("g1", **{POOL: "general"}), node("g2", **{POOL: "general"}), node("s1", cpu="1", **{POOL: "small"})]
OTHER = daemonset(name="other", cpu="50m")


def judged(tmp_path: Path, *expected: str, workloads: Any = None, **options: Any) -> list[Expectation]:
    lines = [f"- {{name: e{number}, {text}}}" for number, text in enumerate(expected)]
    path = tmp_path / "expectations.yaml"
    path.write_text("\n".join(["apiVersion: dslint.dev/v1", "kind: Expectations", "expect:", *lines, ""]))
    baseline = [daemonset()] if "baseline" not in options else options.pop("baseline")
    new = workloads or [daemonset("agent:2", cpu="200m")]
    return list(plan_versions(new, inventory=NODES, baseline=baseline, expect=path, **options).plans[0].expectations)


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("{cpu: {max: 200m}}", None),
        ("{cpu: {max: 20%}}", None),
        ("{memory: {max: 0}}", None),
        ("{nvidia.com/gpu: {max: 10%}, perPool: {nvidia.com/gpu: {max: 10%}}}", None),
        ("{cpu: {max: 199m}}", "node agents request too much cpu: up to 200m (limit 199m) on g1, g2, s1"),
        ("{cpu: {max: 19%}}", "node agents request too much cpu: up to 200m (limit 19%) on s1"),
        ("{pods: {max: 0}}", "node agents request too much pods: up to 1 (limit 0) on g1, g2, s1"),
        ("{perPool: {cpu: {max: 400m}}}", None),
        ("{perPool: {cpu: {max: 5%}}}", "node agents request too much cpu: up to 200m (limit 5%) on pool small"),
        ("{workloadSize: {cpu: 800m, memory: 8Gi}}", None),
        ("{workloadSize: {cpu: 5}}", None),
        (
            "{workloadSize: {cpu: 850m, memory: 1Gi}}",
            "a pod with cpu 850m, memory 1Gi no longer fits beside the node agents on 1 node: s1",
        ),
    ],
)
def test_agents_are_held_to_limits(tmp_path: Path, condition: str, message: str | None) -> None:
    [found] = judged(tmp_path, f"overhead: {condition}")
    assert found.passed is (message is None)
    assert found.message == (message or "node agents are within the limits")


def test_it_is_said_once_for_a_plan_and_for_each_workload_that_is_named(tmp_path: Path) -> None:
    found = judged(
        tmp_path,
        "overhead: {cpu: {max: 0}}",
        'workload: "default/*", overhead: {cpu: {max: 0}}',
        "overhead: {cpu: {max: 0}}, blocked: false",
        workloads=[daemonset("agent:2"), OTHER],
    )
    assert [(each.name, each.workload) for each in found] == [
        ("e0", ""), ("e1", "default/agent"), ("e1", "default/other"), ("e2", "default/agent"), ("e2", "default/other"),
    ]  # fmt: skip
    assert not any(each.passed for each in found)


def test_all_agents_count_and_not_only_the_workload(tmp_path: Path) -> None:
    [found] = judged(tmp_path, "overhead: {cpu: {max: 249m}}", baseline=[daemonset(), OTHER])
    assert (found.passed, "up to 250m" in found.message) == (False, True)


def test_it_holds_on_changed_nodes_and_for_a_rollback_too(tmp_path: Path) -> None:
    changed, back = judged(
        tmp_path, "whatIf: remove s1, overhead: {cpu: {max: 5%}}", "rollback: {overhead: {cpu: {max: 100m}}}"
    )
    assert changed.passed
    assert back.passed


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({}, "overhead"),
        ({"cpu": "1"}, "overhead.cpu"),
        ({"cpu": {"max": "x"}}, "write an amount such as 200m or 512Mi, or a percentage such as 5%"),
        ({"perPool": {}}, "overhead.perPool"),
        ({"workloadSize": {"cpu": "10%"}}, "write an amount such as 200m or 512Mi"),
    ],
)
def test_a_wrong_limit_is_an_error_in_the_file(value: Any, said: str) -> None:
    with pytest.raises(ExpectationsError, match=said):
        expectations_of({**HEAD, "expect": [{"name": "e", "overhead": value}]})
