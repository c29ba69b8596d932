"""The distribution is kube-dslint: `dslint` alone is another project's, and no text tells anyone to install it."""

from __future__ import annotations

import re

import pytest

from tests.house.checkout import TOP, project_files
from tools.requirements import project

OURS = "kube-dslint"
REPOSITORY = "https://github.com/OWNER/REPOSITORY"
RECORDED = ("tests/conformance/recorded/", "tools/kubernetes-api/")

INSTALLERS = r"(?:pip3?|pipx|uv pip|uv tool|conda|brew|apt|apt-get) (?:install|run|inject|download)|\buvx|\buv add"
OPTIONS = r"(?:\s+-{1,2}[a-z][\w-]*(?:[ =]\S+(?=\s+\S))?)*"
WAYS = (
    re.compile(rf"(?:{INSTALLERS}){OPTIONS}\s+[\"'`]?(?P<name>[\w./:+-]*dslint[\w./:+-]*)", re.IGNORECASE),
    re.compile(r"additional_dependencies:[^\n]*?[\[\"'\s,](?P<name>[\w-]*dslint)\b"),
    re.compile(r"(?P<name>[\w-]*\bdslint)(?:\[\w+\])?\s*(?:==|~=|>=)\s*[\d{]"),
    re.compile(r"(?P<name>[\w-]*\bdslint) @ "),
)
FROM = re.compile(r"--from[ =][\"']?([^\s\"']+)")
ADDRESS = re.compile(
    r"https?://(?:github\.com|gitlab\.com|pypi\.org|\S*readthedocs\S*)/\S*dslint\S*|img\.shields\.io", re.IGNORECASE
)


def texts() -> list[tuple[str, str]]:
    """The project's own files that are text, but for this one."""
    found = []
    for name in project_files():
        if name.startswith(RECORDED) or name == "tests/house/test_name.py":
            continue
        try:
            found.append((name, about_dslint((TOP / name).read_text(encoding="utf-8"))))
        except UnicodeDecodeError:
            continue
    return found


def about_dslint(text: str) -> str:
    """The lines that name dslint, each with the one before it, which may hold the command."""
    lines = text.splitlines()
    named = [number for number, line in enumerate(lines) if "dslint" in line.lower()]
    return "\n".join(lines[number] for number in sorted({*named, *(max(number - 1, 0) for number in named)}))


def installed(text: str) -> list[str]:
    """The names of distributions of ours, or not ours, that a text tells to install."""
    return [name for way in WAYS for match in way.finditer(text) if "://" not in (name := distribution(match))]


def distribution(match: re.Match[str]) -> str:
    """The name that is installed: what runs a command from a distribution names that with --from."""
    origin = FROM.search(match[0])
    return origin[1] if origin else match["name"]


def test_no_text_tells_anyone_to_install_another_distribution() -> None:
    told = [(file, name) for file, text in texts() for name in installed(text) if name != OURS]
    assert told == []


@pytest.mark.parametrize(
    "text",
    [
        "pip install dslint",
        "pip install --upgrade dslint",
        "python -m pip install -q 'dslint'",
        "pipx install dslint",
        "uvx dslint lint",
        "uv tool install dslint",
        "additional_dependencies: [dslint==0.1.0]",
        "additional_dependencies: [pyyaml, dslint]",
        'dslint[test]>=1"',
        "dslint==0.1.0",
        "dslint @ git+https://localhost/x",
    ],
)
def test_a_text_that_names_another_distribution_is_found(text: str) -> None:
    assert "dslint" in installed(text)
    assert installed(text.replace("dslint", OURS)) == [OURS] * len(installed(text))


def test_pyproject_declares_the_name() -> None:
    declared = project()["project"]
    assert declared["name"] == OURS
    assert set(declared["scripts"]) == {"dslint"}
    assert "urls" not in declared, "the project has no address yet"


def test_no_address_of_the_project_leads_nowhere() -> None:
    """Until the project has an address, its place is held by OWNER/REPOSITORY."""
    assert [(file, found) for file, text in texts() for found in ADDRESS.findall(text)] == []


def test_the_ways_in_name_the_repository_and_say_that_nothing_is_published() -> None:
    readme = " ".join((TOP / "README.md").read_text(encoding="utf-8").split())
    assert f"pip install git+{REPOSITORY}" in readme
    assert f"repo: {REPOSITORY}" in readme
    assert "The package is not published yet" in readme
    for command in re.findall(r"pip install \S+", readme):
        assert command == f"pip install git+{REPOSITORY}"


def test_the_readme_tells_how_to_run_the_command_right_after_make_plan() -> None:
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    assert 0 < readme.index(".venv/bin/dslint") - readme.index("make plan") < 300
