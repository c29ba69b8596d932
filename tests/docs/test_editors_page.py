"""docs/editors.md: its configurations can be read, its commands run, and it names every setting."""

from __future__ import annotations

import importlib
import json
import re
import sys
from pathlib import Path

from dslint.server import checks, plans
from dslint.server.code_actions import FIX_ALL
from tests.cli.conftest import Dslint

PAGE = (Path(__file__).parents[2] / "docs" / "editors.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, flags=re.DOTALL)
SERVER = ["dslint", "server"]


def blocks(language: str) -> list[str]:
    return [text for name, text in BLOCKS if name == language]


def test_every_setting_is_described() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", PAGE, flags=re.MULTILINE)) == set(checks.SETTINGS)


def test_every_json_can_be_read_and_starts_the_server() -> None:
    values = [json.loads(text) for text in blocks("json")]
    assert len(values) == 3
    assert FIX_ALL in values[0]["[yaml]"]["editor.codeActionsOnSave"]
    assert values[1]["servers"]["yaml"]["command"] == SERVER


def test_the_configuration_of_helix_can_be_read() -> None:
    toml = importlib.import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    (value,) = map(toml.loads, blocks("toml"))
    server = value["language-server"]["dslint"]
    assert [server["command"], *server["args"]] == SERVER
    options, wrong = checks.Options.of(server["config"])
    assert (options.plan_from, wrong) == ("git:HEAD", ())


def test_the_commands_print_schemas(dslint: Dslint) -> None:
    commands = re.findall(r"(?:^    |`)dslint (schema [^>`\n]+)", PAGE, flags=re.MULTILINE)
    assert len(commands) == 5
    for command in commands:
        ran = dslint(*command.split())
        assert ran.code == 0
        assert json.loads(ran.out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_command_of_a_lens_is_named() -> None:
    assert f"`{plans.SHOW}`" in PAGE
