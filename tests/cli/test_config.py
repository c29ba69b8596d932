from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Dslint


def test_each_setting_is_shown_with_where_it_comes_from(dslint: Dslint, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".dslint.yaml").write_text("select: [DS2]\nfailOn: never\n")
    ran = dslint("config", "show", str(tmp_path / "ds.yaml"))
    assert ran.code == 0
    assert f'select:             ["DS2"]  # {tmp_path}/.dslint.yaml:1\n' in ran.out
    assert f'failOn:             "never"  # {tmp_path}/.dslint.yaml:2\n' in ran.out
    assert "ignore:             []  # default\n" in ran.out


def test_settings_as_json_hold_value_and_origin(dslint: Dslint, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    shown = json.loads(dslint("config", "show", str(tmp_path), "--format", "json").out)
    assert shown["failOn"] == {"value": "error", "from": "default"}


@pytest.mark.parametrize("command", [("lint",), ("plan", "--nodes", "nodes.yaml"), ("config", "show")])
def test_two_configurations_in_one_folder_are_exit_code_2(
    dslint: Dslint, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / ".dslint.yaml").write_text("failOn: never\n")
    (tmp_path / ".dslint.yml").write_text("failOn: info\n")
    (tmp_path / "ds.yaml").write_text("kind: DaemonSet\n")
    ran = dslint(*command, str(tmp_path / "ds.yaml"))
    assert (ran.code, ran.out) == (2, "")
    assert f"{tmp_path}/.dslint.yaml and {tmp_path}/.dslint.yml both configure dslint" in ran.err


def test_a_configuration_with_an_error_is_exit_code_2(dslint: Dslint, tmp_path: Path) -> None:
    (tmp_path / ".dslint.yaml").write_text("selct: []\n")
    ran = dslint("config", "show", str(tmp_path / "ds.yaml"))
    assert (ran.code, ran.out) == (2, "")
    assert "selct: unknown field; did you mean select?" in ran.err
