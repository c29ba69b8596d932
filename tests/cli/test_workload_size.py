"""--workload-size."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from jsonschema import Draft202012Validator

from dslint.cli.exit_codes import ExitCode
from dslint.cli.workload_size import workload_size
from dslint.data import schemas_folder
from tests.cli.conftest import Dslint

ROOT = Path(__file__).parents[2]
AGENT, NODES = str(ROOT / "examples" / "fluentd.yaml"), str(ROOT / "examples" / "nodes.yaml")


def test_a_size_has_an_amount_for_each_resource() -> None:
    assert workload_size("cpu=2, memory=4Gi,nvidia.com/gpu=1") == (
        ("cpu", 2000),
        ("memory", 4 << 30),
        ("nvidia.com/gpu", 1),
    )


@pytest.mark.parametrize(
    "text", ["", "cpu", "cpu=", "=2", "cpu=2,", "cpu=2,cpu=3", "cpu=x", "cpu=0", "cpu=-1", "cpu=5%"]
)
def test_what_is_no_size_is_wrong_usage(text: str) -> None:
    with pytest.raises(click.BadParameter):
        workload_size(text)


def test_the_plan_says_how_many_nodes_have_the_room(dslint: Dslint) -> None:
    ran = dslint("plan", "--nodes", NODES, "--workload-size", "cpu=3900m,memory=2Gi", AGENT)
    assert ran.code == ExitCode.CLEAN
    assert "A pod with cpu 3.9, memory 2Gi fits beside the node agents on 24 of 27 nodes" in ran.out
    assert dslint("plan", "--nodes", NODES, "--workload-size", "x", AGENT).code == ExitCode.USAGE


def test_json_has_the_overhead_of_each_pool_and_the_room(dslint: Dslint) -> None:
    ran = dslint("plan", "--nodes", NODES, "--workload-size", "cpu=3900m", "--format", "json", AGENT)
    document = json.loads(ran.out)
    Draft202012Validator(json.loads((schemas_folder() / "plan.schema.json").read_text())).validate(document)
    assert document["workloadRoom"]["nodes"] == 27
    assert {pool["pool"] for pool in document["overhead"]} >= {"control-plane"}
