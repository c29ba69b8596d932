"""templates/dslint.yml: its inputs are filled in as GitLab does, and the script of its job is run."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import pytest
import yaml

from tests.house.checkout import TOP
from tests.house.test_action import HOSTILE
from tests.repositories import write

DECLARED, TEMPLATE = yaml.safe_load_all((TOP / "templates" / "dslint.yml").read_text(encoding="utf-8"))
INPUTS = DECLARED["spec"]["inputs"]
INPUT = re.compile(r"\$\[\[ inputs\.([\w-]+) ]]")

FAKE = """\
import json, sys
json.dump(sys.argv[1:], open("note.json", "a"))
"""


class Ran(NamedTuple):
    code: int
    out: str
    notes: list[list[str]]


def filled_in(value: Any, inputs: dict[str, str]) -> Any:
    """The template with its inputs: GitLab puts them into each text of the parsed file."""
    if isinstance(value, dict):
        return {filled_in(key, inputs): filled_in(one, inputs) for key, one in value.items()}
    if isinstance(value, list):
        return [filled_in(one, inputs) for one in value]
    return INPUT.sub(lambda match: inputs[match[1]], value) if isinstance(value, str) else value


def job(**inputs: str) -> dict[str, Any]:
    given = {name.replace("_", "-"): text for name, text in inputs.items()}
    (made,) = filled_in(TEMPLATE, {name: one["default"] for name, one in INPUTS.items()} | given).values()
    return made


def run(folder: Path, dslint: str, environment: dict[str, str], **inputs: str) -> Ran:
    """Run the job's script with bash, as GitLab's runner does, with programs that stand for python3 and dslint."""
    made = job(**inputs)
    programs = folder / "programs"
    programs.mkdir(exist_ok=True)
    pip = f'if [ "$1" = -m ]; then exec {sys.executable} -S {programs}/fake.py "$@"; fi; exec {sys.executable} "$@"'
    write(programs, {"fake.py": FAKE, "python3": f"#!/bin/sh\n{pip}\n", "dslint": f"#!/bin/sh\n{dslint}\n"})
    for name in ("python3", "dslint"):
        (programs / name).chmod(0o755)
    variables = {name: one if isinstance(one, str) else one["value"] for name, one in made["variables"].items()}
    path = {"PATH": f"{programs}:{os.environ['PATH']}"}
    (folder / "work").mkdir(exist_ok=True)
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", "\n".join(made["script"])],
        cwd=folder / "work",
        env={**os.environ, "CI_MERGE_REQUEST_DIFF_BASE_SHA": "", **variables, **path, **environment},
        check=False,
        capture_output=True,
        text=True,
    )
    note = folder / "work" / "note.json"
    notes = note.read_text().replace("][", "]\n[").splitlines() if note.exists() else []
    return Ran(done.returncode, done.stdout + done.stderr, [json.loads(line) for line in notes])


def words(folder: Path, environment: dict[str, str] | None = None, **inputs: str) -> list[str]:
    """The words that dslint gets behind its formats."""
    fake = f'exec {shlex.quote(sys.executable)} -S {folder}/programs/fake.py "$@"'
    ran = run(folder, fake, environment or {}, **{"install": "", **inputs})
    assert ran.code == 0, ran.out
    assert {path.name for path in (folder / "work").iterdir()} == {"note.json"}
    formats = ["text", "gitlab=gl-code-quality-report.json", "junit=dslint.xml"]
    ((command, *rest),) = ran.notes
    assert rest[:6] == [word for form in formats for word in ("--format", form)]
    return [command, *rest[6:]]


def test_by_itself_it_lints_the_repository(tmp_path: Path) -> None:
    assert words(tmp_path) == ["lint", "--", "."]


def test_each_line_is_one_word_whatever_it_holds(tmp_path: Path) -> None:
    lines = "\n".join(HOSTILE)
    assert words(
        tmp_path, command="plan", paths=lines, args=f"{lines}\n--\n", inventory="a b\r\n\n-c", fail_on="-x"
    ) == [
        *("plan", "--fail-on", "-x", "--nodes", "a b", "--nodes", "-c"),
        *(*HOSTILE, "--", *HOSTILE),
    ]


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"command": "plan"}, ["plan", "--from", "git:c0ffee", "--", "."]),
        ({"command": "plan", "from": "old.yaml"}, ["plan", "--from", "old.yaml", "--", "."]),
        ({"kubernetes_version": "1.29..1.36", "baseline": "b.json"}, None),
    ],
)
def test_a_plan_of_a_merge_request_compares_with_the_commit_where_it_began(
    tmp_path: Path, inputs: dict[str, str], expected: list[str] | None
) -> None:
    found = words(tmp_path, {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "c0ffee"}, **inputs)
    assert found == (expected or ["lint", "-k", "1.29..1.36", "--baseline", "b.json", "--", "."])


@pytest.mark.parametrize(
    ("isolated", "source", "expected"),
    [
        ("forks", "", []),  # no merge request
        ("forks", "7", []),
        ("forks", "8", ["--isolated"]),
        ("true", "", ["--isolated"]),
        ("false", "8", []),
    ],
)
def test_merge_requests_from_forks_are_isolated(
    tmp_path: Path, isolated: str, source: str, expected: list[str]
) -> None:
    projects = {"CI_MERGE_REQUEST_SOURCE_PROJECT_ID": source, "CI_MERGE_REQUEST_PROJECT_ID": source and "7"}
    assert words(tmp_path, projects, isolated=isolated) == ["lint", *expected, "--", "."]


def test_what_pip_installs_is_one_word_too(tmp_path: Path) -> None:
    ran = run(tmp_path, "exit 0", {})
    assert ran.code == 0, ran.out
    assert ran.notes == [["-m", "pip", "install", "--quiet", INPUTS["install"]["default"]]]


def test_the_real_command_writes_the_reports_that_the_job_names(tmp_path: Path) -> None:
    repository = tmp_path / "work"
    repository.mkdir()
    write(repository, {"ds.yaml": (TOP / "examples" / "broken.yaml").read_bytes()})
    real = f'PYTHONPATH={shlex.quote(str(TOP))} exec {shlex.quote(sys.executable)} -m dslint "$@"'
    ran = run(tmp_path, real, {}, install="")
    assert ran.code == 1, ran.out
    reports = job()["artifacts"]["reports"]
    assert {one["location"]["path"] for one in json.loads((repository / reports["codequality"]).read_text())} == {
        "ds.yaml"
    }
    suites = ET.parse(repository / reports["junit"]).getroot()
    assert sum(int(suite.attrib["failures"]) for suite in suites) == 6


def test_every_input_is_described_and_used_and_no_script_holds_one() -> None:
    text = (TOP / "templates" / "dslint.yml").read_text(encoding="utf-8").partition("\n---\n")[2]
    assert set(INPUT.findall(text)) == set(INPUTS)
    assert [name for name, one in INPUTS.items() if "description" not in one and name != "stage"] == []
    (template,) = TEMPLATE.values()
    assert not any(INPUT.search(line) for line in template["script"])
    assert {one["expand"] for one in template["variables"].values() if isinstance(one, dict)} == {False}
