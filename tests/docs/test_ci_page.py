"""docs/ci.md: every example can be read by the program that it is for, and its commands are run."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from dslint.cli import first_files
from dslint.cli.installed_from import Origin
from dslint.report.plan.markdown import MARKER
from tests.cli.conftest import Dslint
from tests.house.checkout import TOP, git
from tests.house.test_gitlab_component import INPUTS as COMPONENT
from tests.repositories import commit, write

PAGE = (TOP / "docs" / "ci.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", PAGE, flags=re.DOTALL | re.MULTILINE)
ACTION = yaml.safe_load((TOP / "action.yml").read_text(encoding="utf-8"))
EXAMPLES = TOP / "examples"


def example(key: str) -> Any:
    """The example in YAML that has this key."""
    (found,) = [value for value in (yaml.safe_load(text) for name, text in BLOCKS if name == "yaml") if key in value]
    return found


def section(title: str) -> str:
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def rows(title: str) -> list[tuple[str, str]]:
    return re.findall(r"^\| `([\w-]+)` \| ([^|]*)\|", section(title), flags=re.MULTILINE)


def test_the_tables_name_every_hook_input_and_output_and_no_other() -> None:
    hooks = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {name for name, _ in rows("pre-commit")} == {hook["id"] for hook in hooks}
    assert [name for name, _ in rows("GitHub Actions")] == [*ACTION["inputs"], *ACTION["outputs"]]
    for name, default in rows("GitHub Actions")[: len(ACTION["inputs"])]:
        assert default.strip("` ") == ACTION["inputs"][name]["default"]


def test_the_hooks_end_their_options_and_exist() -> None:
    hooks = {hook["id"] for hook in yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    (repository,) = example("repos")["repos"]
    assert {hook["id"] for hook in repository["hooks"]} == hooks
    for hook in repository["hooks"]:
        assert hook.get("args", ["--"])[-1] == "--"
        re.compile(hook.get("files", ""))


def test_the_workflow_uses_inputs_and_outputs_of_the_action() -> None:
    steps = example("jobs")["jobs"]["dslint"]["steps"]
    ours = [step for step in steps if step.get("uses") == "OWNER/REPOSITORY@REVISION"]
    assert [step["id"] for step in ours] == ["lint", "plan"]
    assert all(set(step["with"]) <= set(ACTION["inputs"]) for step in ours)
    others = [step["uses"] for step in steps if "uses" in step and step not in ours]
    assert [uses for uses in others if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", uses)] == []
    written = yaml.safe_load(first_files.github(Origin(), plan=False))["jobs"]["dslint"]["steps"][0]["uses"]
    assert others[0] == written, "the same commit wherever we name it"
    used = re.findall(r"steps\.(\w+)\.outputs\.([\w-]+)", PAGE)
    assert {step for step, _ in used} == {"lint", "plan"}
    assert {output for _, output in used} <= set(ACTION["outputs"])


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("", ["POST", "repos/o/r/issues/7/comments"]),
        ("https://api.example/comments/3\nhttps://api.example/comments/4", ["PATCH", "https://api.example/comments/3"]),
    ],
)
def test_the_comment_of_an_earlier_run_is_updated(tmp_path: Path, before: str, words: list[str]) -> None:
    steps = example("jobs")["jobs"]["dslint"]["steps"]
    (step,) = [step for step in steps if "run" in step]
    assert "${{" not in step["run"]
    assert f'startswith("{MARKER}")' in step["run"]
    program = tmp_path / "gh"
    program.write_text(f'#!/bin/sh\ncase "$*" in\n*--paginate*) echo "{before}" ;;\n*) printf "%s\\n" "$@" ;;\nesac\n')
    program.chmod(0o755)
    given = {"COMMENTS": "repos/o/r/issues/7/comments", "COMMENT": "a file.md"}
    assert {*given, "GH_TOKEN"} == set(step["env"])
    environment = {**given, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    command = ["bash", "-e", "-c", step["run"]]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    assert done.stdout.splitlines() == ["api", "--method", *words, "--field", "body=@a file.md", "--silent"]


def test_the_pipeline_gives_the_component_inputs_that_it_has() -> None:
    first, plan = example("include")["include"]
    assert first["component"] == plan["component"] == "$CI_SERVER_FQDN/OWNER/REPOSITORY/dslint@REVISION"
    assert set(plan["inputs"]) <= set(COMPONENT)
    named = re.search(r"the same inputs as the action and (.*?)\.", " ".join(section("GitLab CI").split()))
    assert named is not None
    extra = set(re.findall(r"`([\w-]+)`", named[1]))
    assert set(COMPONENT) == set(ACTION["inputs"]) - {"working-directory"} | extra


def test_the_task_hands_each_parameter_over_as_a_word(dslint: Dslint, tmp_path: Path) -> None:
    spec = example("apiVersion")["spec"]
    (step,) = spec["steps"]
    name = tmp_path / "a name; touch pwned.yaml"
    name.write_bytes((EXAMPLES / "broken.yaml").read_bytes())
    values = {"args": ["--format", "concise"], "paths": [str(name)]}
    assert set(values) == {one["name"] for one in spec["params"] if one.get("type") == "array"}
    command: list[str] = []
    for word in [*step["command"], *step["args"]]:
        array = re.fullmatch(r"\$\(params\.(\w+)\[\*]\)", word)
        command += values[array[1]] if array else [word]
    assert command.pop(0) == "dslint"
    ran = dslint(*command)
    assert ran.code == 1
    assert ran.out.startswith(f"{name}:14:23: error DS234")


def test_the_script_lints_and_plans_what_a_branch_changes(repository: Path) -> None:
    write(
        repository,
        {
            "manifests/agent.yaml": (EXAMPLES / "update" / "old.yaml").read_bytes(),
            "nodes.yaml": (EXAMPLES / "nodes.yaml").read_bytes(),
            "dslint.sh": next(text for name, text in BLOCKS if name == "sh"),
            "programs/dslint": f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m dslint "$@"\n',
        },
    )
    (repository / "programs" / "dslint").chmod(0o755)
    commit(repository)
    git(repository, "checkout", "--quiet", "-b", "change")
    write(repository, {"manifests/agent.yaml": (EXAMPLES / "update" / "new.yaml").read_bytes()})
    commit(repository)
    path = {"PATH": f"{repository}/programs:{os.environ['PATH']}", "PYTHONPATH": str(TOP), "GITHUB_ACTIONS": ""}
    command = ["sh", "dslint.sh", "main"]
    done = subprocess.run(command, env={**os.environ, **path}, check=False, capture_output=True, text=True)
    assert done.returncode == 1, done.stdout + done.stderr
    reports = [(repository / f"dslint-{command}.xml").read_text() for command in ("lint", "plan")]
    assert ["<failure" in text for text in reports] == [False, True]


def test_the_commands_of_init_write_what_the_page_says(dslint: Dslint, repository: Path) -> None:
    shown = re.findall(r"^    (dslint init.*?) +# (.*)$", PAGE, flags=re.MULTILINE)
    for command, files in shown:
        assert dslint(*shlex.split(command)[1:]).code == 0
        assert [name for name in re.findall(r"\.[\w/.-]+", files) if not (repository / name).is_file()] == []
    assert dslint(*shlex.split(shown[-1][0])[1:]).out == "nothing to do\n"


def test_the_image_is_run_with_what_it_starts() -> None:
    words = shlex.split(re.findall(r"^    (docker run .*)$", PAGE, flags=re.MULTILINE)[0])
    tag = re.findall(r"^    docker build --tag (\w+) \.$", PAGE, flags=re.MULTILINE)
    place = words.index(tag[0])
    assert {"--read-only", "--rm"} <= set(words[:place])
    assert words[place + 1 :] == ["lint", "manifests"]
    text = (TOP / "Dockerfile").read_text(encoding="utf-8")
    assert 'ENTRYPOINT ["dslint"]' in text
    assert "WORKDIR /work\n" in text
    assert f"docker build --tag {tag[0]} ." in text
