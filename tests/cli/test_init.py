from __future__ import annotations

from pathlib import Path

import yaml

from dslint.own_files.configuration.files import settings_of
from tests.cli.conftest import Dslint


def test_a_configuration_that_can_be_read_is_written(dslint: Dslint, tmp_path: Path) -> None:
    ran = dslint("init", str(tmp_path))
    assert ran.code == 0
    assert f"wrote {tmp_path}/.dslint.yaml\n" in ran.out
    settings = settings_of(tmp_path / ".dslint.yaml")
    assert (settings.kubernetes_versions, settings.ignore) == (("1.36",), ())


def test_the_hook_comes_from_the_repository_and_is_one_of_its_hooks(dslint: Dslint, tmp_path: Path) -> None:
    dslint("init", str(tmp_path))
    written = (tmp_path / ".pre-commit-config.yaml").read_text()
    (entry,) = yaml.safe_load(written)["repos"]
    ours = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text())
    assert entry == {"repo": "https://github.com/OWNER/REPOSITORY", "rev": "REVISION", "hooks": [{"id": "dslint"}]}
    assert "dslint" in [hook["id"] for hook in ours]
    assert "kube-dslint, the package of dslint, is not published yet" in written


def test_what_is_there_stays_and_the_entry_to_add_is_shown(dslint: Dslint, tmp_path: Path) -> None:
    (tmp_path / ".pre-commit-config.yaml").write_text("repos: []\n")
    (tmp_path / ".dslint.yaml").write_text("failOn: info\n")
    ran = dslint("init", str(tmp_path))
    assert ".dslint.yaml already exists; not changed" in ran.out
    assert "    - repo: https://github.com/OWNER/REPOSITORY\n" in ran.out
    assert (tmp_path / ".pre-commit-config.yaml").read_text() == "repos: []\n"
    assert (tmp_path / ".dslint.yaml").read_text() == "failOn: info\n"


def test_a_folder_that_is_not_there_is_wrong_usage(dslint: Dslint, tmp_path: Path) -> None:
    assert dslint("init", str(tmp_path / "missing")).code == 2
