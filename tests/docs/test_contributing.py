"""CONTRIBUTING.md and docs/releasing.md name files, folders and commands that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

TOP = Path(__file__).parents[2]
PAGES = ("CONTRIBUTING.md", "docs/releasing.md", ".github/pull_request_template.md")
FOLDERS = "dslint|tests|tools|rules|docs|schemas|examples|benchmarks|editors|templates"
FORMS = sorted(path for path in (TOP / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")


def text(page: str) -> str:
    return (TOP / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_files_and_folders_exist(page: str) -> None:
    named = set(re.findall(rf"(?<![\w/.-])(?:{FOLDERS})/[\w/.-]*[\w/]", text(page)))
    assert [name for name in sorted(named) if not (TOP / name).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_make_knows_the_verbs(page: str) -> None:
    makefile = text("Makefile")
    for verb in re.findall(r"(?:^ {4}|`)make ([a-z][a-z-]*)", text(page), flags=re.MULTILINE):
        assert re.search(rf"(?m)^{verb}:", makefile), verb


def test_every_room_is_in_the_table() -> None:
    rooms = {path.parent.name for path in (TOP / "dslint").glob("*/__init__.py")}
    table = text("CONTRIBUTING.md").partition("| you want to change |")[2]
    assert [room for room in sorted(rooms) if f"`dslint/{room}/" not in table] == []


@pytest.mark.parametrize("form", FORMS, ids=lambda file: file.stem)
def test_an_issue_form_asks_for_what_it_needs(form: Path) -> None:
    value = yaml.safe_load(form.read_text(encoding="utf-8"))
    assert {"name", "description", "body"} <= value.keys()
    assert any(item.get("validations", {}).get("required") for item in value["body"])


def test_our_own_hooks_run_the_tools_of_the_environment() -> None:
    (repository,) = yaml.safe_load(text(".pre-commit-config.yaml"))["repos"]
    assert repository["repo"] == "local"
    for hook in repository["hooks"]:
        assert hook["entry"].startswith(".venv/bin/")
        for name in re.findall(r"tests/\S+", hook["entry"]):
            assert (TOP / name).exists()
