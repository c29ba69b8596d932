from __future__ import annotations

from typing import Any

import pytest

from dslint.kubernetes.cluster import Node, Shape
from dslint.kubernetes.node_affinity import matches_node
from dslint.kubernetes.pods import PodSpec
from dslint.kubernetes.release import Release

NODE = Node(0, "n1", Shape({"disk": "ssd"}, ()), {"kubernetes.io/hostname": "n1"})


def spec(selector: dict[str, str] | None = None, *terms: dict[str, Any]) -> PodSpec:
    raw: dict[str, Any] = {"nodeSelector": selector or {}}
    if terms:
        required = {"nodeSelectorTerms": [*terms]}
        raw["affinity"] = {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": required}}
    return PodSpec.of(raw, Release.of("1.36"), namespace="default", labels={})


def term(key: str, *values: str) -> dict[str, Any]:
    return {"matchExpressions": [{"key": key, "operator": "In", "values": [*values]}]}


@pytest.mark.parametrize(
    ("pod", "matches"),
    [
        (spec(), True),
        (spec({"disk": "ssd", "kubernetes.io/hostname": "n1"}), True),
        (spec({"disk": "hdd"}), False),
        (spec({}, term("disk", "hdd"), term("disk", "ssd")), True),
        (spec({"disk": "ssd"}, term("disk", "hdd")), False),
        (spec({"disk": "hdd"}, term("disk", "ssd")), False),
        (spec({}, {}), False),
    ],
)
def test_a_node_must_match_the_selector_and_one_of_the_terms(pod: PodSpec, *, matches: bool) -> None:
    assert matches_node(pod.node_selector.items(), pod.required_node_terms, NODE) is matches
