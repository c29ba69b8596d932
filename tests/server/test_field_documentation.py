from __future__ import annotations

import pytest
from lsprotocol import types

from dslint.server.field_documentation import field_documentation
from tests.server.texts import DAEMONSET, opened

TEXT = f"{DAEMONSET}      dnsPolicy: Default\n---\nkind: Pod\nspec:\n  hostNetwork: true\n"


def shown(line: str, column: int) -> str | None:
    number = TEXT.split("\n").index(line)
    return field_documentation(opened(TEXT), types.Position(number, column), "1.36")


def test_a_field_has_its_path_its_type_and_its_values() -> None:
    found = shown("      dnsPolicy: Default", 8)
    assert found is not None
    assert found.split("\n\n") == [
        "`spec.template.spec.dnsPolicy`: string",
        "one of `ClusterFirstWithHostNet`, `ClusterFirst`, `Default`, `None`",
        "*Kubernetes 1.36*",
    ]


def test_each_document_has_its_own_kind() -> None:
    found = shown("  hostNetwork: true", 3)
    assert found is not None
    assert found.startswith("`spec.hostNetwork`: boolean")


@pytest.mark.parametrize(
    ("line", "column"), [("      dnsPolicy: Default", 19), ("      dnsPolicy: Default", 2), ("---", 1), ("", 0)]
)
def test_elsewhere_there_is_nothing_to_say(line: str, column: int) -> None:
    assert shown(line, column) is None


def test_a_place_behind_the_text_is_no_field() -> None:
    assert field_documentation(opened(TEXT), types.Position(999, 0), "1.36") is None
