"""Every version boundary says where in Kubernetes it comes from."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from dslint.kubernetes.release import Behaviour
from tests.house.test_arrows import FILES

SOURCE = re.compile(
    r"(?:KEP-\d+|CHANGELOG-1\.\d+\.md|go\.mod|(?:cmd|pkg|plugin|staging)/[\w./-]+\.go)"
    r"(?:: [\w ./,-]+)?(?: \([\w, -]+\))?"
)
TABLES = [name for name, file in FILES.items() if "Behaviour(" in file.read_text(encoding="utf-8")]


def boundaries(module: str) -> dict[str, Behaviour]:
    """The behaviours that a module names, but for those that hold in every release."""
    named = vars(import_module(module)).items()
    return {name: value for name, value in named if isinstance(value, Behaviour) and (value.since or value.until)}


@pytest.mark.parametrize("module", TABLES)
def test_every_boundary_has_a_source(module: str) -> None:
    unsourced = [name for name, value in boundaries(module).items() if not SOURCE.fullmatch(value.source)]
    assert unsourced == [], "write source=, a file of kubernetes/kubernetes with its function, a KEP or a changelog"


def test_the_tables_are_found() -> None:
    assert sum(len(boundaries(module)) for module in TABLES) > 100


@pytest.mark.parametrize("source", ["", "somewhere", "https://example.com", "validation.go", "KEP-x"])
def test_a_source_names_a_file_a_kep_or_a_changelog(source: str) -> None:
    assert not SOURCE.fullmatch(source)
