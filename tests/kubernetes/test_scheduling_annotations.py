from __future__ import annotations

import json
from typing import Any

import pytest

from dslint.kubernetes.release import Release
from dslint.kubernetes.scheduling_annotations import (
    AFFINITY,
    TOLERATIONS,
    annotated_taints,
    read_in,
    with_annotated,
)

NODE, POD = {"nodeAffinity": {"a": 1}}, {"podAffinity": {"b": 2}}
GATE = {"AffinityInAnnotations": True}


def completed(
    annotations: dict[str, str], version: str = "1.5", gates: dict[str, bool] | None = None, **spec: Any
) -> dict[str, Any]:
    return dict(with_annotated(spec, {"annotations": annotations}, Release.of(version, gates)))


@pytest.mark.parametrize(
    ("version", "gates", "reads"),
    [("1.5", None, True), ("1.6", None, False), ("1.6", GATE, True), ("1.7", GATE, True), ("1.8", GATE, False)],
)
def test_they_are_read_until_there_are_fields_and_affinity_with_its_gate_until_1_8(
    version: str, gates: dict[str, bool] | None, reads: bool
) -> None:
    assert read_in(Release.of(version, gates)) is reads


def test_affinity_and_tolerations_become_those_of_the_pod() -> None:
    annotations = {AFFINITY: json.dumps(NODE), TOLERATIONS: json.dumps([{"key": "x"}, "y"])}
    assert completed(annotations, hostNetwork=True) == {
        "hostNetwork": True,
        "affinity": NODE,
        "tolerations": [{"key": "x"}],
    }


def test_with_the_gate_the_field_wins_for_each_kind_and_tolerations_are_not_read() -> None:
    annotations = {AFFINITY: json.dumps({**NODE, **POD}), TOLERATIONS: json.dumps([{"key": "x"}])}
    field = {"nodeAffinity": {"c": 3}}
    assert completed(annotations, "1.6", GATE, affinity=field) == {"affinity": {**field, **POD}}


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "3"])
def test_what_is_no_object_changes_nothing(text: str) -> None:
    assert completed({AFFINITY: text, TOLERATIONS: "{}"}) == {}


def test_taints_of_a_node_are_a_list_of_objects() -> None:
    assert annotated_taints('[{"key": "x", "effect": "NoSchedule"}, 3]') == [{"key": "x", "effect": "NoSchedule"}]
    assert annotated_taints("{") == annotated_taints(None) == []
