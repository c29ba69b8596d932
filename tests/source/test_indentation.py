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


@pytest.mark.parametrize("text", [LOST, "# copied\n\n" + LOST, LOST.replace("\n", "\r\n"), "a: 1\n---\n" + LOST])
def test_lost_indentation_is_one_fault_whatever_else_it_breaks(text):
    document = read_text(text, "ds.yaml").documents[-1]
    assert [fault.code for fault in document.faults] == ["DS014"]
    span = document.span(document.faults[0].place)
    assert text.splitlines()[span.line - 1] == "name: agent"


@pytest.mark.parametrize(
    "text",
    [
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: agent\n",
        "apiVersion: v1\nkind: List\nitems:\n- kind: Pod\n",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {}\n",
        "apiVersion: v1\nkind: Pod\nmetadata:\nspec:\n",
        "apiVersion: v1\nkind: Pod\nmetadata:\n- name: a\n",
        "metadata:\nname: agent\nspec:\ncontainers:\n",
    ],
)
def test_manifests_at_the_margin_by_right_are_left_alone(text):
    assert "DS014" not in {fault.code for document in read_text(text, "ds.yaml").documents for fault in document.faults}
