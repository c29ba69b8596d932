"""Files with the line ends of Windows say the same, and keep them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Dslint, dslint  # noqa: F401 - the fixture
from tests.cli.test_user_rules import RULE
from tests.faults.commands import DAEMONSET, POD

WORKLOAD = POD.replace("Pullpolicy: always", "PullPolicy: Always").replace("image: x", "image: x:latest")
NODES = "apiVersion: v1\nkind: Node\nmetadata:\n  name: w-1\n---\napiVersion: v1\nkind: Node\nmetadata:\n  name: w-2\n"
FILES = {
    "a.yaml": WORKLOAD,
    "bad.yaml": POD,
    "ignored.yaml": POD,
    ".gitignore": "ignored.yaml\n",
    ".git/HEAD": "ref: refs/heads/main\n",
    ".git/info/exclude": "# nothing\n",
    "rules/ORG001-latest-image.yaml": RULE,
    ".dslint.yaml": (
        "rules: [rules]\nkubernetesVersions: ['1.35', '1.36']\n"
        "ignores:\n- rules: [DS640]\n  reason: |\n    here\n    so\n"
    ),
    "nodes.yaml": NODES,
    "expect.yaml": (
        "apiVersion: dslint.dev/v1\nkind: Expectations\n"
        "expect:\n- name: some\n  workload: a\n  mustRunOn: {os: linux}\n"
    ),
    "suppressed.yaml": POD.replace("always", "always  # dslint: ignore[DS101] until=2999-01-01 it is so"),
    "cluster.yaml": "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: default\n",
}
COMMANDS = [
    "lint",
    "lint --format json",
    "lint --format concise bad.yaml suppressed.yaml",
    "lint --diff bad.yaml",
    "lint --baseline findings.json",
    "lint --cluster cluster.yaml a.yaml",
    "plan --nodes nodes.yaml a.yaml",
    "plan --nodes nodes.yaml --expect expect.yaml a.yaml",
    "inventory show nodes.yaml",
    "config show a.yaml",
    "rules test rules",
    "migrate --to 1.36 --diff old.yaml",
]


def made(folder: Path, end: str) -> Path:
    for name, text in {**FILES, "old.yaml": DAEMONSET}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, newline=end)
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_a_tree_with_line_ends_of_windows_gives_the_same(
    dslint: Dslint,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    seen = []
    for end in ("\n", "\r\n"):
        folder = made(tmp_path / f"of-{len(end)}" / "work", end)
        monkeypatch.chdir(folder)
        if "findings.json" in command:
            dslint("lint", "--write-baseline", "findings.json")
            text = Path("findings.json").read_text()
            assert json.loads(text)
            Path("findings.json").write_text(text, newline=end)
        ran = dslint(*command.split())
        seen.append(
            (ran.code, re.sub(r"\r|\\r", "", ran.out).replace(str(folder), ""), ran.err.replace(str(folder), ""))
        )
    assert seen[0] == seen[1]
    assert seen[0][0] != 2, seen[0]


@pytest.mark.parametrize(
    "command", [("lint", "--fix", "--no-cache", "--isolated", "{}"), ("migrate", "--write", "--to", "1.36", "{}")]
)
@pytest.mark.parametrize("name", ["bad.yaml", "old.yaml"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "mark"])
def test_a_file_that_is_changed_keeps_its_line_ends(
    dslint: Dslint,  # noqa: F811
    tmp_path: Path,
    command: tuple[str, ...],
    name: str,
    mark: str,
) -> None:
    texts = []
    for end in ("\n", "\r\n"):
        file = made(tmp_path / f"of-{len(end)}", end) / name
        file.write_bytes(mark.encode() + file.read_bytes())
        before = file.read_bytes()
        dslint(*(word.format(file) for word in command))
        texts.append(file.read_bytes())
        assert texts[-1] != before or (name, command[0]) == ("bad.yaml", "migrate")
    assert texts[0].replace(b"\n", b"\r\n") == texts[1]


@pytest.mark.parametrize("text", ["# ours\nignore:\n- DS640\n", "# nothing\n# yet\n"])
def test_a_configuration_that_is_written_keeps_its_line_ends(
    dslint: Dslint,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    text: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".dslint.yaml").write_text(text, newline="\r\n")
    (tmp_path / ".kube-linter.yaml").write_text("checks:\n  exclude: [host-network]\n", newline="\r\n")
    (tmp_path / "b.yaml").write_text(POD, newline="\r\n")
    assert dslint("migrate-config", "--write").code == 0
    for name in (".dslint.yaml", "b.yaml"):
        data = (tmp_path / name).read_bytes()
        assert data.count(b"\n") == data.count(b"\r\n") > 3, data
