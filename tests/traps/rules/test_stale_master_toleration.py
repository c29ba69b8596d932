"""A toleration of the old taint of the control plane alone."""

from __future__ import annotations

import pytest

from tests.traps.tolerations import CONTROL_PLANE, FIELD, MASTER, exists, fields_with_tolerations
from tests.traps.version_fixes import fix_of_daemonset

CODE = "DS516"


@pytest.mark.parametrize(
    ("tolerations", "version", "stale"),
    [
        ([exists(MASTER, "NoSchedule")], "1.36", True),
        ([exists(MASTER, "NoSchedule")], "1.24", True),
        ([exists(MASTER, "NoSchedule")], "1.23", False),
        ([exists(MASTER)], "1.36", True),
        ([{"key": MASTER, "effect": "NoSchedule"}], "1.36", True),
        ([exists(MASTER, "NoExecute")], "1.36", False),
        ([exists(MASTER, "NoSchedule"), exists(CONTROL_PLANE)], "1.36", False),
        ([exists(MASTER, "NoSchedule"), exists(effect="NoSchedule")], "1.36", False),
        ([exists(CONTROL_PLANE, "NoSchedule")], "1.36", False),
        ([exists(CONTROL_PLANE, "NoSchedule")], "1.25", False),
        ([exists(CONTROL_PLANE, "NoSchedule")], "1.24", False),
        ([exists(CONTROL_PLANE, "NoSchedule")], "1.20", False),
        ([exists(CONTROL_PLANE), exists(MASTER)], "1.24", False),
    ],
)
def test_the_old_taint_of_the_control_plane_is_not_enough_from_1_24_on(tolerations, version, stale):
    assert fields_with_tolerations(CODE, tolerations, version) == [f"{FIELD}[0].key"] * stale


def test_the_fix_tolerates_the_other_taint_too_in_the_same_way():
    fix = fix_of_daemonset(CODE, {"pod.tolerations": [exists(MASTER, "NoSchedule")]}, "1.36")
    (edit,) = fix.edits
    assert (edit.path[-2:], edit.value) == (("tolerations", 1), exists(CONTROL_PLANE, "NoSchedule"))
