"""Problems by path: pointers, severities, and the object that they are about."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.findings import Edit, FieldPath, Fix, ObjectRef, Operation, Severity, json_form, json_pointer


@pytest.mark.parametrize(
    ("path", "pointer"),
    [
        ((), ""),
        (("spec", "containers", 0), "/spec/containers/0"),
        (("a/b", "c~d", "~1"), "/a~1b/c~0d/~01"),
        (("",), "/"),
    ],
)
def test_a_path_is_a_json_pointer(path: FieldPath, pointer: str) -> None:
    assert json_pointer(path) == pointer


def test_severities_are_ranked_and_reach_those_below_them() -> None:
    assert sorted(Severity, key=lambda one: one.rank) == [Severity.ERROR, Severity.WARNING, Severity.INFO]
    reached = {(one, least) for one in Severity for least in Severity if one.reaches(least)}
    assert len(reached) == 6
    assert (Severity.WARNING, Severity.INFO) in reached
    assert (Severity.WARNING, Severity.ERROR) not in reached


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"kind": "Pod", "metadata": {"name": "a", "namespace": "n"}}, "Pod n/a"),
        ({"kind": "Pod", "metadata": {"generateName": "a-"}}, "Pod a-"),
        ({"kind": "Pod", "metadata": {"name": "", "generateName": "a-"}}, "Pod a-"),
        ({"kind": "Pod", "metadata": None}, "Pod"),
        ({"kind": 5, "metadata": {"name": 5}}, "object"),
        ([], "object"),
        (None, "object"),
    ],
)
def test_an_object_is_called_by_kind_and_name_as_far_as_it_has_them(value: Any, text: str) -> None:
    assert str(ObjectRef.of(value)) == text


def test_a_fix_is_made_of_one_kind_of_edit_and_its_json_has_pointers() -> None:
    path = ("spec", "x/y")
    assert Fix.setting("set it", path, value=1) == Fix("set it", (Edit(Operation.SET, path, 1),))
    assert Fix.renaming("call it x", path, "x", safe=False).safe is False
    assert [edit.path for edit in Fix.removing("remove them", path, ("spec",)).edits] == [path, ("spec",)]
    assert json_form(Fix.setting("set it", path, value=1)) == {
        "summary": "set it",
        "safe": True,
        "edits": [{"operation": "set", "pointer": "/spec/x~1y", "value": 1}],
    }


def test_an_edit_whose_value_is_a_map_can_stand_in_a_set() -> None:
    edits = [Edit(Operation.SET, ("spec",), {"a": [number]}) for number in (1, 2, 1)]
    assert len(set(edits)) == len({hash(edit) for edit in edits}) + 1 == 2
