"""Where reports go: never two in one place, and what is in a file is summed up where people look."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import dslint as package
from dslint.report.lint.formats import FORMATS
from tests.cli.conftest import Dslint

EXAMPLES = Path(package.__file__).parents[1] / "examples"
PLAN = ["plan", "--nodes", str(EXAMPLES / "nodes.yaml"), str(EXAMPLES / "fluentd.yaml")]
FAULTY = """\
apiVersion: v1
kind: Pod # dslint: ignore[DS999]
metadata: {name: a} # dslint: ignore[DS610] until=2020-01-01
spec:
  containers: [] # dslint: ignore[DS301]
  # dslint: ignored
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "pod.yaml").write_text(FAULTY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", [["lint", "pod.yaml"], PLAN], ids=["lint", "plan"])
@pytest.mark.parametrize("formats", [("json=report", "sarif=report"), ("json", "github")], ids=["file", "output"])
@pytest.mark.usefixtures("folder")
def test_two_formats_never_get_into_each_others_way(
    dslint: Dslint, command: list[str], formats: tuple[str, str]
) -> None:
    ran = dslint(*command, *(word for form in formats for word in ("--format", form)))
    assert (ran.code, ran.out) == (2, "")
    assert not Path("report").exists()


def test_the_error_for_two_formats_shows_how_to_get_both(dslint: Dslint) -> None:
    assert "write one to a file: --format html=FILE" in dslint(*PLAN, "--format", "html", "--format", "json").err


@pytest.mark.usefixtures("folder")
def test_a_lint_report_in_a_file_alone_is_summed_up(dslint: Dslint) -> None:
    ran = dslint("lint", "pod.yaml", "--format", "json=report.json")
    assert (ran.code, ran.out) == (1, "")
    assert re.fullmatch(r"dslint: \d+ errors?.* in 1 object of 1 file.*; see report\.json\n", ran.err)
    assert dslint("lint", "pod.yaml", "--format", "json=report.json", "-q").err == ""


@pytest.mark.usefixtures("folder")
def test_a_plan_in_a_file_alone_is_summed_up(dslint: Dslint) -> None:
    ran = dslint(*PLAN, "--format", "html=page.html")
    told = "SAFE: kube-system/fluentd runs on 21 nodes; 1 workload: running 21, not scheduled 7"
    assert (ran.out, ran.err) == ("", f"dslint: {told}; see page.html\n")


@pytest.mark.usefixtures("folder")
def test_a_file_holds_no_colours(dslint: Dslint) -> None:
    dslint(*PLAN, "--format", "text=plan.txt", "--color", "always")
    assert "\x1b" not in Path("plan.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.usefixtures("folder")
def test_what_is_wrong_with_suppressions_is_shown_in_every_format(dslint: Dslint, form: str) -> None:
    ran = dslint("lint", "pod.yaml", "--format", form)
    assert (ran.code, ran.err) == (1, "")
    assert {"DS901", "DS902", "DS903"} <= set(re.findall(r"DS90\d", ran.out))
    if form == "json":
        assert all(finding["kubernetesVersions"] == ["1.36"] for finding in json.loads(ran.out)["findings"])


@pytest.mark.usefixtures("folder")
def test_a_text_that_is_not_a_manifest_never_reached_the_api_server(dslint: Dslint) -> None:
    Path("bad.yaml").write_text("a: [\n")
    ran = dslint(*PLAN[:3], "bad.yaml")
    assert ran.code == 1
    assert "cannot be read; not planned" in ran.out


def test_a_node_that_no_cluster_has_is_wrong_usage_and_not_an_error_of_a_manifest(dslint: Dslint) -> None:
    ran = dslint("lint", "--static-pods", str(EXAMPLES / "static-pods"), "--node", "N_1")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "dslint: --node N_1: not a valid node name; use lowercase letters, digits, - and .\n"
