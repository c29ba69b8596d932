"""Whatever is planned, in whatever format and with whatever else is asked: the oracle of the fuzzers finds no fault."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given

from tests.fuzz.cases import Case, Twin
from tests.fuzz.oracle import faults
from tests.fuzz.running import ran
from tests.fuzz.strategies import RANDOMS
from tests.fuzz.targets.inventories import CHANGES, VERBS
from tests.fuzz.targets.options import maybe, plan_options
from tests.fuzz.targets.plans import wishes
from tests.properties.clusters import SITUATIONS, Situation
from tests.properties.examples import few


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("commands")


@few(6)
@given(situation=SITUATIONS, random=RANDOMS)
def test_no_plan_of_a_cluster_is_a_fault_of_dslint_itself(folder: Path, situation: Situation, random: Random) -> None:
    files = {"ds.yaml": dumped([situation.new]), "nodes.yaml": dumped(situation.inventory)}
    arguments = ["plan", "ds.yaml", "--nodes", "nodes.yaml", *plan_options(random), "-k", situation.version]
    if situation.old:
        files["old.yaml"] = dumped([situation.old])
        arguments += ["--from", "old.yaml"]
    arguments += wishes(random, ("*", *situation.names))
    arguments += maybe(random, 0.3, "--what-if", f"{random.choice(VERBS)} n0 {random.choice(CHANGES)}")
    case = Case(tuple(arguments), files, twin=Twin.AGAIN)
    assert list(faults(case, ran(case, folder))) == [], arguments


def dumped(objects: list[Any]) -> bytes:
    return json.dumps({"apiVersion": "v1", "kind": "List", "items": objects}).encode()
