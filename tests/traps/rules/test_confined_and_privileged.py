"""What confines a container, beside privileged, which lifts it."""

from __future__ import annotations

import pytest

from tests.traps.workloads import fields_of_container

CODE = "DS544"


@pytest.mark.parametrize(
    ("context", "fields"),
    [
        ({"privileged": True, "capabilities": {"drop": ["ALL"]}}, ["securityContext.capabilities.drop"]),
        ({"privileged": True, "seccompProfile": {"type": "RuntimeDefault"}}, ["securityContext.seccompProfile"]),
        ({"privileged": True, "seccompProfile": {"type": "Unconfined"}}, []),
        ({"privileged": True, "capabilities": {"add": ["NET_ADMIN"]}}, []),
        ({"capabilities": {"drop": ["ALL"]}}, []),
    ],
)
def test_privileged_undoes_what_confines(context, fields):
    assert fields_of_container(CODE, {"container.securityContext": context}) == fields
