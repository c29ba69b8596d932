from __future__ import annotations

import sys

import pytest

from dslint.admission.policies.cel import library
from tests.cel import NEEDS_CEL


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    library.library.cache_clear()


def test_a_missing_library_is_an_error_that_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cel_expr_python", None)
    monkeypatch.setattr(sys, "version_info", (3, 12, 0))
    with pytest.raises(library.MissingLibraryError, match=r"pip install 'kube-dslint\[admission\]'") as raised:
        library.library()
    assert "not installed" in str(raised.value)


def test_a_python_without_the_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cel_expr_python", None)
    monkeypatch.setattr(sys, "version_info", (3, 10, 1))
    with pytest.raises(library.MissingLibraryError, match=r"needs Python 3\.11 or later, and this is Python 3\.10"):
        library.library()


@NEEDS_CEL
def test_the_library_comes_with_strings_and_optional_values() -> None:
    assert library.library().Type.BOOL is not None
    assert len(library.extensions()) == 2
