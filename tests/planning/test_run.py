from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from unittest import mock

import pytest

from dslint.engine import plan_versions
from dslint.inventory import collector, files
from dslint.plans import Level, PlanReport
from tests.planning.nodes import daemonset, node

VERSIONS = ("1.27", "1.36")
OPERATIONS = ("cordon n1; remove n2",)
EXPECTATIONS = """
apiVersion: dslint.dev/v1
kind: Expectations
expect:
- {name: without-n1, whatIf: remove n1, pending: {max: 0}}
- {name: in-both, kubernetes: ["1.27", "1.36"], samePlacement: true}
- {name: back, rollback: {pending: {max: 0}}}
"""


def inventory() -> dict:
    return {"apiVersion": "v1", "kind": "List", "items": [node("n1"), node("n2"), node("n3")]}


def plan_everything(source: object, expectations: Path) -> PlanReport:
    return plan_versions(
        [daemonset(hostPID=True)],
        inventory=source,
        versions=VERSIONS,
        baseline=[daemonset()],
        expect=expectations,
        what_if=OPERATIONS,
    )


def pipe_with(content: str) -> str:
    """The path that a shell gives to `<(command)`."""
    reading, writing = os.pipe()
    with os.fdopen(writing, "w", encoding="utf-8") as pipe:
        pipe.write(content)
    return f"/dev/fd/{reading}"


@pytest.fixture
def expectations(tmp_path: Path) -> Path:
    path = tmp_path / "expectations.yaml"
    path.write_text(EXPECTATIONS, encoding="utf-8")
    return path


def test_an_inventory_is_read_once_for_all_versions_what_ifs_and_expectations(tmp_path: Path, expectations: Path):
    path = tmp_path / "nodes.json"
    path.write_text(json.dumps(inventory()), encoding="utf-8")
    with (
        mock.patch.object(files, "read_file", wraps=files.read_file) as reads,
        mock.patch.object(
            collector.InventoryObjects, "add", autospec=True, side_effect=collector.InventoryObjects.add
        ) as added,
    ):
        report = plan_everything(str(path), expectations)
    assert reads.call_count == 1
    assert added.call_count == 3
    assert report.kubernetes_versions == VERSIONS
    assert [len(plan.expectations) for plan in report.plans] == [3, 3]


def test_standard_input_is_read_once(monkeypatch: pytest.MonkeyPatch, expectations: Path):
    content = io.TextIOWrapper(io.BytesIO(json.dumps(inventory()).encode()))
    monkeypatch.setattr(sys, "stdin", content)
    report = plan_everything("-", expectations)
    assert [plan.inventory.nodes for plan in report.plans] == [3, 3]


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="needs /dev/fd")
def test_the_pipe_of_a_command_can_be_the_inventory_or_the_expectations_of_several_versions(expectations: Path):
    nodes, expected = pipe_with(json.dumps(inventory())), pipe_with(EXPECTATIONS)
    report = plan_everything(nodes, Path(expected))
    plain = plan_everything([inventory()], expectations)
    for piped, plan in zip(report.plans, plain.plans, strict=True):
        assert piped.workloads == plan.workloads
        assert piped.expectations == plan.expectations


def test_a_plan_of_several_versions_is_that_of_each_alone(tmp_path: Path):
    folder = tmp_path / "manifests"
    folder.mkdir()
    pod = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "etcd"},
        "spec": {"containers": [{"name": "c", "image": "etcd:3.5"}]},
    }
    (folder / "etcd.yaml").write_text(json.dumps(pod), encoding="utf-8")
    group = {"name": "cp", "count": 2, "staticPods": ["./manifests"], "allocatable": {"cpu": "4"}}
    compact = {"apiVersion": "dslint.dev/v1", "kind": "Inventory", "spec": {"nodeGroups": [group]}}
    path = tmp_path / "nodes.yaml"
    path.write_text(json.dumps(compact), encoding="utf-8")
    together = plan_versions([daemonset()], inventory=str(path), versions=VERSIONS).plans
    assert together[0].static_pods
    assert together == tuple(
        plan_versions([daemonset()], inventory=str(path), versions=(version,)).plans[0] for version in VERSIONS
    )


@pytest.mark.parametrize(
    ("versions", "default_versions", "assumed"), [((), (), 1), (("1.36",), (), 0), ((), ("1.36",), 0)]
)
def test_the_default_version_is_assumed_where_no_other_is_given(versions, default_versions, assumed):
    (plan,) = plan_versions(
        [daemonset()], inventory=inventory(), versions=versions, default_versions=default_versions
    ).plans
    assert plan.kubernetes_version == "1.36"
    assert sum("declares no version" in sentence for sentence in plan.inventory.assumed) == assumed


def test_the_plan_of_a_what_if_has_a_verdict_of_its_own(tmp_path: Path) -> None:
    agent = daemonset(nodeSelector={"kubernetes.io/hostname": "n1"})
    expected = tmp_path / "expect.yaml"
    expected.write_text(
        "apiVersion: dslint.dev/v1\nkind: Expectations\ndefaults: true\nexpect: [{name: all, desired: {min: 1}}]\n"
    )
    for expect in (None, expected):
        (plan,) = plan_versions([agent], inventory=inventory(), what_if=["remove n1"], expect=expect).plans
        assert plan.what_if is not None
        after = plan.what_if.plan
        assert [one.verdict.level for one in (plan, after) if one.verdict] == [Level.SAFE, Level.AT_RISK]
        # What a file says is about the nodes as they are.
        assert [one.code for one in after.findings] == ["DS811"]
