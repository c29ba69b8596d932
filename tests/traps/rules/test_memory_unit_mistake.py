"""Memory without its unit."""

from __future__ import annotations

import pytest

from tests.traps.workloads import fields_of_container

CODE = "DS536"


@pytest.mark.parametrize(
    ("kind", "amount", "version", "told"),
    [
        ("limits", "200", "1.36", True),
        ("limits", 200, "1.36", True),
        ("limits", "1", "1.36", True),
        ("limits", "200Mi", "1.36", False),
        ("limits", "0", "1.36", False),
        ("limits", "1Mi", "1.36", False),
        ("limits", "128m", "1.36", False),
        ("limits", "128m", "1.21", True),
        ("requests", "128", "1.36", True),
        ("requests", "1", "1.36", False),
        ("requests", "512Ki", "1.36", True),
        ("requests", "no amount", "1.36", False),
    ],
)
def test_memory_without_its_unit_is_told(kind, amount, version, told):
    changes = {"container.resources": {kind: {"memory": amount}}}
    assert set(fields_of_container(CODE, changes, version)) <= {"resources.limits.memory", "resources.requests.memory"}
    assert bool(fields_of_container(CODE, changes, version)) is told
