"""Preferred pod affinity of a DaemonSet, whose pods have their node already."""

from __future__ import annotations

import pytest

from tests.traps.node_affinity import PREFERRED
from tests.traps.workloads import fields_of_daemonset, of_pod

CODE = "DS511"
SPEC = "spec.template.spec"


@pytest.mark.parametrize("kind", ["podAffinity", "podAntiAffinity"])
def test_preferences_of_a_daemonset_have_no_effect(kind):
    term = {"weight": 1, "podAffinityTerm": {"topologyKey": "kubernetes.io/hostname", "labelSelector": {}}}
    changes = {f"pod.affinity.{kind}.{PREFERRED}": [term]}
    assert fields_of_daemonset(CODE, changes) == [f"{SPEC}.affinity.{kind}.{PREFERRED}"]
    assert of_pod(CODE, changes) == []
