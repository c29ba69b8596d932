"""Files of downward API volumes, whose errors omit the index of the file."""

from __future__ import annotations

from typing import Any

import pytest

from tests.validation.objects import POD, changed, problems, volume_errors

NAME = {"fieldPath": "metadata.name"}
LIMIT = {"containerName": "agent", "resource": "limits.cpu"}


def errors(*files: dict[str, Any]) -> list[str]:
    return volume_errors(
        {"downwardAPI": {"items": [{"path": f"f{index}", **file} for index, file in enumerate(files)]}}
    )


@pytest.mark.parametrize("file", [{"fieldRef": NAME}, {"resourceFieldRef": LIMIT}])
def test_a_file_has_a_field_or_a_resource(file: dict[str, Any]) -> None:
    assert errors(file) == []


def test_a_file_with_neither_or_both_is_refused() -> None:
    assert errors({}) == ["downwardAPI: Required value: one of fieldRef and resourceFieldRef is required"]
    assert errors({"fieldRef": NAME, "resourceFieldRef": LIMIT}) == [
        'downwardAPI: Invalid value: "resource": fieldRef and resourceFieldRef can not be specified simultaneously'
    ]


def test_the_index_is_left_out_of_the_field_and_stands_in_the_path() -> None:
    source = {"downwardAPI": {"items": [{"path": "a", "fieldRef": NAME}, {"path": "b"}]}}
    (found,) = problems(changed(POD, {"spec.volumes": [{"name": "data", **source}]}))
    assert found.field == "spec.volumes[0].downwardAPI"
    assert found.path == ("spec", "volumes", 0, "downwardAPI", "items", 1)


def test_a_resource_in_a_volume_names_its_container() -> None:
    (found,) = errors({"resourceFieldRef": {"resource": "limits.cpu"}})
    assert found.startswith("downwardAPI.resourceFieldRef.containerName: Required value")


def test_every_file_is_looked_at() -> None:
    assert len(errors({}, {"fieldRef": NAME}, {})) == 2
