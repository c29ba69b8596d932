"""--isolated: what strangers change in a tree decides nothing about how it is checked."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Dslint, Ran

AGENT = """\
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, annotations: {}}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec:
      nodeSelector: {pool: nowhere}
      containers: [{name: agent, image: agent, resources: {requests: {cpu: 1, memory: 1Gi}}}]
"""
NODES = "apiVersion: v1\nkind: Node\nmetadata: {name: a}\nstatus: {allocatable: {cpu: 4, memory: 8Gi, pods: 110}}\n"
LINT = ("lint", "--fail-on", "warning", ".")
PLAN = ("plan", "--nodes", "nodes.txt", ".")

Change = Callable[[Path], object]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with an agent; its image has no version (DS640), and it runs on no node (DS811)."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "ds.yaml").write_text(AGENT)
    (tmp_path / "nodes.txt").write_text(NODES)
    return tmp_path


def configuration(text: str, name: str = ".dslint.yaml") -> Change:
    return lambda folder: (folder / name).write_text(text)


def annotation(folder: Path) -> None:
    text = AGENT.replace("annotations: {}", 'annotations: {dslint.dev/ignore: "DS640, DS811"}')
    (folder / "ds.yaml").write_text(text)


OF_BOTH: dict[str, Change] = {
    "ignore": configuration("ignore: [DS640, DS811]\n"),
    "select": configuration("select: [DS9]\n"),
    "ignores": configuration("ignores: [{rules: [DS640, DS811], reason: not today}]\n"),
    "exclude": configuration("exclude: [ds.yaml]\n"),
    "what is no configuration": configuration("ignore: 5\n"),
    "annotation": annotation,
    ".gitignore": configuration("ds.yaml\n", ".gitignore"),
}
FAIL_ON_NEVER = configuration("failOn: never\n")
OF_PLAN: dict[str, Change] = {
    "failOn": FAIL_ON_NEVER,
    "pyproject.toml": configuration('[tool.dslint]\nfailOn = "never"\n', "pyproject.toml"),
}
OF_LINT: dict[str, Change] = {
    "pyproject.toml": configuration('[tool.dslint]\nignore = ["DS640"]\n', "pyproject.toml"),
    "severity": configuration("severity: {DS640: info}\n"),
    "rules": configuration("rules: [nowhere]\n"),
    "comment": configuration(f"# dslint: ignore-file[DS640] not today\n{AGENT}", "ds.yaml"),
}


def outcome(ran: Ran) -> tuple[int, list[str]]:
    """The exit code and all that is said. A comment moves what is below it: lines are not compared."""
    return ran.code, [line for line in (ran.out + ran.err).splitlines() if "| " not in line and "--> " not in line]


@pytest.mark.parametrize("change", [*OF_BOTH.values(), *OF_LINT.values()], ids=[*OF_BOTH, *OF_LINT])
def test_what_the_tree_says_has_no_effect_on_lint(dslint: Dslint, folder: Path, change: Change) -> None:
    alone = dslint(*LINT, "--isolated")
    assert alone.code == 1
    assert "DS640" in alone.out
    change(folder)
    assert outcome(dslint(*LINT, "--isolated")) == outcome(alone)
    assert outcome(dslint(*LINT)) != outcome(alone), "without --isolated it has none either"


def test_no_configuration_decides_what_fails(dslint: Dslint, folder: Path) -> None:
    (folder / "ds.yaml").write_text(AGENT.replace("agent, image", "Agent, image"))
    FAIL_ON_NEVER(folder)
    assert dslint("lint", ".").code == 0
    assert dslint("lint", "--isolated", ".").code == 1


@pytest.mark.parametrize("change", [*OF_BOTH.values(), *OF_PLAN.values()], ids=[*OF_BOTH, *OF_PLAN])
def test_what_the_tree_says_has_no_effect_on_plan(dslint: Dslint, folder: Path, change: Change) -> None:
    alone = dslint(*PLAN, "--isolated")
    assert alone.code == 1
    assert "DS811" in alone.out
    change(folder)
    assert outcome(dslint(*PLAN, "--isolated")) == outcome(alone)
    assert outcome(dslint(*PLAN)) != outcome(alone), "without --isolated it has none either"


@pytest.mark.parametrize("words", [LINT, PLAN])
def test_what_an_option_names_is_used(dslint: Dslint, folder: Path, words: tuple[str, ...]) -> None:
    trusted = folder.parent / f"{folder.name}-trusted.yaml"
    trusted.write_text("ignores: [{rules: [DS640, DS811], reason: known}]\n")
    (folder / ".dslint.yaml").write_text("failOn: never\n")
    ran = dslint(*words, "--isolated", "--config", str(trusted))
    assert "DS640" not in ran.out
    assert "DS811" not in ran.out
    assert trusted.name in ran.out


def test_the_cache_is_neither_read_nor_written(dslint: Dslint) -> None:
    place = Path(os.environ["XDG_CACHE_HOME"])
    dslint(*LINT, "--isolated")
    assert list(place.rglob("*")) == []
    dslint(*LINT)
    assert list(place.rglob("*")) != []
