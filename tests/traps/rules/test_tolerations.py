"""Tolerations that the controller adds, replaces or undoes, that never decide, or that match nothing."""

from __future__ import annotations

import pytest

from tests.traps.workloads import of_daemonset, of_pod

AUTOMATIC, REPLACED, FOR_A_WHILE, EVERYTHING = "DS512", "DS513", "DS514", "DS515"
STALE_MASTER, EARLY, RETIRED, COVERED, VALUED = "DS516", "DS517", "DS518", "DS519", "DS520"
FIELD = "spec.template.spec.tolerations"
NOT_READY = "node.kubernetes.io/not-ready"
MASTER, CONTROL_PLANE = "node-role.kubernetes.io/master", "node-role.kubernetes.io/control-plane"


def exists(key=None, effect=None, seconds=None):
    item = {"operator": "Exists", "key": key, "effect": effect, "tolerationSeconds": seconds}
    return {name: value for name, value in item.items() if value is not None}


def fields(code, tolerations, version="1.36", **more):
    return [field for field, _ in of_daemonset(code, {"pod.tolerations": tolerations, **more}, version)]


@pytest.mark.parametrize(
    ("toleration", "version", "automatic"),
    [
        (exists(NOT_READY, "NoExecute"), "1.36", True),
        (exists(NOT_READY, "NoSchedule"), "1.36", False),
        (exists(NOT_READY), "1.36", False),
        (exists("node.kubernetes.io/pid-pressure", "NoSchedule"), "1.14", True),
        (exists("node.kubernetes.io/pid-pressure", "NoSchedule"), "1.13", False),
        (exists("node.kubernetes.io/network-unavailable", "NoSchedule"), "1.36", False),
        ({"key": NOT_READY, "effect": "NoExecute"}, "1.36", False),
    ],
)
def test_tolerations_that_every_daemonset_has_are_reported(toleration, version, automatic):
    assert fields(AUTOMATIC, [toleration], version) == [f"{FIELD}[0]"] * automatic
    assert of_pod(AUTOMATIC, {"pod.tolerations": [toleration]}, version) == []


def test_the_network_is_tolerated_on_the_host_network_only():
    toleration = exists("node.kubernetes.io/network-unavailable", "NoSchedule")
    assert fields(AUTOMATIC, [toleration], **{"pod.hostNetwork": True}) == [f"{FIELD}[0]"]


def test_seconds_are_replaced_where_the_controller_has_its_own_and_evict_elsewhere():
    own, other = exists(NOT_READY, "NoExecute", 60), exists("example.com/x", "NoExecute", 60)
    assert fields(REPLACED, [own, other]) == [f"{FIELD}[0].tolerationSeconds"]
    assert fields(FOR_A_WHILE, [own, other]) == [f"{FIELD}[1].tolerationSeconds"]
    assert fields(AUTOMATIC, [own, other]) == []
    assert of_pod(FOR_A_WHILE, {"pod.tolerations": [own, other]}) == []


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
def test_tolerating_everything_everywhere_is_reported(toleration, changes, told):
    assert bool(fields(EVERYTHING, [toleration], **changes)) is told


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        ([["eks.amazonaws.com/compute-type NotIn"]], False),
        ([["a Exists"], ["b Exists"]], False),
        ([["a Exists"], ["kubernetes.io/os Exists"]], True),
    ],
)
def test_an_affinity_that_restricts_every_term_keeps_virtual_nodes_away(terms, told):
    key = "pod.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms"
    expressions = [[dict(zip(("key", "operator"), text.split(), strict=True)) for text in term] for term in terms]
    for expression in (one for term in expressions for one in term):
        if expression["operator"] == "NotIn":
            expression["values"] = ["fargate"]
    changes = {key: [{"matchExpressions": term} for term in expressions]}
    assert bool(fields(EVERYTHING, [exists()], **changes)) is told


@pytest.mark.parametrize(
    ("tolerations", "version", "stale", "early"),
    [
        ([exists(MASTER, "NoSchedule")], "1.36", True, False),
        ([exists(MASTER, "NoSchedule")], "1.24", True, False),
        ([exists(MASTER, "NoSchedule")], "1.23", False, False),
        ([exists(MASTER)], "1.36", True, False),
        ([{"key": MASTER, "effect": "NoSchedule"}], "1.36", True, False),
        ([exists(MASTER, "NoExecute")], "1.36", False, False),
        ([exists(MASTER, "NoSchedule"), exists(CONTROL_PLANE)], "1.36", False, False),
        ([exists(MASTER, "NoSchedule"), exists(effect="NoSchedule")], "1.36", False, False),
        ([exists(CONTROL_PLANE, "NoSchedule")], "1.36", False, False),
        ([exists(CONTROL_PLANE, "NoSchedule")], "1.25", False, False),
        ([exists(CONTROL_PLANE, "NoSchedule")], "1.24", False, True),
        ([exists(CONTROL_PLANE, "NoSchedule")], "1.20", False, True),
        ([exists(CONTROL_PLANE), exists(MASTER)], "1.24", False, False),
    ],
)
def test_control_plane_nodes_changed_their_taint(tolerations, version, stale, early):
    assert fields(STALE_MASTER, tolerations, version) == [f"{FIELD}[0].key"] * stale
    assert fields(EARLY, tolerations, version) == [f"{FIELD}[0].key"] * early


@pytest.mark.parametrize(("version", "told"), [("1.36", True), ("1.14", True), ("1.13", False)])
def test_taints_of_old_versions_are_gone(version, told):
    for key in ("node.alpha.kubernetes.io/notReady", "node.kubernetes.io/out-of-disk"):
        assert fields(RETIRED, [exists(key)], version) == [f"{FIELD}[0].key"] * told
    assert fields(RETIRED, [exists(NOT_READY)], version) == []


@pytest.mark.parametrize(
    ("tolerations", "covered"),
    [
        ([exists("a"), exists("a")], [1]),
        ([exists("a", "NoSchedule"), exists("a")], [0]),
        ([exists("a", "NoSchedule"), exists("a", "NoExecute")], []),
        ([{"key": "a", "value": "x"}, exists("a")], [0]),
        ([{"key": "a", "value": "x"}, {"key": "a", "value": "y"}], []),
        ([{"key": "a", "value": "x", "effect": "NoSchedule"}, {"key": "a", "operator": "Equal", "value": "x"}], [0]),
        ([exists(), exists("a"), exists(effect="NoSchedule")], [1, 2]),
        ([exists("a", "NoExecute", 5), exists("a")], []),
        ([exists(NOT_READY, "NoExecute"), exists()], []),
    ],
)
def test_a_toleration_that_another_covers_never_decides(tolerations, covered):
    assert fields(COVERED, tolerations) == [f"{FIELD}[{position}]" for position in covered]


def test_what_covers_is_named():
    tolerations = [
        {"key": "a", "value": "x", "effect": "NoSchedule"},
        {"key": "a", "value": "x"},
        exists("a", "NoSchedule"),
    ]
    (_, message), *_ = of_daemonset(COVERED, {"pod.tolerations": tolerations})
    assert message == "is covered by the toleration of a=x"
    (_, message), *_ = of_daemonset(COVERED, {"pod.tolerations": tolerations[::2]})
    assert message == "is covered by the toleration of a with effect NoSchedule"
    (_, message), *_ = of_daemonset(COVERED, {"pod.tolerations": tolerations[:1] * 2})
    assert message == "is a duplicate"


@pytest.mark.parametrize(
    ("toleration", "told"),
    [
        ({"key": NOT_READY, "value": "true"}, True),
        ({"key": NOT_READY, "value": ""}, False),
        ({"key": "example.com/x", "value": "true"}, False),
        (exists(NOT_READY), False),
    ],
)
def test_taints_of_conditions_have_no_value(toleration, told):
    assert fields(VALUED, [toleration]) == [f"{FIELD}[0].value"] * told
