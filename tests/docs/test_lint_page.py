"""docs/lint.md: what it shows is what the command says, and what it names exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from dslint.cli.lint import FORMATS
from dslint.own_files.configuration.files import settings_of
from tests.cli.conftest import Dslint

PAGE = (Path(__file__).parents[2] / "docs" / "lint.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, flags=re.DOTALL)


def block(language: str, number: int = 0) -> str:
    return [text for name, text in BLOCKS if name == language][number]


def test_the_finding_shown_is_what_the_command_says(
    dslint: Dslint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "agent.yaml").write_text(block("yaml"))
    assert dslint("lint", "-k", "1.27,1.36", "agent.yaml").out == block("text")


def test_the_configuration_shown_can_be_read_and_shows_every_setting(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / ".dslint.yaml").write_text(block("yaml", 1))
    settings = settings_of(tmp_path / ".dslint.yaml")
    assert settings.kubernetes_versions == ("1.33", "1.34", "1.35", "1.36")
    assert set(yaml.safe_load(block("yaml", 1))) <= set(settings.to_dict())


def test_every_format_is_described() -> None:
    assert re.findall(r"^\| `(\w+)` \|", PAGE, flags=re.MULTILINE) == list(FORMATS)
