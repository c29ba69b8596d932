from __future__ import annotations

from pathlib import Path

import pytest

from dslint.cli.completion.command_line import Place, place_of, words_of
from dslint.cli.completion.values import items
from dslint.cli.group import command

TOP = Path(__file__).parents[3]
NODES = TOP / "examples/nodes.yaml"


def place_at(line: str) -> Place:
    """Where the cursor is at the end of a line of dslint."""
    found = place_of(command, *words_of(f"dslint {line}"))
    assert found is not None
    return found


def offered(line: str) -> list[str]:
    """What may stand at the end of a line of dslint; files and folders as `<file>` and `<dir>`."""
    return [one.value if one.type == "plain" else f"<{one.type}>" for one in items(place_at(line))]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with files to complete."""
    (tmp_path / "my file.yaml").write_text("")
    (tmp_path / "report.json").write_text("")
    (tmp_path / "manifests").mkdir()
    (tmp_path / "nodes.yaml").write_bytes(NODES.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path
