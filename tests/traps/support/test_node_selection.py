"""What a workload selects its nodes by: which keys, whether absence will do, and where the keys are written."""

from __future__ import annotations

import pytest

from dslint.traps.support.node_selection import (
    OS_KEYS,
    node_expressions,
    selects_by_other_keys,
    selects_operating_system,
    topology_keys,
)
from dslint.traps.support.workload import Workload
from tests.traps.node_affinity import PREFERRED, REQUIRED, expression, required_terms
from tests.traps.workloads import POD, changed

OS = {"pod.nodeSelector": {"kubernetes.io/os": "linux"}}
POOL = {"pod.nodeSelector": {"example.com/pool": "gpu"}}
NONE = {"pod.nodeSelector": {}}


def workload(changes):
    value = changed(POD, changes)
    return Workload.of(value, value)


@pytest.mark.parametrize(
    ("changes", "selects"),
    [
        (NONE, False),
        (OS, False),
        (POOL, True),
        ({"pod.nodeSelector": {"kubernetes.io/os": "linux", "example.com/pool": "gpu"}}, True),
        ({**NONE, **required_terms(["kubernetes.io/os In linux"])}, False),
        ({**NONE, **required_terms(["kubernetes.io/os In linux", "pool Exists"])}, True),
        ({**NONE, **required_terms(["pool Exists"], ["kubernetes.io/os In linux"])}, False),
        ({**NONE, **required_terms(["pool NotIn gpu"])}, True),
    ],
)
def test_each_term_must_use_another_key_since_terms_are_alternatives(changes, selects):
    assert selects_by_other_keys(workload(changes), OS_KEYS) is selects


def test_any_key_is_another_one_where_none_is_left_out():
    assert selects_by_other_keys(workload(OS)) is True


@pytest.mark.parametrize(
    ("changes", "selects"),
    [
        (NONE, False),
        (OS, True),
        (POOL, True),
        ({**NONE, **required_terms(["kubernetes.io/os In linux"])}, True),
        ({**NONE, **required_terms(["kubernetes.io/os NotIn windows"])}, True),
        ({**NONE, **required_terms(["beta.kubernetes.io/os NotIn linux"])}, True),
        ({**NONE, **required_terms(["kubernetes.io/os NotIn darwin"])}, False),
        ({**NONE, **required_terms(["kubernetes.io/os Exists"])}, False),
        ({**NONE, **required_terms(["node.kubernetes.io/windows-build DoesNotExist"])}, True),
        ({**NONE, **required_terms(["pool NotIn gpu"])}, False),
        ({**NONE, **required_terms(["pool Exists"])}, True),
        ({**NONE, **required_terms(["pool Gt 1"])}, True),
        ({**NONE, **required_terms(["pool DoesNotExist"])}, False),
        ({**NONE, **required_terms(["pool NotIn gpu", "b Exists"])}, True),
        ({**NONE, **required_terms(["pool Exists"], ["b DoesNotExist"])}, False),
        ({**NONE, **required_terms(["kubernetes.io/os NotIn windows"], ["pool NotIn gpu"])}, False),
    ],
)
def test_each_term_must_leave_out_one_system_or_require_another_label(changes, selects):
    assert selects_operating_system(workload(changes)) is selects


def test_expressions_come_from_required_and_preferred_node_affinity_with_their_paths():
    preferred = {"weight": 1, "preference": {"matchExpressions": [expression("b In y")]}}
    changes = {**required_terms(["a In x", "c Exists"]), f"pod.affinity.nodeAffinity.{PREFERRED}": [preferred]}
    place = ("spec", "affinity", "nodeAffinity")
    terms = (*place, REQUIRED, "nodeSelectorTerms", 0, "matchExpressions")
    assert list(node_expressions(workload(changes))) == [
        (expression("a In x"), (*terms, 0)),
        (expression("c Exists"), (*terms, 1)),
        (expression("b In y"), (*place, PREFERRED, 0, "preference", "matchExpressions", 0)),
    ]


def test_topology_keys_come_from_affinity_anti_affinity_and_spread():
    changes = {
        "pod.affinity": {
            "podAffinity": {REQUIRED: [{"topologyKey": "a"}]},
            "podAntiAffinity": {PREFERRED: [{"weight": 1, "podAffinityTerm": {"topologyKey": "b"}}]},
        },
        "pod.topologySpreadConstraints": [{"topologyKey": "c"}, {}],
    }
    assert list(topology_keys(workload(changes))) == [
        ("a", ("spec", "affinity", "podAffinity", REQUIRED, 0, "topologyKey")),
        ("b", ("spec", "affinity", "podAntiAffinity", PREFERRED, 0, "podAffinityTerm", "topologyKey")),
        ("c", ("spec", "topologySpreadConstraints", 0, "topologyKey")),
        ("", ("spec", "topologySpreadConstraints", 1, "topologyKey")),
    ]
