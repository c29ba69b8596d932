from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import Dslint

CONTAINER = {"name": "a", "image": "x"}
POD = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"containers": [CONTAINER]}}


@pytest.mark.parametrize("arguments", [["Pod"], ["pod"], []])
def test_a_schema_takes_its_kind_and_rejects_unknown_fields(dslint: Dslint, arguments: list[str]) -> None:
    ran = dslint("schema", *arguments)
    assert ran.code == 0
    validator = Draft202012Validator(json.loads(ran.out))
    assert list(validator.iter_errors(POD)) == []
    assert list(validator.iter_errors({**POD, "spec": {"containres": []}}))


def test_the_best_api_version_that_a_kubernetes_serves_is_taken(dslint: Dslint) -> None:
    old = json.loads(dslint("schema", "DaemonSet", "-k", "1.8").out)
    assert old["title"] == "DaemonSet of apps/v1beta2 in Kubernetes 1.8"


def test_dslints_own_files_have_schemas_too(dslint: Dslint) -> None:
    assert json.loads(dslint("schema", "rule").out)["title"] == "A rule of dslint"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Deamonset"], "there is no schema Deamonset; did you mean DaemonSet?"),
        (["Pod", "-k", "36"], "'36' is not a Kubernetes version; write it as 1.36"),
    ],
)
def test_an_unknown_kind_or_version_is_wrong_usage(dslint: Dslint, arguments: list[str], said: str) -> None:
    ran = dslint("schema", *arguments)
    assert (ran.code, ran.err) == (2, f"dslint: {said}\n")
