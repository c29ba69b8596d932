"""A toleration of the new taint of the control plane alone, where nodes still have the old one."""

from __future__ import annotations

import pytest

from tests.traps.tolerations import CONTROL_PLANE, FIELD, MASTER, exists, fields_with_tolerations
from tests.traps.version_fixes import fix_of_daemonset

CODE = "DS517"


@pytest.mark.parametrize(
    ("tolerations", "version", "early"),
    [
        ([exists(MASTER, "NoSchedule")], "1.36", False),
        ([exists(MASTER, "NoSchedule")], "1.24", False),
        ([exists(MASTER, "NoSchedule")], "1.23", False),
        ([exists(MASTER)], "1.36", False),
        ([exists(CONTROL_PLANE, "NoSchedule")], "1.36", False),
        ([exists(CONTROL_PLANE, "NoSchedule")], "1.25", False),
        ([exists(CONTROL_PLANE, "NoSchedule")], "1.24", True),
        ([exists(CONTROL_PLANE, "NoSchedule")], "1.20", True),
        ([exists(CONTROL_PLANE, "NoExecute")], "1.24", False),
        ([exists(CONTROL_PLANE)], "1.24", True),
        ([exists(CONTROL_PLANE), exists(MASTER)], "1.24", False),
    ],
)
def test_the_new_taint_of_the_control_plane_is_not_enough_up_to_1_24(tolerations, version, early):
    assert fields_with_tolerations(CODE, tolerations, version) == [f"{FIELD}[0].key"] * early


def test_the_fix_tolerates_the_other_taint_too_in_the_same_way():
    fix = fix_of_daemonset(CODE, {"pod.tolerations": [exists(CONTROL_PLANE, "NoSchedule")]}, "1.23")
    (edit,) = fix.edits
    assert (edit.path[-2:], edit.value) == (("tolerations", 1), exists(MASTER, "NoSchedule"))
