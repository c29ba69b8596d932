"""What Kubernetes cannot read: a manifest with errors, or a text of another program."""

from __future__ import annotations

import pytest

from dslint.api_server.objects import OF_ANOTHER_PROGRAM, ManifestObject, objects_of_source
from dslint.api_server.unreadable_documents import is_readable_for_others, names_our_kind
from dslint.findings import Note
from dslint.source.document_reader import read_text


def looked_at(text: str, *, given: bool = False) -> ManifestObject | Note:
    contents = objects_of_source(read_text(text, "x.yaml"), given=given)
    (found,) = (*contents.objects, *contents.skipped)
    return found


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
def test_errors_that_only_kubernetes_makes_are_not_reported_of_other_texts(text: str) -> None:
    contents = objects_of_source(read_text(text, "values.yaml"))
    assert contents.objects == ()
    assert len(contents.skipped) == 1
    assert all(map(is_readable_for_others, read_text(text, "values.yaml").documents))


@pytest.mark.parametrize(
    "text",
    [
        '{\n  // comment\n  "compilerOptions": {"a": [}\n}\n',
        "name: tool\nparts: [\n",
        "apiVersion: v1\nkind: Service\nspec: [\n",
        "apiVersion: example.com/v1\nkind: Policy\nspec:\n  target:\n    kind: Pod\n\tx: 1\n",
        "kind: DaemonSet\nimage: [\n",
        "--- !ruby/object\na: 1\n",
    ],
)
def test_what_cannot_be_read_and_names_no_object_of_ours_is_for_another_program(text: str) -> None:
    assert looked_at(text) == Note("x.yaml", 1, OF_ANOTHER_PROGRAM)
    assert not names_our_kind(text)
    assert isinstance(looked_at(text, given=True), ManifestObject), "somebody says that it is a manifest"


@pytest.mark.parametrize(
    "text",
    [
        "apiVersion: apps/v1\nkind: DaemonSet\nspec: [\n",
        "apiVersion: apps/v1\nkind: Daemonset\nspec: [\n",
        "Kind: Pod\napiVersion: v1\nspec: [\n",
        "kind: List\napiVersion: v1\nitems:\n- kind: Pod\n  spec: [\n",
        "kind: DaemonSetList\napiVersion: apps/v1\nitems: [\n",
        '{"apiVersion": "v1", "kind": "Pod", "spec": {]}',
        '{\n  "apiVersion": "v1",\n  "kind": "Pod"\n  "spec": {]}\n',
        "<<<<<<< HEAD\napiVersion: v1\nkind: Pod\n",
        "apiVersion: v1\nkind: Pod\nmetadata:\n\tname: a\n",
    ],
)
def test_what_cannot_be_read_and_names_an_object_of_ours_is_an_error(text: str) -> None:
    assert names_our_kind(text)
    assert isinstance(looked_at(text), ManifestObject)


def test_a_document_that_cannot_be_read_has_no_more_than_its_errors() -> None:
    found = looked_at("apiVersion: v1\nkind: Pod\nmetadata:\n\tname: a\n")
    assert isinstance(found, ManifestObject)
    assert (found.value, found.unreadable, found.file) == ({}, True, "x.yaml")
    assert found.text_errors
