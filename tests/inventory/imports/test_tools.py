"""Other tools' node lists as inventories, which are read as any other."""

from __future__ import annotations

import pytest

from dslint.inventory.errors import InventoryError
from dslint.inventory.imports.tools import import_nodes, printed_by


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: b\n", "nodes: is not a file of a supported tool: kind, eksctl, kOps"),
        ("", "nodes: is not a file of a supported tool"),
        ("kind: Node\nmetadata: {name: x}\n", "nodes: is already an inventory; use it with --nodes"),
        ("apiVersion: kind.x-k8s.io/v1\nnodes:\n- role: [x]\n", "nodes:3: nodes[0].role: a list found; write a string"),
        ("apiVersion: eksctl.io/v1\nnodeGroups:\n- {desiredCapacity: x}\n", "nodes:3: nodeGroups[0].desired"),
        ("a: [\n", "nodes:1: "),
    ],
)  # fmt: skip
def test_what_is_of_no_tool_or_broken_is_said(text: str, said: str) -> None:
    with pytest.raises(InventoryError) as error:
        import_nodes(text, "nodes")
    assert str(error.value).startswith(said)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("NAME STATUS ROLES AGE VERSION\nn1 Ready edge 1d v1.30.0\n", "kubectl get nodes"),
        ("Name:   n1\nRoles:  <none>\n", "kubectl describe nodes"),
        ("Name: n1\nKind: Node\n", ""),
        ("", ""),
    ],
)
def test_what_kubectl_prints_for_people_is_recognised(text: str, command: str) -> None:
    assert printed_by(text) == command
