"""Quantities are added and printed as LimitRange and ResourceQuota do."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.admission.resource_amounts import Amount, added, amounts, pod_amounts
from dslint.kubernetes.release import Release


def asking(cpu: str, **fields: Any) -> dict[str, Any]:
    return {"resources": {"requests": {"cpu": cpu}}, **fields}


def requested(spec: dict[str, Any], version: str = "1.36") -> dict[str, str]:
    return {name: str(amount) for name, amount in pod_amounts(spec, "requests", Release.of(version)).items()}


@pytest.mark.parametrize(
    ("one", "other", "total"),
    [
        ("500m", "500m", "1"),
        ("1Gi", "512Mi", "1536Mi"),
        ("1Gi", "1G", "2073741824"),
        ("1G", "1Gi", "2073741824"),
        ("0", "1Gi", "1Gi"),
        ("0", "1e3", "1e3"),
        ("1", "0.5", "1500m"),
    ],
)
def test_a_sum_is_printed_in_the_format_of_the_first_that_is_not_zero(one: str, other: str, total: str) -> None:
    assert str(Amount.of(one).plus(Amount.of(other))) == total


def test_an_amount_is_printed_as_the_server_prints_it() -> None:
    assert [str(Amount.of(text)) for text in ("1000m", "0.5", "1024Mi", 2)] == ["1", "500m", "1Gi", "2"]


def test_resources_of_one_side_alone_stay() -> None:
    total = added(amounts({"cpu": "1"}), amounts({"cpu": "2", "memory": "1Gi"}))
    assert {name: str(amount) for name, amount in total.items()} == {"cpu": "3", "memory": "1Gi"}
    assert amounts(None) == {}


@pytest.mark.parametrize(
    ("init", "cpu"),
    [
        ([], "300m"),
        ([asking("200m")], "300m"),
        ([asking("400m")], "400m"),
        ([asking("400m"), asking("350m")], "400m"),
        ([asking("50m", restartPolicy="Always")], "350m"),
        ([asking("50m", restartPolicy="Always"), asking("400m")], "450m"),
        ([asking("400m"), asking("50m", restartPolicy="Always")], "400m"),
    ],
)
def test_init_containers_take_turns_and_sidecars_stay_beside_those_after_them(init: list[Any], cpu: str) -> None:
    spec = {"containers": [asking("100m"), asking("200m")], "initContainers": init}
    assert requested(spec) == {"cpu": cpu}


@pytest.mark.parametrize(("version", "cpu"), [("1.28", "100m"), ("1.29", "150m")])
def test_before_sidecars_every_init_container_takes_its_turn(version: str, cpu: str) -> None:
    spec = {"containers": [asking("100m")], "initContainers": [asking("50m", restartPolicy="Always")]}
    assert requested(spec, version) == {"cpu": cpu}


@pytest.mark.parametrize(("version", "cpu"), [("1.33", "100m"), ("1.34", "2")])
def test_what_the_pod_asks_for_itself_takes_the_place_of_its_containers_sum(version: str, cpu: str) -> None:
    assert requested({**asking("2"), "containers": [asking("100m")]}, version) == {"cpu": cpu}
