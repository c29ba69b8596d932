"""Paths of files: relative, without `..`."""

from __future__ import annotations

import pytest

from dslint.kubernetes.field_path import Field
from dslint.validation.volumes.paths import descending_path_errors, file_path_errors
from tests.validation.objects import release_of, told

PLACE = Field.top(release_of("1.36")).child("path")
RELATIVE, BACKSTEP, RESERVED = "must be a relative path", "must not contain '..'", "must not start with '..'"


@pytest.mark.parametrize(
    ("path", "errors"),
    [
        ("a", []),
        ("a/b.yaml", []),
        ("a/..b", []),
        ("a..b/c", []),
        (".", []),
        ("...", []),
        ("/a", [RELATIVE]),
        ("a/../b", [BACKSTEP]),
        ("a/..", [BACKSTEP]),
        ("..", [BACKSTEP]),
        ("../a", [BACKSTEP]),
        ("/a/../b", [RELATIVE, BACKSTEP]),
        ("..a", []),
    ],
)
def test_a_path_descends(path: str, errors: list[str]) -> None:
    assert told(descending_path_errors(path, PLACE)) == [f'path: Invalid value: "{path}": {error}' for error in errors]


@pytest.mark.parametrize(
    ("path", "errors"),
    [
        ("a", []),
        ("..a", [RESERVED]),
        ("...", [RESERVED]),
        ("..a/b", [RESERVED]),
        ("../a", [BACKSTEP]),
        ("..", [BACKSTEP, RESERVED]),
        ("a/..b", []),
    ],
)
def test_names_that_kubernetes_keeps_for_itself_begin_with_two_dots(path: str, errors: list[str]) -> None:
    assert told(file_path_errors(path, PLACE)) == [f'path: Invalid value: "{path}": {error}' for error in errors]
