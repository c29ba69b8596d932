"""Pods tolerate a node that is not ready for five minutes unless they say otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.admission.default_toleration_seconds import admit
from dslint.kubernetes.release import Release
from tests.admission.clusters import cluster, pod

NOT_READY, UNREACHABLE = "node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"


def added(*tolerations: dict[str, Any], version: str = "1.36") -> list[str]:
    admitted = admit(pod(tolerations=list(tolerations)), cluster(), Release.of(version))
    kept, new = admitted["spec"]["tolerations"][: len(tolerations)], admitted["spec"]["tolerations"][len(tolerations) :]
    assert kept == list(tolerations)
    assert all(
        (one["operator"], one["effect"], one["tolerationSeconds"]) == ("Exists", "NoExecute", 300) for one in new
    )
    return [one["key"] for one in new]


@pytest.mark.parametrize(
    ("toleration", "keys"),
    [
        ({"key": NOT_READY, "operator": "Exists", "effect": "NoExecute"}, [UNREACHABLE]),
        ({"key": NOT_READY, "operator": "Exists"}, [UNREACHABLE]),
        ({"key": NOT_READY, "operator": "Exists", "effect": "NoSchedule"}, [NOT_READY, UNREACHABLE]),
        ({"key": UNREACHABLE, "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 5}, [NOT_READY]),
        ({"operator": "Exists"}, []),
        ({"operator": "Exists", "effect": "NoExecute"}, []),
        ({"operator": "Exists", "effect": "NoSchedule"}, [NOT_READY, UNREACHABLE]),
        ({"key": "dedicated", "operator": "Exists"}, [NOT_READY, UNREACHABLE]),
    ],
)
def test_only_a_taint_that_is_not_tolerated_yet_gets_a_toleration(toleration: dict[str, Any], keys: list[str]) -> None:
    assert added(toleration) == keys


@pytest.mark.parametrize(
    ("version", "keys"),
    [
        ("1.5", []),
        ("1.6", ["node.alpha.kubernetes.io/notReady", "node.alpha.kubernetes.io/unreachable"]),
        ("1.8", ["node.alpha.kubernetes.io/notReady", "node.alpha.kubernetes.io/unreachable"]),
        ("1.9", [NOT_READY, UNREACHABLE]),
    ],
)
def test_the_keys_are_those_of_the_release(version: str, keys: list[str]) -> None:
    manifest = pod()
    admitted = admit(manifest, cluster(), Release.of(version))
    assert [one["key"] for one in admitted["spec"].get("tolerations", [])] == keys
    assert "tolerations" not in manifest["spec"]
