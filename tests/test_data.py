"""Where rules/ and schemas/ are."""

from __future__ import annotations

from pathlib import Path

import pytest

from dslint import data


def test_in_the_repository_they_are_at_the_top() -> None:
    assert (data.rules_folder() / "policies.json").is_file()
    assert (data.schemas_folder() / "config.schema.json").is_file()


@pytest.mark.parametrize("packaged", [True, False])
def test_in_a_wheel_they_are_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packaged: bool
) -> None:
    package = tmp_path / "dslint"
    (package / "rules" if packaged else package).mkdir(parents=True)
    monkeypatch.setattr(data, "_PACKAGE", package)
    assert data.rules_folder() == (package / "rules" if packaged else tmp_path / "rules")


def test_nothing_is_fetched() -> None:
    with pytest.raises(ValueError, match=r"https://example\.org/x is outside the file; dslint fetches nothing"):
        data.refuse("https://example.org/x")
