from __future__ import annotations

import pytest

from dslint.api_server.objects import (
    IS_TEMPLATE,
    is_whole,
    objects_of_source,
    objects_of_value,
    text_error_code,
)
from dslint.kubernetes.release import Release
from dslint.source.document_reader import read_text
from dslint.source.file_roles import Role
from dslint.source.fragments import IS_PATCH, IS_VALUES


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
        {"metadata": {}, "spec": {}},
        {"apiVersion": "example.com/v1", "metadata": {}, "spec": {}},
        [{"op": "add", "path": "/spec/paused", "value": True}],
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
        ({"apiVersion": "v1", "metadata": {}, "spec": {}}, ("apiVersion",)),
        ({"apiVersion": "v1", "kind": "", "spec": {}}, ("apiVersion",)),
    ],
)
def test_a_missing_kind_is_a_problem(value, path):
    (found,) = objects_of_value(value).objects
    assert found.problem is not None
    assert (found.problem.code, found.problem.path) == ("DS017", path)


def test_a_kind_in_capitals_is_named():
    (found,) = objects_of_value({"apiVersion": "v1", "Kind": "Pod", "metadata": {}}).objects
    assert found.problem is not None
    assert (found.problem.code, found.problem.path) == ("DS017", ("Kind",))
    assert "Kind is another field" in found.problem.message
    assert found.problem.help == "write kind in lowercase"


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


POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: b}]}\n"


def looked_at(text, role=None, *, given=False):
    """The number of objects, and what the notes say."""
    contents = objects_of_source(read_text(text, "x.yaml"), role, given=given)
    return len(contents.objects), [note.message for note in contents.skipped]


def test_a_text_with_a_role_is_told_apart():
    assert looked_at(POD, Role.PATCH) == (0, [IS_PATCH])
    assert looked_at(POD, Role.VALUES, given=True) == (0, [IS_VALUES])
    assert looked_at(POD, Role.COMPONENT_RESOURCE) == (1, [])
    assert looked_at("kind: Service\n", Role.PATCH) == (0, ["is a Service, which dslint does not check"])


def test_templates_of_a_chart_are_templates_where_they_have_actions():
    quoted = POD.replace("image: b", "image: '{{ .Values.image }}'")
    assert looked_at(quoted, Role.CHART_TEMPLATE) == (0, [IS_TEMPLATE])
    assert looked_at(quoted) == (1, [])
    assert looked_at(POD, Role.CHART_TEMPLATE) == (1, [])
    assert looked_at(f"# {{{{ .x }}}}\n---\n{POD}---\na: [\n", Role.CHART_TEMPLATE) == (1, [IS_TEMPLATE])


@pytest.mark.parametrize("text", ["kind: DaemonSet\nimage: {tag: a}\n", "kind: Pod\n"])
def test_values_are_told_apart_even_when_they_are_given(text):
    assert looked_at(text, given=True) == (0, [IS_VALUES])


def test_a_directive_makes_a_patch_of_whole_objects_too():
    assert looked_at(POD + "$patch: delete\n") == (0, [IS_PATCH])


def test_items_of_a_list_are_checked_whatever_they_lack():
    assert looked_at("kind: List\nitems:\n- kind: Pod\n") == (1, [])


@pytest.mark.parametrize(
    ("spec", "whole"),
    [
        ({"containers": [{"name": "a", "image": "b"}]}, True),
        ({"containers": [{"name": "a"}]}, False),
        ({"containers": []}, False),
        ({"template": {"spec": {"containers": [{"name": "a", "image": "b"}]}}}, False),
        (
            {
                "selector": {"a": "b"},
                "template": {"metadata": {"a": "b"}, "spec": {"containers": [{"name": "a", "image": "b"}]}},
            },
            True,
        ),
        (None, False),
        ([], False),
    ],
)
def test_an_object_is_whole_with_containers_and_what_selects_them(spec, whole):
    assert is_whole({"apiVersion": "v1", "kind": "Pod", "spec": spec}) is whole
    assert not is_whole({"kind": "Pod", "spec": spec})


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
