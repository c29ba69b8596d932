from __future__ import annotations

import pytest

from dslint.api_server.objects import objects_of_source, objects_of_value
from dslint.source.document_reader import read_text


@pytest.mark.parametrize(
    "value",
    [
        {"apiVersion": "apps/v1", "kind": "DaemonSet"},
        {"apiVersion": "apps/v7", "kind": "DaemonSet"},
        {"apiVersion": "apps.k8s.io/v1", "kind": "DaemonSet"},
        {"apiVersion": "v1", "kind": "Pod"},
        {"apiVersion": "apps/v1", "kind": "DeamonSet"},
        {"kind": "pod"},
        {"apiVersion": "v1", "kind": True},
    ],
)
def test_daemonsets_and_pods_are_judged_however_they_are_written(value):
    gathered = objects_of_value(value)
    assert [subject.value for subject in gathered.subjects] == [value]
    assert gathered.subjects[0].problem is None


@pytest.mark.parametrize(
    "value",
    [
        {"apiVersion": "apps/v1", "kind": "StatefulSet"},
        {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget"},
        {"apiVersion": "apps.kruise.io/v1alpha1", "kind": "DaemonSet"},
        {"apiVersion": "apps.kruise.io/v1alpha1", "kind": "Daemonset"},
        {"apiVersion": "v2", "name": "a-chart"},
        {"services": {}},
        [],
        "text",
        5,
    ],
)
def test_other_kinds_and_other_things_are_noted(value):
    gathered = objects_of_value(value)
    assert gathered.subjects == ()
    assert [note.message.startswith("is ") for note in gathered.skipped] == [True]


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"apiVersion": "apps/v1", "metadata": {}}, ("apiVersion",)),
        ({"metadata": {}, "spec": {}}, ("metadata",)),
        ({"apiVersion": "v1", "kind": "", "spec": {}}, ("apiVersion",)),
    ],
)
def test_an_object_without_kind_is_told(value, path):
    (subject,) = objects_of_value(value).subjects
    assert subject.problem is not None
    assert (subject.problem.code, subject.problem.path) == ("DS017", path)


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2\n",
        "%YAML 1.2\n---\na: 1\n",
        "kind: ConfigMap\ndata:\n  a: 1\n  a: 2\n",
        "a: .inf\n",
        "~: 1\n",
        "- a\n...\nb\n",
    ],
)
def test_what_only_kubernetes_minds_is_no_fault_of_what_is_no_manifest(text):
    gathered = objects_of_source(read_text(text, "values.yaml"))
    assert gathered.subjects == ()
    assert len(gathered.skipped) == 1


def test_a_fault_belongs_to_the_object_of_a_list_that_it_stands_in():
    text = "kind: List\nitems:\n- kind: Pod\n- kind: Pod\n  a: 1\n  a: 2\n"
    faults = [
        [fault.code for fault in subject.faults] for subject in objects_of_source(read_text(text, "l.yaml")).subjects
    ]
    assert faults == [[], ["DS002"]]


def test_notes_tell_the_line():
    text = "# c\n---\nkind: Service\n---\na: {{ b }}\n---\nkind: List\nitems:\n- 5\n"
    skipped = objects_of_source(read_text(text, "ds.yaml")).skipped
    assert [(note.line, note.message.split(":")[0].split(",")[0]) for note in skipped] == [
        (3, "is a Service"),
        (5, "is a template; lint what it becomes once it is filled in"),
        (9, "is no Kubernetes object but the plain value '5'"),
    ]
