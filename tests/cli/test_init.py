from __future__ import annotations

from pathlib import Path

import yaml

import dslint as package
from dslint.config.files import settings_of
from tests.cli.conftest import Dslint


def test_a_configuration_that_can_be_read_is_written(dslint: Dslint, tmp_path: Path) -> None:
    ran = dslint("init", str(tmp_path))
    assert ran.code == 0
    assert f"wrote {tmp_path}/.dslint.yaml\n" in ran.out
    settings = settings_of(tmp_path / ".dslint.yaml")
    assert (settings.kubernetes_versions, settings.ignore) == (("1.36",), ())


def test_the_hook_installs_this_very_version(dslint: Dslint, tmp_path: Path) -> None:
    dslint("init", str(tmp_path))
    hook = yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"][0]
    assert hook["entry"] == "dslint lint --allow-empty"
    assert hook["additional_dependencies"] == [f"dslint=={package.__version__}"]


def test_what_is_there_stays_and_the_entry_to_add_is_shown(dslint: Dslint, tmp_path: Path) -> None:
    (tmp_path / ".pre-commit-config.yaml").write_text("repos: []\n")
    (tmp_path / ".dslint.yaml").write_text("failOn: info\n")
    ran = dslint("init", str(tmp_path))
    assert ".dslint.yaml is there already and stays as it is" in ran.out
    assert "    - repo: local\n" in ran.out
    assert (tmp_path / ".pre-commit-config.yaml").read_text() == "repos: []\n"
    assert (tmp_path / ".dslint.yaml").read_text() == "failOn: info\n"


def test_a_folder_that_is_not_there_is_wrong_usage(dslint: Dslint, tmp_path: Path) -> None:
    assert dslint("init", str(tmp_path / "missing")).code == 2
