"""User 0 beside runAsNonRoot."""

from __future__ import annotations

import pytest

from tests.traps.workloads import of_daemonset

CODE = "DS545"
CONTAINER = "spec.template.spec.containers[0]"


@pytest.mark.parametrize(
    ("pod", "container", "field"),
    [
        ({"runAsNonRoot": True}, {"runAsUser": 0}, f"{CONTAINER}.securityContext.runAsUser"),
        ({"runAsNonRoot": True, "runAsUser": 0}, {}, "spec.template.spec.securityContext.runAsUser"),
        ({"runAsUser": 0}, {"runAsNonRoot": True}, "spec.template.spec.securityContext.runAsUser"),
        ({"runAsNonRoot": True}, {"runAsUser": 1}, None),
        ({"runAsNonRoot": True, "runAsUser": 0}, {"runAsUser": 1}, None),
        ({"runAsNonRoot": True}, {"runAsUser": 0, "runAsNonRoot": False}, None),
        ({"runAsNonRoot": True}, {}, None),
    ],
)
def test_root_never_runs_where_it_is_forbidden(pod, container, field):
    changes = {"pod.securityContext": pod, "container.securityContext": container}
    assert [told for told, _ in of_daemonset(CODE, changes)] == ([field] if field else [])
