"""Keys one letter away from Kubernetes' own."""

from __future__ import annotations

from tests.traps.node_affinity import PREFERRED, REQUIRED, expression
from tests.traps.workloads import fields_of_daemonset

CODE = "DS532"
SPEC = "spec.template.spec"


def test_keys_are_looked_at_wherever_nodes_are_chosen():
    wrong, term = "kubernetes.io/hostnam", {"topologyKey": "kubernetes.io/hostnam", "labelSelector": {}}
    preference = {"matchExpressions": [expression(f"{wrong} Exists")]}
    changes = {
        "pod.nodeSelector": {wrong: "x"},
        "pod.affinity": {
            "nodeAffinity": {PREFERRED: [{"weight": 1, "preference": preference}]},
            "podAffinity": {REQUIRED: [term]},
            "podAntiAffinity": {PREFERRED: [{"weight": 1, "podAffinityTerm": term}]},
        },
        "pod.topologySpreadConstraints": [{**term, "maxSkew": 1, "whenUnsatisfiable": "DoNotSchedule"}],
        "pod.tolerations": [{"key": wrong, "operator": "Exists"}],
    }
    assert fields_of_daemonset(CODE, changes) == [
        f"{SPEC}.nodeSelector[{wrong}]",
        f"{SPEC}.affinity.nodeAffinity.{PREFERRED}[0].preference.matchExpressions[0].key",
        f"{SPEC}.affinity.podAffinity.{REQUIRED}[0].topologyKey",
        f"{SPEC}.affinity.podAntiAffinity.{PREFERRED}[0].podAffinityTerm.topologyKey",
        f"{SPEC}.topologySpreadConstraints[0].topologyKey",
        f"{SPEC}.tolerations[0].key",
    ]


def test_the_taint_of_windows_nodes_is_no_misspelled_label():
    key = "node.kubernetes.io/os"
    tolerated = {"pod.tolerations": [{"key": key, "value": "windows", "effect": "NoSchedule"}]}
    assert fields_of_daemonset(CODE, tolerated) == []
    assert fields_of_daemonset(CODE, {"pod.nodeSelector": {key: "windows"}}) == [f"{SPEC}.nodeSelector[{key}]"]
