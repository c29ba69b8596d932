"""Names that only look like a priority class of the system."""

from __future__ import annotations

import pytest

from tests.traps.workloads import of_pod

CODE = "DS549"
CLASS = "pod.priorityClassName"


@pytest.mark.parametrize(
    ("name", "version", "told"),
    [
        ("system-node-crtical", "1.36", True),
        ("system-node-critical", "1.36", False),
        ("agents", "1.36", False),
        ("system-node-crtical", "1.7", False),
    ],
)
def test_classes_of_the_system_are_two(name, version, told):
    assert bool(of_pod(CODE, {CLASS: name}, version)) is told
