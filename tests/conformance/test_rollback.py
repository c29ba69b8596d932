"""kubectl's rollout history, undo and status, held against `dslint rollout` on the saved objects."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dslint.cli.group import command
from tests.conformance.recordings import rollback_steps


@pytest.mark.parametrize("step", list(rollback_steps()), ids=lambda step: step.name)
def test_rollout_commands_print_what_kubectl_prints(step: Path) -> None:
    for recorded in json.loads((step / "commands.json").read_text(encoding="utf-8")):
        _, *words = recorded["command"].split()
        kept = [word for word in words[3:] if not word.startswith("--watch")]
        result = CliRunner().invoke(command, [*words[:3], "-f", str(step / "objects.json"), *kept])
        wanted = (recorded["stdout"], recorded["stderr"], recorded["exit"])
        assert (result.stdout, result.stderr, result.exit_code) == wanted, recorded["command"]
