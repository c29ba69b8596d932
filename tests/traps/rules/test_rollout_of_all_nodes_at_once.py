"""A rolling update of all nodes at once."""

from __future__ import annotations

import pytest

from tests.traps.workloads import of_daemonset

CODE = "DS522"


@pytest.mark.parametrize(("value", "told"), [("100%", True), ("99%", False), (100, False), ("10%", False)])
def test_an_update_of_all_at_once_is_told(value, told):
    changes = {"spec.updateStrategy": {"rollingUpdate": {"maxUnavailable": value}}}
    assert bool(of_daemonset(CODE, changes)) is told
