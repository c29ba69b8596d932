"""CPU in whole cores where thousandths were meant."""

from __future__ import annotations

import pytest

from tests.traps.workloads import fields_of_container

CODE = "DS537"


@pytest.mark.parametrize(
    ("amount", "told"), [("100", True), (250, True), ("50", True), ("100m", False), ("64", False), ("2", False)]
)
def test_whole_cores_in_hundreds_are_told(amount, told):
    changes = {"container.resources": {"requests": {"cpu": amount}}}
    assert fields_of_container(CODE, changes) == ["resources.requests.cpu"] * told
