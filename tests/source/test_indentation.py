from __future__ import annotations

import pytest

from dslint.source.document_reader import read_text

LOST = """\
apiVersion: apps/v1
kind: DaemonSet
metadata:
name: agent
spec:
selector:
matchLabels:
app: agent
template:
spec:
containers:
- name: agent
image: registry.example/agent:1.0
- name: second
"""


@pytest.mark.parametrize(
    "text", [LOST, "# copied\n\n" + LOST, LOST.replace("\n", "\r\n"), "a: 1\n---\n# copied\n\n" + LOST]
)
def test_lost_indentation_is_one_fault_whatever_else_it_breaks(text):
    document = read_text(text, "ds.yaml").documents[-1]
    assert [fault.code for fault in document.faults] == ["DS014"]
    span = document.span(document.faults[0].place)
    assert text.splitlines()[span.line - 1] == "name: agent"
    assert text.splitlines()[document.line - 1] == "apiVersion: apps/v1"


@pytest.mark.parametrize(
    "text",
    [
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: agent\n",
        "apiVersion: v1\nkind: List\nitems:\n- kind: Pod\n",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {}\n",
        "apiVersion: v1\nkind: Pod\nmetadata:\nspec:\n",
        "apiVersion: v1\nkind: Pod\nmetadata:\n- name: a\n",
        "metadata:\nname: agent\nspec:\ncontainers:\n",
        "kind: Pod\nmetadata:\nname: agent\nspec:\ncontainers:\n",
    ],
)
def test_manifests_at_the_margin_by_right_are_left_alone(text):
    assert "DS014" not in {fault.code for document in read_text(text, "ds.yaml").documents for fault in document.faults}


HEAD = "apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: agent\nspec:\n"


@pytest.mark.parametrize(
    ("text", "key", "parent"),
    [
        (HEAD + "selector:\nmatchLabels:\napp: agent\n", "selector", "spec"),
        (HEAD + "  selector:\n    matchLabels: {a: b}\n  template:\n  metadata:\n", "metadata", "template"),
        (HEAD + "  selector:\n  matchLabels:\n    app: agent\n", "matchLabels", "selector"),
        (HEAD + "  template:\n    spec:\n# agents\ncontainers:\n- name: agent\n  image: a\n", "containers", "spec"),
        (LOST.replace("name: agent", " name: agent", 1), "selector", "spec"),
        ("".join(f" {line}\n" for line in LOST.splitlines()), "name", "metadata"),
    ],
)
def test_a_block_that_lost_its_indentation_is_one_fault_too(text, key, parent):
    (fault,) = read_text(text, "ds.yaml").documents[0].faults
    assert fault.code == "DS014"
    assert f"{key} is not indented below {parent}" in fault.message


@pytest.mark.parametrize(
    "text",
    [
        HEAD
        + "  selector:\n    matchLabels:\n      app: agent\n  template:\n    metadata:\n      name: a\n    spec:\n",
        "apiVersion: v1\nkind: PodTemplate\ntemplate:\n  metadata:\n    name: a\nmetadata:\n  name: a\n",
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  pod: |\n    metadata:\n    name: a\n",
        "name: rule\nbad: |\n  apiVersion: v1\n  kind: Pod\n  metadata:\n  name: a\n",
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\nnamespace: a\nlabels:\n  c:\n",
    ],
)
def test_blocks_that_are_indented_as_they_should_be_are_left_alone(text):
    assert "DS014" not in {fault.code for document in read_text(text, "ds.yaml").documents for fault in document.faults}
