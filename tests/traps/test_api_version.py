from __future__ import annotations

from typing import Any

import pytest

from dslint.traps.api_version import without_idle_api_version

SELECTOR = {"matchLabels": {"app": "agent"}}
ROLLING = {"type": "RollingUpdate"}


def daemonset(**spec: object) -> dict[str, Any]:
    return {"apiVersion": "apps/v1", "kind": "DaemonSet", "spec": spec}


def test_a_daemonset_is_the_same_to_traps_whatever_version_it_is_written_in() -> None:
    value = daemonset(selector=SELECTOR, updateStrategy=ROLLING)
    other = {**value, "apiVersion": "extensions/v1beta1"}
    assert without_idle_api_version(value) == without_idle_api_version(other)
    assert value["apiVersion"] == "apps/v1"


@pytest.mark.parametrize(
    "value",
    [
        daemonset(selector=SELECTOR),
        daemonset(updateStrategy=ROLLING),
        daemonset(selector={"matchLabels": {"helm.sh/chart": "agent-1.2"}}, updateStrategy=ROLLING),
        {"apiVersion": "v1", "kind": "Pod", "spec": {}},
    ],
)
def test_it_is_not_where_a_trap_looks_at_the_version(value: dict[str, Any]) -> None:
    assert without_idle_api_version(value) is value
