"""Dockerfile, read and run without an engine, which test environments rarely have.

The files that it copies are laid out, the commands of its first stage run in a plain environment, and dslint runs there
as in the image. Debian's packages are not installed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

import pytest

from dslint.version import __version__
from tests.house.checkout import TOP, new_repository, project_files

IGNORED = [line for line in (TOP / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
VENV = "/opt/dslint"


class Instruction(NamedTuple):
    name: str
    text: str

    @property
    def words(self) -> list[str]:
        return self.text.split()


def instructions() -> list[Instruction]:
    lines = [line for line in (TOP / "Dockerfile").read_text().splitlines() if not line.startswith("#")]
    whole = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return [Instruction(*line.split(" ", 1)) for line in whole.splitlines() if line]


def stages() -> tuple[list[Instruction], list[Instruction]]:
    """What is done in the stage that builds, and in the one that is kept; each without its FROM."""
    found = instructions()
    first, second = (place for place, instruction in enumerate(found) if instruction.name == "FROM")
    return found[first + 1 : second], found[second + 1 :]


BUILD, KEPT = stages()


def of(stage: list[Instruction], name: str) -> list[Instruction]:
    return [instruction for instruction in stage if instruction.name == name]


def is_sent(name: str) -> bool:
    """Whether a file is part of the build's context: the last pattern that matches it or a folder above decides."""
    sent = True
    for line in IGNORED:
        pattern = line.removeprefix("!")
        above = ("/".join(name.split("/")[:count]) for count in range(1, name.count("/") + 2))
        if any(fnmatch(part, pattern) or fnmatch(f"/{part}", pattern.replace("**", "*")) for part in above):
            sent = line.startswith("!")
    return sent


def test_both_stages_have_one_python_that_is_pinned_by_its_digest() -> None:
    (argument,) = of(instructions(), "ARG")
    assert re.fullmatch(r"PYTHON=python:3\.\d+\.\d+-slim-\w+@sha256:[0-9a-f]{64}", argument.text)
    assert [one.text for one in of(instructions(), "FROM")] == ["${PYTHON} AS build", "${PYTHON}"]


def test_the_image_runs_as_nobody_in_particular_and_keeps_nothing_of_the_build_but_the_environment() -> None:
    (user,) = of(KEPT, "USER")
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", user.text), "Kubernetes knows only by numbers that it is not root"
    assert [one.text for one in of(KEPT, "COPY")] == [f"--from=build {VENV} {VENV}"]
    assert json.loads(of(KEPT, "ENTRYPOINT")[0].text) == ["dslint"]
    assert KEPT.index(user) > max(KEPT.index(one) for one in of(KEPT, "RUN"))


def test_the_context_has_what_is_copied_and_nothing_else() -> None:
    copied = [name for one in of(BUILD, "COPY") for name in one.words[:-1]]
    assert [name for name in copied if not (TOP / name).exists()] == []
    wanted = {name for name in project_files() if name in copied or name.split("/")[0] in copied}
    assert {name for name in project_files() if is_sent(name)} == wanted
    assert not is_sent("dslint/cli/__pycache__/init.cpython-313.pyc")


@pytest.fixture(scope="module")
def image() -> Iterator[Path]:
    """A folder that all may enter, with the environment that the commands of the first stage make."""
    folder = Path(tempfile.mkdtemp(prefix="dslint-image-"))
    folder.chmod(0o755)
    source = folder / "src"
    for name in filter(is_sent, project_files()):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(TOP / name, source / name)
    (folder / "programs").mkdir()
    (folder / "programs" / "python3").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (folder / "programs" / "python3").chmod(0o755)
    kept = ("PIP_", "SSL_", "HTTP_", "HTTPS_", "http_", "https_", "no_", "NO_PROXY")
    # Some modules of the environment are imported, so pip is not to compile them all.
    surroundings = {name: value for name, value in os.environ.items() if name.startswith(kept)} | {
        "PIP_NO_COMPILE": "0"
    }
    for command in of(BUILD, "RUN"):
        subprocess.run(
            ["/bin/sh", "-c", command.text.replace(VENV, str(folder / "opt"))],
            cwd=source,
            env={**surroundings, "PATH": f"{folder}/programs:/usr/bin:/bin"},
            check=True,
            capture_output=True,
            text=True,
        )
    yield folder
    shutil.rmtree(folder)


# The interpreter of the tests may be where only root may enter: all that is imported is imported before root is left.
AS_USER = """\
import contextlib, io, os, sys
from dslint.cli.run import run
user, group, *words = sys.argv[1:]
if os.geteuid() == 0:
    os.environ["XDG_CACHE_HOME"] = "/nowhere"
    with contextlib.redirect_stdout(io.StringIO()):
        run(words)
    del os.environ["XDG_CACHE_HOME"]
    os.setgroups([])
    os.setgid(int(group))
    os.setuid(int(user))
sys.exit(run(words))
"""


def run(image: Path, *command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a program of the environment with the image's variables and nothing else."""
    text = " ".join(one.text for one in of(KEPT, "ENV")).replace(VENV, str(image / "opt"))
    environment = dict(part.split("=", 1) for part in text.replace("$PATH", "/usr/bin:/bin").split())
    program = environment["PATH"].split(":")[0] + "/" + command[0]
    return subprocess.run(
        [program, *command[1:]], cwd=cwd, env=environment, check=False, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def repository(image: Path) -> Path:
    """A repository of another user, where dslint's user may only read."""
    folder = image / "work"
    folder.mkdir(mode=0o755)
    text = (TOP / "examples" / "update" / "old.yaml").read_text(encoding="utf-8")
    (folder / "agent.yaml").write_text(text, encoding="utf-8")
    new_repository(folder)
    (folder / "agent.yaml").write_text(re.sub(r"\bapp: agent\b", "app: other", text), encoding="utf-8")
    return folder


def everything(folder: Path) -> dict[str, int]:
    return {str(path): path.lstat().st_mtime_ns for path in folder.rglob("*")}


def test_it_compares_with_a_commit_as_a_user_without_a_home_who_may_write_nothing(
    image: Path, repository: Path
) -> None:
    before = everything(image)
    user, group = of(KEPT, "USER")[0].text.split(":")
    words = ("lint", "--from", "git:HEAD", "--format", "concise", "agent.yaml")
    ran = run(image, "python", "-c", AS_USER, user, group, *words, cwd=repository)
    assert (ran.returncode, ran.stderr) == (1, "")
    assert ran.stdout.startswith("agent.yaml:9:5: error DS243 changed-selector: ")
    assert everything(image) == before


def test_the_command_is_where_the_entry_point_looks(image: Path, repository: Path) -> None:
    assert run(image, "dslint", "--version", cwd=repository).stdout == f"dslint {__version__}\n"


def test_the_environment_has_the_library_for_admission_policies_and_no_installer(image: Path) -> None:
    installed = {path.name.split("-")[0] for path in image.glob("opt/lib/python3*/site-packages/*.dist-info")}
    assert "kube_dslint" in installed
    assert "pip" not in installed
    assert ("cel_expr_python" in installed) is (sys.version_info >= (3, 11))


def test_the_versions_are_those_of_the_constraints(image: Path) -> None:
    pins = dict(line.split(" ;")[0].strip().split("==") for line in constraints())
    for path in image.glob("opt/lib/python3*/site-packages/*.dist-info"):
        name, version = path.name.removesuffix(".dist-info").split("-")
        if name != "kube_dslint":
            assert pins[re.sub(r"[-_.]+", "-", name).lower()] == version


def constraints() -> list[str]:
    lines = (TOP / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if re.match(r"[\w.-]+==", line)]
