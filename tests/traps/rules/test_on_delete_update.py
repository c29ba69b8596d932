"""OnDelete, chosen."""

from __future__ import annotations

import pytest

from tests.traps.workloads import DAEMONSET, changed, problems

CODE = "DS524"


@pytest.mark.parametrize(
    ("api_version", "strategy", "version", "told"),
    [
        ("extensions/v1beta1", None, "1.15", False),
        ("extensions/v1beta1", {"type": "RollingUpdate"}, "1.15", False),
        ("extensions/v1beta1", {"type": "OnDelete"}, "1.15", True),
        ("extensions/v1beta1", None, "1.5", False),
        ("apps/v1", None, "1.15", False),
        ("apps/v1", {"type": "OnDelete"}, "1.36", True),
        ("apps/v1", {"type": "OnDelete", "rollingUpdate": {"maxUnavailable": 2}}, "1.36", True),
        ("apps/v1", {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": 2}}, "1.36", False),
    ],
)
def test_an_update_on_delete_that_was_chosen_is_told(api_version, strategy, version, told):
    value = changed(DAEMONSET, {"apiVersion": api_version, **({"spec.updateStrategy": strategy} if strategy else {})})
    found = [problem.field for problem in problems(value, version) if problem.code == CODE]
    assert found == ["spec.updateStrategy.type"] * told
