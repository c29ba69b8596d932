"""Tolerations of taints that no node has any more."""

from __future__ import annotations

import pytest

from dslint.findings import Operation
from tests.traps.tolerations import FIELD, NOT_READY, exists, fields_with_tolerations
from tests.traps.version_fixes import fix_of_daemonset

CODE = "DS518"


@pytest.mark.parametrize(("version", "told"), [("1.36", True), ("1.14", True), ("1.13", False)])
def test_taints_of_old_versions_are_gone(version, told):
    for key in ("node.alpha.kubernetes.io/notReady", "node.kubernetes.io/out-of-disk"):
        assert fields_with_tolerations(CODE, [exists(key)], version) == [f"{FIELD}[0].key"] * told
    assert fields_with_tolerations(CODE, [exists(NOT_READY)], version) == []


@pytest.mark.parametrize(
    ("key", "operation", "path", "value"),
    [
        ("node.alpha.kubernetes.io/notReady", Operation.SET, ("tolerations", 0, "key"), NOT_READY),
        ("node.kubernetes.io/out-of-disk", Operation.REMOVE, ("tolerations", 0), None),
    ],
)
def test_the_fix_gives_the_current_key_if_there_is_one(key, operation, path, value):
    fix = fix_of_daemonset(CODE, {"pod.tolerations": [exists(key)]}, "1.36")
    (edit,) = fix.edits
    assert (edit.operation, edit.path[-len(path) :], edit.value) == (operation, path, value)


def test_the_fix_removes_what_is_tolerated_already():
    tolerations = [exists("node.alpha.kubernetes.io/notReady"), exists(NOT_READY)]
    fix = fix_of_daemonset(CODE, {"pod.tolerations": tolerations}, "1.36")
    assert fix.edits[0].operation is Operation.REMOVE
