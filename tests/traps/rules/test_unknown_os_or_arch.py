"""Values that the labels of operating system and architecture never have."""

from __future__ import annotations

import pytest

from tests.traps.node_affinity import REQUIRED, required_terms
from tests.traps.workloads import fields_of_daemonset, of_daemonset

CODE = "DS533"
SPEC = "spec.template.spec"


@pytest.mark.parametrize(
    ("key", "value", "meant"),
    [
        ("kubernetes.io/os", "Linux", "linux"),
        ("beta.kubernetes.io/os", "win", "windows"),
        ("kubernetes.io/arch", "x86_64", "amd64"),
        ("kubernetes.io/arch", "ARM64", "arm64"),
        ("kubernetes.io/arch", "aarch64", "arm64"),
        ("kubernetes.io/arch", "amd64", None),
        ("kubernetes.io/arch", "loong64", None),
        ("example.com/arch", "x86_64", None),
    ],
)
def test_names_of_systems_are_those_of_go(key, value, meant):
    told = [f"no node has {key}={value}; the value is {meant}"] if meant else []
    assert [message for _, message in of_daemonset(CODE, {"pod.nodeSelector": {key: value}})] == told
    assert fields_of_daemonset(CODE, required_terms([f"{key} In other {value}"])) == (
        [f"{SPEC}.affinity.nodeAffinity.{REQUIRED}.nodeSelectorTerms[0].matchExpressions[0].values[1]"] if meant else []
    )
