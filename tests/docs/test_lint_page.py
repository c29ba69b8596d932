"""docs/lint.md: what it names exists."""

from __future__ import annotations

from pathlib import Path

import yaml

from dslint.own_files.configuration.files import settings_of
from tests.docs.pages import TOP, blocks

FILE = TOP / "docs" / "lint.md"
CONFIGURATION = next(block.text for block in blocks(FILE) if block.text.startswith("kubernetesVersions:"))


def test_the_configuration_shown_can_be_read_and_shows_every_setting(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / ".dslint.yaml").write_text(CONFIGURATION)
    settings = settings_of(tmp_path / ".dslint.yaml")
    assert settings.kubernetes_versions == ("1.33", "1.34", "1.35", "1.36")
    assert set(yaml.safe_load(CONFIGURATION)) <= set(settings.to_dict())
