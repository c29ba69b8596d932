from __future__ import annotations

from lsprotocol import types

from dslint.server.workloads import symbols, workloads_of
from tests.server.texts import DAEMONSET, opened

LIST = """\
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Service
  metadata: {name: s}
- apiVersion: v1
  kind: Pod
  metadata: {name: p}
  spec: {containers: [{name: 7}, {name: c, image: i}], initContainers: x}
"""


def test_an_outline_has_each_object_with_its_containers() -> None:
    found = symbols(opened(f"{DAEMONSET}---\n{LIST}"))
    assert [one.name for one in found] == ["DaemonSet monitoring/agent", "Service s", "Pod p"]
    assert [[(child.name, child.detail) for child in one.children or ()] for one in found] == [
        [("agent", "registry.example/agent:1.4.2")],
        [],
        [("c", "i")],
    ]


def test_the_name_of_a_symbol_lies_within_its_range() -> None:
    def key(position: types.Position) -> tuple[int, int]:
        return position.line, position.character

    for one in symbols(opened(f"{DAEMONSET}---\n{LIST}---\nkind: Pod\n")):
        assert key(one.range.start) <= key(one.selection_range.start)
        assert key(one.selection_range.end) <= key(one.range.end)


def test_workloads_are_the_daemonsets_and_pods_also_of_lists() -> None:
    assert [one.called for one in workloads_of(opened(f"{DAEMONSET}---\n{LIST}"))] == ["monitoring/agent", "default/p"]


def test_a_broken_text_has_none() -> None:
    assert symbols(opened("a: [\n---\n- b\n")) == []
