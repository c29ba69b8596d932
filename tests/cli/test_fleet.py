"""Several clusters on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

from dslint.cli.exit_codes import ExitCode, InputFailure, UsageFailure
from dslint.cli.fleet import FleetOptions, clusters_of
from dslint.data import schemas_folder
from tests.cli.conftest import Dslint

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
"""The tests may run in a process with threads."""

NODES = """\
apiVersion: dslint.dev/v1
kind: Inventory
metadata: {{name: {name}}}
spec:
  kubernetesVersion: "{version}"
  nodeGroups:
  - {{name: plain, count: {count}, allocatable: {{cpu: "4", memory: 8Gi, pods: "110"}}}}
"""
AGENT = """\
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec:
      containers: [{name: agent, image: "agent:1"}]
"""


def given(
    *cluster_inventory: str, fleet: bool = False, jobs: int | None = None, nodes: tuple[str, ...] = (), after: str = ""
) -> FleetOptions:
    return FleetOptions(cluster_inventory, fleet, jobs, nodes, (after,) if after else ())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three clusters: two files, and a folder of two files."""
    for path, count, version in (
        ("clusters/prod.yaml", 3, "1.33"), ("clusters/stage.yaml", 2, "1.34"), ("clusters/lab/nodes.yaml", 2, "1.34"),
    ):  # fmt: skip
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_text(NODES.format(name="x", count=count, version=version))
    return tmp_path / "clusters"


@pytest.fixture
def agent(tmp_path: Path) -> str:
    path = tmp_path / "ds.yaml"
    path.write_text(AGENT)
    return str(path)


def test_clusters_are_named_one_by_one_and_a_name_may_have_several_files() -> None:
    found = clusters_of(given("prod=a.yaml", "dev=b.yaml", "prod=c=d.yaml"))
    assert found == {"prod": ["a.yaml", "c=d.yaml"], "dev": ["b.yaml"]}


def test_clusters_are_the_files_and_folders_of_a_folder(folder: Path) -> None:
    (folder / "notes.txt").write_text("no inventory")
    (folder / ".hidden.yaml").write_text("kind: X")
    (folder / "lab" / "pods.json").write_text("{}")
    assert clusters_of(given(fleet=True, nodes=(str(folder),))) == {
        "lab": [str(folder / "lab" / "nodes.yaml"), str(folder / "lab" / "pods.json")],
        "prod": [str(folder / "prod.yaml")],
        "stage": [str(folder / "stage.yaml")],
    }


def test_without_such_options_the_plan_is_for_one_cluster() -> None:
    assert clusters_of(given(nodes=("nodes.yaml",))) is None


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (given(jobs=2), "--jobs is for plans of several clusters"),
        (given("a=b", fleet=True), "--fleet and --cluster-inventory both name the clusters"),
        (given("a=b", nodes=("n.yaml",)), "--nodes is the inventory of one cluster"),
        (given("a=b", after="n.yaml"), "--nodes-after is for one cluster"),
        (given("prod.yaml"), "--cluster-inventory prod.yaml: write NAME=FILE"),
        (given("=prod.yaml"), "write NAME=FILE"),
        (given("prod="), "write NAME=FILE"),
        (given(fleet=True), "--fleet needs --nodes FOLDER"),
        (given(fleet=True, nodes=("/nowhere",)), "--fleet needs --nodes FOLDER"),
        (given(fleet=True, nodes=(".", "..")), "--fleet needs --nodes FOLDER"),
    ],
)
def test_options_that_make_no_sense_together_are_said(options: FleetOptions, message: str) -> None:
    with pytest.raises(UsageFailure, match=message):
        clusters_of(options)


def test_two_files_for_one_name_and_a_folder_without_any_are_said(folder: Path, tmp_path: Path) -> None:
    (folder / "prod.json").write_text("{}")
    with pytest.raises(UsageFailure, match=r"prod\.json and prod\.yaml are both cluster prod"):
        clusters_of(given(fleet=True, nodes=(str(folder),)))
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputFailure, match="no inventories in this folder"):
        clusters_of(given(fleet=True, nodes=(str(tmp_path / "empty"),)))


def test_the_text_begins_with_the_table_and_details_one_of_those_that_agree(
    dslint: Dslint, folder: Path, agent: str
) -> None:
    ran = dslint("plan", "--nodes", str(folder), "--fleet", "--jobs", "1", agent)
    assert ran.code == ExitCode.CLEAN
    lines = ran.out.splitlines()
    assert lines[0].startswith("3 clusters, 7 nodes: 3 ")
    assert any(line.strip().startswith("2 clusters: lab, stage") for line in lines[:5])
    assert "\nlab and 1 other cluster (2 nodes, Kubernetes 1.34)" in ran.out
    assert "\nprod (3 nodes" not in ran.out
    assert "\nprod (3 nodes" in dslint("plan", "--nodes", str(folder), "--fleet", "--all", agent).out


def test_json_is_a_list_with_the_name_of_each_cluster_even_for_one(dslint: Dslint, folder: Path, agent: str) -> None:
    ran = dslint("plan", "--nodes", str(folder), "--fleet", "--format", "json", agent)
    document = json.loads(ran.out)
    Draft202012Validator(json.loads((schemas_folder() / "plan.schema.json").read_text())).validate(document)
    assert document["kind"] == "PlanList"
    assert [item["cluster"] for item in document["items"]] == ["lab", "prod", "stage"]
    one = json.loads(dslint("plan", "--cluster-inventory", f"x={folder / 'prod.yaml'}", "--format", "json", agent).out)
    assert (one["kind"], one["items"][0]["cluster"]) == ("PlanList", "x")


def test_a_cluster_that_cannot_be_read_is_named_and_the_others_are_planned(
    dslint: Dslint, folder: Path, agent: str
) -> None:
    broken = folder / "broken.yaml"
    broken.write_text("kind: [")
    ran = dslint("plan", "--nodes", str(folder), "--fleet", "--format", "json", agent)
    document = json.loads(ran.out)
    Draft202012Validator(json.loads((schemas_folder() / "plan.schema.json").read_text())).validate(document)
    assert ran.code == ExitCode.INPUT
    assert f"dslint: cluster broken: {broken}" in ran.err
    assert [item["cluster"] for item in document["items"]] == ["lab", "prod", "stage"]
    assert [failure["cluster"] for failure in document["failures"]] == ["broken"]


def test_the_exit_code_is_the_worst_of_all_clusters(dslint: Dslint, folder: Path, agent: str, tmp_path: Path) -> None:
    expectations = tmp_path / "e.yaml"
    expectations.write_text("apiVersion: dslint.dev/v1\nkind: Expectations\nexpect:\n- {name: e, bound: {min: 3}}\n")
    common = ("plan", "--nodes", str(folder), "--fleet", "--expect", str(expectations))
    ran = dslint(*common, "--format", "github", agent)
    assert ran.code == ExitCode.FINDINGS
    assert ran.out.count("::error file=") == 1
    assert "lab, stage: e: " in ran.out
    suites = ET.fromstring(dslint(*common, "--format", "junit", agent).out)
    assert {suite.get("name", "").partition(":")[0] for suite in suites} == {"lab", "prod", "stage"}
    assert sum(int(suite.get("failures", "")) for suite in suites) == 2


def test_two_clusters_cannot_both_read_standard_input(dslint: Dslint, agent: str) -> None:
    ran = dslint("plan", "--cluster-inventory", "a=-", "--cluster-inventory", "b=-", agent)
    assert ran.code == ExitCode.USAGE
    assert "--cluster-inventory is - twice" in ran.err


def test_a_wrong_what_if_of_all_clusters_is_wrong_usage(dslint: Dslint, folder: Path, agent: str) -> None:
    ran = dslint("plan", "--nodes", str(folder), "--fleet", "--what-if", "dran plain", agent)
    assert ran.code == ExitCode.USAGE
    assert "cluster lab: " in ran.err


def test_configurations_may_differ_in_an_inventory_that_does_not_count(
    dslint: Dslint, folder: Path, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "ds.yaml").write_text(AGENT.replace("name: agent}", f"name: agent-{name}}}", 1))
        (tmp_path / name / "nodes.yaml").write_text(NODES.format(name=name, count=1, version="1.36"))
        (tmp_path / name / ".dslint.yaml").write_text("inventory: nodes.yaml\n")
    files = [str(tmp_path / name / "ds.yaml") for name in ("a", "b")]
    assert dslint("plan", *files).code == ExitCode.USAGE
    ran = dslint("plan", "--nodes", str(folder), "--fleet", "--jobs", "1", *files)
    assert ran.code == ExitCode.CLEAN
    assert ran.out.startswith("3 clusters, 7 nodes: 3 ")
