"""The steps of action.yml, run by bash as GitHub's runner does, with inputs that it or a shell could misread."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.house.checkout import TOP, git, new_repository

ACTION = yaml.safe_load((TOP / "action.yml").read_text(encoding="utf-8"))
INSTALL, RUN = ACTION["runs"]["steps"]
HOSTILE = [
    "a name with blanks.yaml",
    "--write-baseline=pwned",
    "-k",
    "*",
    "$(touch pwned)",
    "`touch pwned`",
    "; touch pwned #",
    "'\"",
    " leading blank",
    "\\",
    "$HOME",
    "${{ inputs.paths }}",
    "::error::pwned",
    "sarif<<x",
]
SINGLE = ["a\n::add-mask::x", "a\nsarif=/etc/passwd"]

# Notes its words, writes each report that it is asked for, and ends as told.
FAKE = """\
import os, sys
words = sys.argv[sys.argv.index("dslint") + 1:]
open(os.environ["NOTE"], "w").write("\\0".join([os.getcwd(), *words]))
print(os.environ.get("SAY", ""))
if int(os.environ["END"]) != 2:
    for word in words:
        name, _, file = word.partition("=")
        if name in ("github", "markdown", "sarif", "html") and file.startswith(os.environ["RUNNER_TEMP"]):
            open(file, "w").write(f"{name} of dslint\\n" + os.environ.get("SAY", ""))
sys.exit(int(os.environ["END"]))
"""


class Ran(NamedTuple):
    """`words` are dslint's, without the reports that every run is asked for."""

    code: int
    folder: str
    words: list[str]
    out: str
    summary: str
    outputs: dict[str, str]


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """The runner's folder for temporary files, with the environment of an installed dslint."""
    place = tmp_path / "runner temp" / "dslint" / "bin" / "python"
    place.parent.mkdir(parents=True)
    (tmp_path / "work" / "sub folder").mkdir(parents=True)
    (tmp_path / "fake.py").write_text(FAKE, encoding="utf-8")
    executable(place, f'exec {shlex.quote(sys.executable)} -S {shlex.quote(str(tmp_path / "fake.py"))} "$@"')
    return tmp_path / "runner temp"


def executable(place: Path, script: str) -> None:
    place.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    place.chmod(0o755)


def bash(step: dict[str, Any], environment: dict[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a step's script as GitHub's runner does for `shell: bash`."""
    assert step["shell"] == "bash"
    script = folder.parent / "step.sh"
    script.write_text(step["run"], encoding="utf-8")
    words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    return subprocess.run(
        words, cwd=folder, env={**os.environ, **environment}, check=False, capture_output=True, text=True
    )


def variables(inputs: dict[str, str]) -> dict[str, str]:
    """The step's variables, with the inputs given or at their defaults."""
    given = {name.replace("_", "-"): text for name, text in inputs.items()}
    values = {name: declared["default"] for name, declared in ACTION["inputs"].items()} | given
    assert set(values) == set(ACTION["inputs"])
    texts = {name: text for name, text in RUN["env"].items() if name != "FORK"}
    return {name: values[re.fullmatch(r"\$\{\{ inputs\.(\S+) }}", text)[1]] for name, text in texts.items()}


def run(runner: Path, end: int = 0, say: str = "", fork: str = "", **inputs: str) -> Ran:
    """Run the step with these inputs, for a dslint that says something and ends with this code.

    `fork` is what the expression of that variable gives: nothing without a pull request.
    """
    work, note = runner.parent / "work", runner.parent / "note"
    summary, outputs = runner.parent / "summary", runner.parent / "outputs"
    for file in (summary, outputs):
        file.write_text("")
    told = {"NOTE": str(note), "END": str(end), "SAY": say, "FORK": fork}
    files = {"RUNNER_TEMP": str(runner), "GITHUB_OUTPUT": str(outputs), "GITHUB_STEP_SUMMARY": str(summary)}
    done = bash(RUN, {**variables(inputs), **told, **files}, work)
    assert [path.name for path in work.rglob("*")] == ["sub folder"], "the script wrote something"
    folder, *words = note.read_text(encoding="utf-8").split("\0") if note.exists() else [""]
    mine = without_reports(words) if words else []
    return Ran(done.returncode, folder, mine, done.stdout + done.stderr, summary.read_text(), read_outputs(outputs))


def without_reports(words: list[str]) -> list[str]:
    """The words of a run without its formats, each of which is asked for once."""
    command, first, *rest = words
    formats = ["text", "github", "markdown", "sarif", "html"]
    asked = [first, *rest[: 2 * len(formats) - 1]]
    assert asked[::2] == ["--format"] * len(formats)
    assert [word.partition("=")[0] for word in asked[1::2]] == formats
    return [command, *rest[2 * len(formats) - 1 :]]


def read_outputs(file: Path) -> dict[str, str]:
    """The outputs as the runner reads them: NAME<<END, lines, END."""
    lines, found = file.read_text(encoding="utf-8").split("\n"), {}
    assert lines.pop() == ""
    while lines:
        name, end = lines.pop(0).split("<<")
        place = lines.index(end)
        found[name] = "\n".join(lines[:place])
        lines = lines[place + 1 :]
    return found


def test_without_inputs_the_current_folder_is_linted(runner: Path) -> None:
    ran = run(runner)
    assert ran.words == ["lint", "--", "."]
    assert ran.folder == str(runner.parent / "work")


@pytest.mark.parametrize(
    ("isolated", "fork", "expected"),
    [
        ("forks", "", []),  # a push
        ("forks", "false", []),
        ("forks", "true", ["--isolated"]),
        ("true", "", ["--isolated"]),
        ("false", "true", []),
    ],
)
def test_pull_requests_from_forks_are_isolated(runner: Path, isolated: str, fork: str, expected: list[str]) -> None:
    assert run(runner, isolated=isolated, fork=fork).words == ["lint", *expected, "--", "."]
    assert run(runner, command="plan", isolated=isolated, fork=fork).words == ["plan", *expected, "--", "."]


def test_whether_a_run_is_isolated_is_not_guessed(runner: Path) -> None:
    ran = run(runner, isolated="yes")
    assert (ran.code, ran.words) == (2, [])
    assert "the input isolated must be true, false or forks" in ran.out


def test_a_fork_is_a_pull_request_whose_branch_is_in_another_repository() -> None:
    event = "github.event.pull_request"
    assert RUN["env"]["FORK"] == f"${{{{ {event} && {event}.head.repo.full_name != github.repository }}}}"


def test_each_line_of_paths_is_one_file_whatever_it_holds(runner: Path) -> None:
    assert run(runner, paths="\n".join([*HOSTILE, "--"]) + "\n").words == ["lint", "--", *HOSTILE, "--"]


def test_each_line_of_args_is_one_word(runner: Path) -> None:
    ran = run(runner, command="plan", args="--expect\nmy file.yaml\n\n--\n", paths="ds.yaml\r\n\r\nother.yaml")
    assert ran.words == ["plan", "--expect", "my file.yaml", "--", "ds.yaml", "other.yaml"]
    assert run(runner, args="\n".join(HOSTILE)).words == ["lint", *HOSTILE, "--", "."]


def test_each_line_of_an_inventory_and_of_what_runs_now_is_one_value(runner: Path) -> None:
    ran = run(runner, command="plan", inventory="\n".join(HOSTILE), **{"from": "git:origin/main...\nold one.yaml\n"})
    nodes = [word for value in HOSTILE for word in ("--nodes", value)]
    assert ran.words == ["plan", *nodes, "--from", "git:origin/main...", "--from", "old one.yaml", "--", "."]


@pytest.mark.parametrize("hostile", ["--write-baseline=pwned", "$(touch pwned)", *SINGLE])
def test_a_version_and_a_severity_are_one_word_each(runner: Path, hostile: str) -> None:
    ran = run(runner, kubernetes_version=hostile, fail_on=hostile)
    assert ran.words == ["lint", "-k", hostile, "--fail-on", hostile, "--", "."]
    assert set(ran.outputs) == {"exit-code", "sarif", "comment", "html"}
    assert "::add-mask::" not in ran.out


def test_a_baseline_is_for_lint(runner: Path) -> None:
    assert run(runner, baseline="a baseline.json\n").words == ["lint", "--baseline", "a baseline.json", "--", "."]


@pytest.mark.parametrize(
    ("inputs", "told"),
    [
        ({"command": "lint", "inventory": "nodes.yaml"}, "the input inventory is for the command plan"),
        ({"command": "plan", "baseline": "x"}, "the input baseline is for the command lint; what runs now belongs in"),
        ({"baseline": "x\ny"}, "the input baseline is one file"),
        ({"from": "x\ny"}, "the input from is one file, folder or git:REF for the command lint"),
        ({"paths": "\n\r\n"}, "the input paths is empty; write . for the whole folder"),
        ({"working_directory": "missing\n::add-mask::y"}, "the input working-directory is not a folder"),
        *(
            ({"command": command}, "the input command must be lint or plan; write options in args, one word per line")
            for command in ("lint --strict", "rollout", "", "lint; touch pwned", "x\n::add-mask::y", "-k")
        ),
    ],
)
def test_inputs_without_a_meaning_end_the_step_and_are_not_repeated(
    runner: Path, inputs: dict[str, str], told: str
) -> None:
    ran = run(runner, **inputs)
    assert (ran.code, ran.words, ran.outputs) == (2, [], {"exit-code": "2"})
    assert ran.out.startswith(f"::error title=dslint::{told}")
    assert ran.out.count("\n") == 1


def test_the_step_runs_in_the_working_directory(runner: Path) -> None:
    inside = runner.parent / "work" / "sub folder"
    assert run(runner, working_directory="sub folder").folder == str(inside)
    assert run(runner, working_directory=str(inside)).folder == str(inside)
    assert run(runner, working_directory="-").code == 2


@pytest.mark.parametrize("end", [0, 1, 2, 3, 4])
def test_the_exit_code_is_that_of_dslint_and_an_output(runner: Path, end: int) -> None:
    ran = run(runner, end=end)
    assert (ran.code, ran.outputs["exit-code"]) == (end, str(end))
    told = f"dslint lint ended with exit code {end}: "
    assert (f"::error title=dslint::{told}" in ran.out) is (end > 1)
    assert (f"❌ **{told}" in ran.summary) is (end > 1)


def test_the_reports_are_outputs_and_the_markdown_is_the_summary(runner: Path) -> None:
    ran = run(runner, end=1)
    reports = {name: Path(file) for name, file in ran.outputs.items() if name != "exit-code"}
    assert {file.parent.parent for file in reports.values()} == {runner}
    assert {name: file.read_text() for name, file in reports.items()} == {
        "sarif": "sarif of dslint\n",
        "comment": "markdown of dslint\n",
        "html": "html of dslint\n",
    }
    assert ran.summary.strip() == "markdown of dslint"


def test_two_steps_of_a_job_have_reports_of_their_own(runner: Path) -> None:
    assert run(runner).outputs["sarif"] != run(runner).outputs["sarif"]


def test_without_a_report_no_output_names_one(runner: Path) -> None:
    ran = run(runner, end=2)
    assert ran.outputs == {"exit-code": "2"}
    assert ran.summary.strip() == "❌ **dslint lint ended with exit code 2: wrong usage or configuration**"


def test_the_text_for_people_is_fenced_and_the_annotations_are_not(runner: Path) -> None:
    """The runner takes no command until the fence, a word that nobody can know, is said again."""
    said = "::set-output name=sarif::pwned"
    out = run(runner, say=said).out
    fence = re.match(r"::stop-commands::([0-9a-f]{32})\n", out)
    assert fence is not None
    fenced, _, rest = out.removeprefix(fence[0]).partition(f"::{fence[1]}::\n")
    assert fenced == f"{said}\n"
    assert rest == f"::group::Annotations\ngithub of dslint\n{said}::endgroup::\n"
    assert fence[1] not in run(runner, say=said).out


def real(runner: Path, work: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], str, dict[str, str]]:
    """Run the step with the real dslint: what it prints, the summary and the outputs."""
    import_path = f"import sys; sys.path.insert(0, {str(TOP)!r}); from dslint.__main__ import main; main()"
    # The words of the script are: -I -m dslint WORDS.
    script = f'shift 3; exec {shlex.quote(sys.executable)} -I -c {shlex.quote(import_path)} "$@"'
    executable(runner / "dslint" / "bin" / "python", script)
    summary, outputs = runner / "summary", runner / "outputs"
    files = {"RUNNER_TEMP": str(runner), "GITHUB_OUTPUT": str(outputs), "GITHUB_STEP_SUMMARY": str(summary)}
    done = bash(RUN, {**variables(inputs), **files, "GITHUB_ACTIONS": "true"}, work)
    return done, summary.read_text(encoding="utf-8"), read_outputs(outputs)


def test_the_real_command_reads_what_the_action_hands_it(runner: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    (work / "--format=text=pwned").write_text("kind: Pod\napiVersion: v1\nnope: 1\n", encoding="utf-8")
    (work / "json.py").write_text("raise SystemExit('imported from the workspace')\n", encoding="utf-8")
    done, summary, outputs = real(runner, work, paths="--format=text=pwned")
    assert done.returncode == 1, done.stderr
    assert "::error file=--format=text=pwned,line=3" in done.stdout
    assert "nope" in summary
    assert '"2.1.0"' in Path(outputs["sarif"]).read_text(encoding="utf-8")
    assert Path(outputs["html"]).read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert not (work / "pwned").exists()


def test_a_plan_of_a_branch_annotates_its_lines_and_writes_the_comment(runner: Path, tmp_path: Path) -> None:
    """In a folder of the repository: GitHub knows its files from the top on."""
    work = tmp_path / "work" / "sub folder"
    for name, source in {"agent.yaml": "old.yaml", "nodes.yaml": "../nodes.yaml"}.items():
        (work / name).write_bytes((TOP / "examples" / "update" / source).read_bytes())
    new_repository(work.parent)
    (work / "agent.yaml").write_bytes((TOP / "examples" / "update" / "new.yaml").read_bytes())
    inputs = {"command": "plan", "inventory": "nodes.yaml", "from": "git:HEAD", "working-directory": "sub folder"}
    done, summary, outputs = real(runner, work.parent, paths="agent.yaml", **inputs)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "::error file=sub folder/agent.yaml,line=22" in done.stdout
    assert '"uri": "sub%20folder/agent.yaml"' in Path(outputs["sarif"]).read_text(encoding="utf-8")
    assert "AT RISK: 6 of 27 nodes lose logging/agent" in summary
    assert Path(outputs["comment"]).read_text(encoding="utf-8").startswith("<!-- dslint plan -->\n")
    assert Path(outputs["html"]).read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert git(work, "status", "--porcelain", "--short").split() == ["M", "agent.yaml"]


def test_scripts_hold_no_expression() -> None:
    """What `${{ }}` holds would become text of the script."""
    assert [step["name"] for step in ACTION["runs"]["steps"] if "${{" in step["run"]] == []


def test_every_input_reaches_the_script_and_every_output_is_written() -> None:
    inputs = {text for name, text in RUN["env"].items() if name != "FORK"}
    assert {re.fullmatch(r"\$\{\{ inputs\.(\S+) }}", text)[1] for text in inputs} == set(ACTION["inputs"])
    for name, declared in ACTION["outputs"].items():
        assert declared["value"] == f"${{{{ steps.{RUN['id']}.outputs.{name} }}}}"


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder with a python3 that only notes what pip is told."""
    programs, note = tmp_path / "programs", tmp_path / "note"
    programs.mkdir()
    executable(tmp_path / "pip", f'pwd >> {note}; echo "$PIP_CONSTRAINT $PIP_BUILD_CONSTRAINT $*" >> {note}')
    is_new = 'if [ "$1" = -c ]; then exit "${OLD-0}"; fi'
    executable(programs / "python3", f'{is_new}; mkdir -p "$3/bin" && cp {tmp_path}/pip "$3/bin/python"')
    return programs


def install(programs: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    temporary = programs.parent / "runner temp"
    temporary.mkdir(exist_ok=True)
    path = f"{programs}:{os.environ['PATH']}"
    given = {"GITHUB_ACTION_PATH": str(TOP), "RUNNER_TEMP": str(temporary), "PATH": path, **environment}
    return bash(INSTALL, given, temporary)


def test_the_action_installs_itself_with_the_constraints_once_in_a_job(programs: Path) -> None:
    for _ in range(2):
        done = install(programs)
        assert done.returncode == 0, done.stderr
    folder, words = (programs.parent / "note").read_text(encoding="utf-8").splitlines()
    assert Path(folder) == TOP
    assert words == "constraints.txt constraints.txt -m pip install --quiet --disable-pip-version-check .[admission]"


def test_another_revision_of_the_action_installs_itself_anew(programs: Path, tmp_path: Path) -> None:
    install(programs)
    (tmp_path / "other").mkdir()
    assert install(programs, GITHUB_ACTION_PATH=str(tmp_path / "other")).returncode == 0
    assert (programs.parent / "note").read_text(encoding="utf-8").splitlines()[2] == str(tmp_path / "other")


def test_an_old_python_is_named(programs: Path) -> None:
    done = install(programs, OLD="1")
    assert done.returncode == 2
    assert done.stdout.startswith("::error::dslint needs Python 3.10 or later; use actions/setup-python")
