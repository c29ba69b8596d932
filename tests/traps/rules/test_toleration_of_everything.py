"""A toleration of every taint on every node."""

from __future__ import annotations

import pytest

from tests.traps.tolerations import exists, fields_with_tolerations

CODE = "DS515"


@pytest.mark.parametrize(
    ("toleration", "changes", "told"),
    [
        (exists(), {}, True),
        (exists(effect="NoSchedule"), {}, False),
        (exists("a"), {}, False),
        (exists(), {"pod.nodeSelector": {"example.com/pool": "gpu"}}, False),
        (exists(), {"pod.nodeSelector": {"kubernetes.io/arch": "amd64"}}, True),
    ],
)
def test_tolerating_everything_everywhere_is_told(toleration, changes, told):
    assert bool(fields_with_tolerations(CODE, [toleration], **changes)) is told


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        ([["eks.amazonaws.com/compute-type NotIn"]], False),
        ([["a Exists"], ["b Exists"]], False),
        ([["a Exists"], ["kubernetes.io/os Exists"]], True),
    ],
)
def test_an_affinity_that_says_something_of_each_node_keeps_virtual_nodes_away(terms, told):
    key = "pod.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms"
    expressions = [[dict(zip(("key", "operator"), text.split(), strict=True)) for text in term] for term in terms]
    for expression in (one for term in expressions for one in term):
        if expression["operator"] == "NotIn":
            expression["values"] = ["fargate"]
    changes = {key: [{"matchExpressions": term} for term in expressions]}
    assert bool(fields_with_tolerations(CODE, [exists()], **changes)) is told
