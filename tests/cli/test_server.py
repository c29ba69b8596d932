from __future__ import annotations

import sys

import pytest

from tests.cli.conftest import Dslint


@pytest.mark.parametrize("package", ["pygls.lsp.server", "lsprotocol"])
def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, dslint: Dslint, package: str) -> None:
    for name in [name for name in sys.modules if name.startswith("dslint.server")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    ran = dslint("server")
    assert ran.code == 2
    assert "which is not installed; run pip install 'kube-dslint[server]'" in ran.err
    assert ran.out == ""


def test_the_help_says_who_starts_it_and_where_to_read_on(dslint: Dslint) -> None:
    assert "docs/editors.md" in dslint("server", "--help").out
