"""Paths in formats for services, and where reports go."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dslint.cli.repository_paths import renaming
from tests.cli.conftest import Dslint

BAD = "apiVersion: v1\nkind: Pod\nmetadata: {name: agent}\nspec:\n  hostnetwork: true\n  containers: []\n"
SERVICES = ("github", "sarif", "gitlab", "checkstyle", "junit")


@pytest.fixture
def below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, two levels below the top of a repository."""
    (tmp_path / ".git").write_text("gitdir: elsewhere\n")
    folder = tmp_path / "apps" / "agent"
    folder.mkdir(parents=True)
    (folder / "pod.yaml").write_text(BAD)
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("pod.yaml", "apps/agent/pod.yaml"),
        ("./deep/pod.yaml", "apps/agent/deep/pod.yaml"),
        ("../pod.yaml", "apps/pod.yaml"),
        ("../../../pod.yaml", "../../../pod.yaml"),
        ("-", "-"),
        ("<stdin>", "<stdin>"),
        ("git:main:pod.yaml", "git:main:pod.yaml"),
        ("overlay (kustomize)", "apps/agent/overlay (kustomize)"),
    ],
)
@pytest.mark.usefixtures("below")
def test_a_file_is_named_from_the_top_of_its_repository(name: str, shown: str) -> None:
    assert renaming(None)(name) == shown


def test_an_absolute_path_within_the_repository_is_named_like_the_others(below: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(below)
    assert renaming(None)(str(below / "pod.yaml")) == "apps/agent/pod.yaml"
    assert renaming("..")(str(link / "pod.yaml")) == "agent/pod.yaml"
    assert renaming("..")("/elsewhere/pod.yaml") == "/elsewhere/pod.yaml"


@pytest.mark.parametrize("form", SERVICES)
@pytest.mark.usefixtures("below")
def test_formats_for_services_have_paths_of_the_repository(dslint: Dslint, form: str) -> None:
    out = dslint("lint", "pod.yaml", "--format", form).out
    assert "apps/agent/pod.yaml" in out
    assert out.count("pod.yaml") == out.count("apps/agent/pod.yaml")
    assert "agent/pod.yaml" in dslint("lint", "pod.yaml", "--format", form, "--relative-to", "..").out


@pytest.mark.parametrize("form", ["text", "concise", "json", "jsonl", "tap", "markdown"])
@pytest.mark.usefixtures("below")
def test_all_other_formats_have_paths_of_the_current_folder(dslint: Dslint, form: str) -> None:
    assert "apps/agent" not in dslint("lint", "pod.yaml", "--format", form).out


@pytest.mark.parametrize("form", SERVICES)
def test_plans_have_paths_of_the_repository_too(dslint: Dslint, below: Path, form: str) -> None:
    nodes = "apiVersion: v1\nkind: Node\nmetadata: {name: n1}\n"
    (below / "nodes.yaml").write_text(nodes)
    ran = dslint("plan", "--nodes", "nodes.yaml", "pod.yaml", "--format", form)
    assert ran.code == 1
    assert "apps/agent/pod.yaml" in ran.out


@pytest.mark.usefixtures("below")
def test_a_folder_that_is_none_and_one_without_effect_are_errors(dslint: Dslint) -> None:
    ran = dslint("lint", "pod.yaml", "--format", "sarif", "--relative-to", "nosuch")
    assert (ran.code, ran.err) == (2, "dslint: --relative-to nosuch: no such folder\n")
    ran = dslint("lint", "pod.yaml", "--relative-to", ".")
    assert (ran.code, "--relative-to has no effect here: it is for github, sarif" in ran.err) == (2, True)


@pytest.mark.usefixtures("below")
def test_an_output_file_gets_what_would_be_printed(dslint: Dslint) -> None:
    ran = dslint("lint", "pod.yaml", "--format", "json", "--output-file", "report.json")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.endswith("; see report.json\n")
    assert json.loads(Path("report.json").read_text())["kind"] == "LintReport"
    assert dslint("lint", "pod.yaml", "--output-file", "report.txt").out == ""
    assert "error[DS101 unknown-field]" in Path("report.txt").read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "json=a.json", "--output-file", "b.json"), "--output-file has no effect"),
        (("--format", "json=a.json", "--format", "text", "--output-file", "a.json"), "cannot be written to a.json"),
        (("--format", "json", "--format", "text", "--output-file", "a.json"), "cannot both go"),
        (("--output-file", "nosuch/a.json"), "cannot be written"),
    ],
)
@pytest.mark.usefixtures("below")
def test_two_reports_never_go_to_one_file(dslint: Dslint, arguments: tuple[str, ...], said: str) -> None:
    ran = dslint("lint", "pod.yaml", *arguments)
    assert (ran.code, said in ran.err) == (2, True), ran.err
    assert not Path("a.json").exists()
