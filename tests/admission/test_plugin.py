"""The API server's errors for a pod that admission rejects."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.admission.plugin import forbidden, invalid
from dslint.plans import Decider


@pytest.mark.parametrize(
    ("metadata", "name"),
    [
        ({"name": "agent", "generateName": "agent-"}, "agent"),
        ({"generateName": "agent-"}, "agent-"),
        ({"name": ""}, "Unknown"),
        (None, "Unknown"),
    ],
)
def test_the_pod_is_called_by_its_name_or_by_what_its_name_is_made_of(metadata: Any, name: str) -> None:
    assert forbidden("Code", {"metadata": metadata}, "why").message == f'pods "{name}" is forbidden: why'
    assert invalid("Code", {"metadata": metadata}, "why", ()).message == f'Pod "{name}" is invalid: why'


def test_the_reason_is_the_api_servers_and_leads_to_its_cause() -> None:
    reason = forbidden("LimitRanger", {}, "why", ("spec", "containers", 0))
    assert (reason.code, reason.decider, reason.path) == ("LimitRanger", Decider.API_SERVER, ("spec", "containers", 0))
