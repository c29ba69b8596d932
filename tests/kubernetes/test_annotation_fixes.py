"""Annotations that become fields."""

from __future__ import annotations

from dslint.findings import Edit, Operation
from dslint.kubernetes.annotation_fixes import moved, put, removed
from dslint.kubernetes.release import Behaviour

KEY = "example.com/old"
REMOVAL = Edit(Operation.REMOVE, ("metadata", "annotations", KEY))


def test_an_annotation_without_effect_goes():
    fix = removed(("metadata",), KEY, "which does nothing")
    assert (fix.summary, fix.edits, fix.safe) == (f"remove the annotation {KEY}, which does nothing", (REMOVAL,), True)


def test_a_field_that_takes_effect_where_the_annotation_had_none_is_an_unsafe_fix():
    fix = moved(("metadata",), KEY, [put(("spec", "field"), 1)], "field", Behaviour(since="1.11"))
    assert fix.edits == (Edit(Operation.SET, ("spec", "field"), 1), REMOVAL)
    assert (fix.safe, fix.since) == (False, "1.11")
