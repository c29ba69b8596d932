"""rollingUpdate beside OnDelete."""

from __future__ import annotations

import pytest

from tests.traps.workloads import DAEMONSET, changed, problems

CODE = "DS525"


@pytest.mark.parametrize(
    ("api_version", "strategy", "version", "told"),
    [
        ("extensions/v1beta1", None, "1.15", False),
        ("extensions/v1beta1", {"type": "RollingUpdate"}, "1.15", False),
        ("extensions/v1beta1", {"type": "OnDelete"}, "1.15", False),
        ("extensions/v1beta1", None, "1.5", False),
        ("apps/v1", None, "1.15", False),
        ("apps/v1", {"type": "OnDelete"}, "1.36", False),
        ("apps/v1", {"type": "OnDelete", "rollingUpdate": {"maxUnavailable": 2}}, "1.36", True),
        ("apps/v1", {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": 2}}, "1.36", False),
    ],
)
def test_settings_of_a_rolling_update_are_unused_with_on_delete(api_version, strategy, version, told):
    value = changed(DAEMONSET, {"apiVersion": api_version, **({"spec.updateStrategy": strategy} if strategy else {})})
    found = [problem.field for problem in problems(value, version) if problem.code == CODE]
    assert found == ["spec.updateStrategy.rollingUpdate"] * told
