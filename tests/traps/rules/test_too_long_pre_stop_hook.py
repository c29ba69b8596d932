"""A preStop hook that takes the whole grace period."""

from __future__ import annotations

import pytest

from tests.traps.workloads import fields_of_container

CODE = "DS539"


@pytest.mark.parametrize(
    ("hook", "grace", "told"),
    [
        ({"exec": {"command": ["sleep", "30"]}}, 30, True),
        ({"exec": {"command": ["/bin/sleep", "30s"]}}, 30, True),
        ({"exec": {"command": ["sh", "-c", "sleep 20; kill -TERM 1; sleep 20"]}}, 30, True),
        ({"exec": {"command": ["sh", "-c", "if x; then sleep 60; fi"]}}, 30, False),
        ({"exec": {"command": ["sh", "-c", "stop || sleep 60"]}}, 30, False),
        ({"exec": {"command": ["sh", "-c", "nosleep 60"]}}, 30, False),
        ({"exec": {"command": ["sleep", "5"]}}, 30, False),
        ({"sleep": {"seconds": 30}}, 30, True),
        ({"sleep": {"seconds": 5}}, 30, False),
        ({"exec": {"command": ["sleep", "30"]}}, 0, False),
        ({"httpGet": {"port": 80}}, 1, False),
    ],
)
def test_a_hook_must_leave_time(hook, grace, told):
    changes = {"container.lifecycle": {"preStop": hook}, "pod.terminationGracePeriodSeconds": grace}
    assert fields_of_container(CODE, changes) == ["lifecycle.preStop"] * told
