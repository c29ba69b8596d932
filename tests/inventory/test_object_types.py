"""Types of declared and saved objects, a revision's template among them."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.inventory.errors import InventoryError
from dslint.inventory.object_types import nulls_in_lists, type_problems
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.release import Release
from tests.inventory.objects import node

NEWEST = Release.of("1.36")


def revision(data: Any) -> dict[str, Any]:
    metadata = {"name": "agent-1", "namespace": "default"}
    return {"apiVersion": "apps/v1", "kind": "ControllerRevision", "metadata": metadata, "revision": 1, "data": data}


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ("x", "data"),
        ({"spec": 5}, "data.spec"),
        ({"spec": {"template": []}}, "data.spec.template"),
        ({"spec": {"template": {"spec": {"containers": "x"}}}}, "data.spec.template.spec.containers"),
    ],
)
def test_a_template_of_a_revision_has_the_types_of_a_pod_template(data: Any, field: str) -> None:
    with pytest.raises(InventoryError) as error:
        read_inventory([node("a"), revision(data)])
    assert error.value.field.endswith(field)
    assert [problem.field for problem in type_problems(revision(data), NEWEST)][:1] == [field]


@pytest.mark.parametrize("data", [None, {}, {"spec": None}, {"spec": {"template": {"metadata": {"x": 1}}}}])
def test_what_a_revision_does_not_hold_is_not_missed(data: Any) -> None:
    assert [*type_problems(revision(data), NEWEST)] == []


def test_nulls_in_lists_are_found_wherever_they_stand() -> None:
    assert [*nulls_in_lists({"a": [1, None, {"b": [None]}], "c": None})] == [("a", 1), ("a", 2, "b", 0)]
