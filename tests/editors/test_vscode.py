"""The extension for Visual Studio Code: built with npm, loaded, and started with the server of this checkout."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dslint.server.checks import Options
from dslint.version import __version__

TOP = Path(__file__).parents[2]
EXTENSION = TOP / "editors" / "vscode"
BUILT = EXTENSION / "dist" / "extension.js"


@pytest.fixture(scope="module")
def built() -> Path:
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed")
    if not (EXTENSION / "node_modules").is_dir():
        pytest.skip("what the extension needs is not installed; run make test")
    BUILT.unlink(missing_ok=True)
    command = ("npm", "run", "build", "--offline", "--prefix", str(EXTENSION))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return BUILT


def activated(extension: Path, command: Path, folder: Path) -> dict[str, list[str]]:
    """What the extension registers and shows when it is activated with a command."""
    words = ("node", str(Path(__file__).with_name("load_extension.js")), str(extension), str(command))
    done = subprocess.run(words, capture_output=True, text=True, timeout=120, cwd=folder, check=False)
    assert done.returncode == 0, done.stderr
    seen: dict[str, list[str]] = json.loads(done.stdout)
    return seen


def test_it_starts_the_server_and_takes_over_its_command(built: Path, tmp_path: Path) -> None:
    command = tmp_path / "dslint"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{TOP}" exec "{sys.executable}" -m dslint "$@"\n')
    command.chmod(0o755)
    seen = activated(built, command, tmp_path)
    assert seen == {"commands": ["dslint.restart", "dslint.planPage", "dslint.showPlan"], "errors": []}


def test_where_the_command_is_missing_it_says_how_to_get_it(built: Path, tmp_path: Path) -> None:
    seen = activated(built, tmp_path / "dslint", tmp_path)
    assert "dslint.showPlan" not in seen["commands"]
    assert any("pip install 'kube-dslint[server]'" in message for message in seen["errors"])


def test_its_settings_are_those_that_the_server_reads() -> None:
    package = manifest()
    properties = package["contributes"]["configuration"]["properties"]
    own = {"dslint.path", "dslint.trace.server"}
    for name, setting in properties.items():
        if name not in own:
            options, wrong = Options.of({name.removeprefix("dslint."): "x" if setting["type"] == "string" else True})
            assert wrong == ()
            assert options != Options() or setting["default"] is True
    source = (EXTENSION / "src" / "extension.js").read_text(encoding="utf-8")
    assert all(f'"{name.removeprefix("dslint.")}"' in source for name in properties if name not in own)


def test_what_an_untrusted_workspace_may_not_set_is_restricted() -> None:
    untrusted = manifest()["capabilities"]["untrustedWorkspaces"]
    assert {"dslint.path", "dslint.configuration"} <= set(untrusted["restrictedConfigurations"])


def test_its_version_is_that_of_dslint() -> None:
    assert manifest()["version"] == __version__


def test_the_lock_file_names_no_registry() -> None:
    lock = (EXTENSION / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in lock
    assert '"resolved"' not in lock


def manifest() -> dict[str, Any]:
    value: dict[str, Any] = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    return value
