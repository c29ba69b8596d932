"""How a DaemonSet is updated, and what of that is not as it looks."""

from __future__ import annotations

import pytest

from tests.traps.workloads import DAEMONSET, changed, of_daemonset, problems

AT_ONCE, BY_DEFAULT, ON_DELETE, UNUSED = "DS522", "DS523", "DS524", "DS525"


@pytest.mark.parametrize(("value", "told"), [("100%", True), ("99%", False), (100, False), ("10%", False)])
def test_an_update_of_all_at_once_is_told(value, told):
    changes = {"spec.updateStrategy": {"rollingUpdate": {"maxUnavailable": value}}}
    assert bool(of_daemonset(AT_ONCE, changes)) is told


@pytest.mark.parametrize(
    ("api_version", "strategy", "version", "codes"),
    [
        ("extensions/v1beta1", None, "1.15", {BY_DEFAULT}),
        ("extensions/v1beta1", {"type": "RollingUpdate"}, "1.15", set()),
        ("extensions/v1beta1", {"type": "OnDelete"}, "1.15", {ON_DELETE}),
        ("extensions/v1beta1", None, "1.5", set()),
        ("apps/v1", None, "1.15", set()),
        ("apps/v1", {"type": "OnDelete"}, "1.36", {ON_DELETE}),
        ("apps/v1", {"type": "OnDelete", "rollingUpdate": {"maxUnavailable": 2}}, "1.36", {ON_DELETE, UNUSED}),
        ("apps/v1", {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": 2}}, "1.36", set()),
    ],
)
def test_an_update_on_delete_is_told_chosen_or_not(api_version, strategy, version, codes):
    value = changed(DAEMONSET, {"apiVersion": api_version, **({"spec.updateStrategy": strategy} if strategy else {})})
    assert {problem.code for problem in problems(value, version)} & {BY_DEFAULT, ON_DELETE, UNUSED} == codes
