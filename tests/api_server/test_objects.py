from __future__ import annotations

import pytest

from dslint.api_server.objects import objects_of_source, objects_of_value, text_error_code
from dslint.kubernetes.release import Release
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
def test_daemonsets_and_pods_are_checked_however_they_are_written(value):
    contents = objects_of_value(value)
    assert [found.value for found in contents.objects] == [value]
    assert contents.objects[0].problem is None


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
    contents = objects_of_value(value)
    assert contents.objects == ()
    assert [note.message.startswith("is ") for note in contents.skipped] == [True]


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"apiVersion": "apps/v1", "metadata": {}}, ("apiVersion",)),
        ({"metadata": {}, "spec": {}}, ("metadata",)),
        ({"apiVersion": "v1", "kind": "", "spec": {}}, ("apiVersion",)),
    ],
)
def test_a_missing_kind_is_a_problem(value, path):
    (found,) = objects_of_value(value).objects
    assert found.problem is not None
    assert (found.problem.code, found.problem.path) == ("DS017", path)


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
def test_errors_that_only_kubernetes_makes_are_not_reported_of_other_texts(text):
    contents = objects_of_source(read_text(text, "values.yaml"))
    assert contents.objects == ()
    assert len(contents.skipped) == 1


def test_a_text_error_belongs_to_the_object_of_the_list_that_it_is_in():
    text = "kind: List\nitems:\n- kind: Pod\n- kind: Pod\n  a: 1\n  a: 2\n"
    errors = [
        [error.code for error in found.text_errors] for found in objects_of_source(read_text(text, "l.yaml")).objects
    ]
    assert errors == [[], ["DS002"]]


def test_notes_have_the_line():
    text = "# c\n---\nkind: Service\n---\na: {{ b }}\n---\nkind: List\nitems:\n- 5\n"
    skipped = objects_of_source(read_text(text, "ds.yaml")).skipped
    assert [(note.line, note.message.split(":")[0].split(",")[0]) for note in skipped] == [
        (3, "is a Service"),
        (5, "is a template; lint the rendered output"),
        (9, "is not a Kubernetes object but the plain value '5'"),
    ]


@pytest.mark.parametrize(
    ("text", "version", "code"),
    [
        ("a: 1\na: 2\n", "1.24", "DS003"),
        ("a: 1\na: 2\n", "1.25", "DS002"),
        ('{"a": 1,}', "1.32", "DS025"),
        ('{"a": 1,}', "1.33", "DS024"),
        ("a: &a {b: 1}\nc: {b: 2, <<: *a}\n", "1.36", "DS021"),
    ],
)
def test_the_release_decides_which_rule_reports_an_error_of_the_text(text: str, version: str, code: str) -> None:
    (document,) = read_text(text, "ds.yaml").documents
    assert [text_error_code(fault, Release.of(version)) for fault in document.faults] == [code]
