from __future__ import annotations

import pytest

from dslint.source.kinds import identify


@pytest.mark.parametrize(
    "value",
    [
        {"apiVersion": "apps/v1", "kind": "DaemonSet"},
        {"apiVersion": "extensions/v1beta1", "kind": "DaemonSet"},
        {"apiVersion": "apps/v7", "kind": "DaemonSet"},
        {"apiVersion": "apps.k8s.io/v1", "kind": "DaemonSet"},
        {"apiVersion": "v1", "kind": "Pod"},
        {"apiVersion": 1, "kind": "Pod"},
    ],
)
def test_daemonsets_and_pods_are_judged_whatever_their_version(value):
    assert identify(value).judged


@pytest.mark.parametrize(
    "value",
    [
        {"apiVersion": "apps/v1", "kind": "StatefulSet"},
        {"apiVersion": "v1", "kind": "Node"},
        {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget"},
        {"apiVersion": "v1", "kind": "PodTemplate"},
        {"apiVersion": "apps.kruise.io/v1alpha1", "kind": "DaemonSet"},
        {"apiVersion": "apps.kruise.io/v1alpha1", "kind": "Daemonset"},
        {"kind": "Cluster"},
        {"apiVersion": "v2", "name": "a-chart"},
        {"services": {}},
        [],
        "text",
        5,
    ],
)
def test_other_kinds_and_other_things_are_passed_over_with_a_note(value):
    identity = identify(value)
    assert not identity.judged
    assert identity.problem is None
    assert identity.note.startswith("is ")


@pytest.mark.parametrize(
    ("kind", "meant"),
    [
        ("Daemonset", "DaemonSet"),
        ("daemonset", "DaemonSet"),
        ("DAEMONSET", "DaemonSet"),
        ("DeamonSet", "DaemonSet"),
        ("DaemonSets", "DaemonSet"),
        ("Daemon-Set", "DaemonSet"),
        ("pod", "Pod"),
        ("Pods", "Pod"),
    ],
)
def test_a_kind_that_is_nearly_ours_is_told(kind, meant):
    problem = identify({"apiVersion": "v1", "kind": kind}).problem
    assert problem is not None
    assert problem.code == "DS017"
    assert problem.message == f'no kind "{kind}" is registered for version "v1"; did you mean {meant}?'


@pytest.mark.parametrize(
    ("value", "code", "path"),
    [
        ({"apiVersion": "apps/v1", "metadata": {}}, "DS018", ("apiVersion",)),
        ({"metadata": {}, "spec": {}}, "DS018", ("metadata",)),
        ({"apiVersion": "v1", "kind": "", "spec": {}}, "DS018", ("apiVersion",)),
        ({"apiVersion": "v1", "kind": True}, "DS018", ("kind",)),
        ({"kind": "DaemonSet"}, "DS019", ("kind",)),
        ({"kind": "Pod", "apiVersion": None}, "DS019", ("kind",)),
    ],
)
def test_an_object_without_kind_or_api_version_is_told(value, code, path):
    problem = identify(value).problem
    assert problem is not None
    assert (problem.code, problem.path) == (code, path)
