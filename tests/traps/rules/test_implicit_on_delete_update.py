"""OnDelete by default, in API versions before apps/v1beta2."""

from __future__ import annotations

import pytest

from tests.traps.workloads import DAEMONSET, changed, problems

CODE = "DS523"


@pytest.mark.parametrize(
    ("api_version", "strategy", "version", "told"),
    [
        ("extensions/v1beta1", None, "1.15", True),
        ("extensions/v1beta1", {"type": "RollingUpdate"}, "1.15", False),
        ("extensions/v1beta1", {"type": "OnDelete"}, "1.15", False),
        ("extensions/v1beta1", None, "1.5", False),
        ("apps/v1", None, "1.15", False),
        ("apps/v1", {"type": "OnDelete"}, "1.36", False),
        ("apps/v1", {"type": "OnDelete", "rollingUpdate": {"maxUnavailable": 2}}, "1.36", False),
        ("apps/v1", {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": 2}}, "1.36", False),
    ],
)
def test_an_update_on_delete_by_default_is_told(api_version, strategy, version, told):
    value = changed(DAEMONSET, {"apiVersion": api_version, **({"spec.updateStrategy": strategy} if strategy else {})})
    found = [problem.field for problem in problems(value, version) if problem.code == CODE]
    assert found == ["apiVersion"] * told
