"""A value for a taint that has none."""

from __future__ import annotations

import pytest

from tests.traps.tolerations import CONTROL_PLANE, FIELD, MASTER, NOT_READY, exists, fields_with_tolerations

CODE = "DS520"


@pytest.mark.parametrize(
    ("toleration", "told"),
    [
        ({"key": NOT_READY, "value": "true"}, True),
        ({"key": NOT_READY, "value": ""}, False),
        ({"key": "example.com/x", "value": "true"}, False),
        (exists(NOT_READY), False),
        ({"key": CONTROL_PLANE, "value": "true", "effect": "NoSchedule"}, True),
        ({"key": MASTER, "value": "true"}, True),
        ({"key": CONTROL_PLANE, "effect": "NoSchedule"}, False),
    ],
)
def test_taints_of_conditions_have_no_value(toleration, told):
    assert fields_with_tolerations(CODE, [toleration]) == [f"{FIELD}[0].value"] * told
