"""The differences of the pod template as a diff."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.plans import Bounds, Rollout, SourceLine, TemplateDifference
from dslint.report.plan.template_diff import FieldDiff, template_diff


def diff(old: Any, new: Any) -> list[FieldDiff]:
    found = TemplateDifference("/x", "spec.template.spec.x", old, new, SourceLine("ds.yaml", 22))
    return template_diff(Rollout("RollingUpdate", True, None, 0, 0, 0, 0, None, Bounds(0, 0), template_diff=(found,)))


@pytest.mark.parametrize(
    ("old", "new", "removed", "added"),
    [
        ("a:1", "a:2", ("a:1",), ("a:2",)),
        (None, True, (), ("true",)),
        ({"key": "spot"}, None, ('{"key": "spot"}',), ()),
        (["a", "b"], ["b", "c"], ("a",), ("c",)),
        (["a", "b"], ["b", "a"], ("a", "b"), ("b", "a")),
        (["a"], ["a", "b"], (), ("b",)),
        ("", "x", ('""',), ("x",)),
        ("x" * 500, 1, ("x" * 500,), ("1",)),
    ],
)
def test_a_field_has_what_is_removed_and_what_is_added(
    old: Any, new: Any, removed: tuple[str, ...], added: tuple[str, ...]
) -> None:
    assert diff(old, new) == [FieldDiff("spec.x", "ds.yaml:22", removed, added)]


def test_a_difference_without_a_line_has_no_place() -> None:
    found = TemplateDifference("/x", "spec.template.x", 1, 2)
    rollout = Rollout("RollingUpdate", True, None, 0, 0, 0, 0, None, Bounds(0, 0), template_diff=(found,))
    assert template_diff(rollout)[0].place == ""
