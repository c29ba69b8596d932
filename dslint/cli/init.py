"""dslint init: writes a first configuration, hooks and CI files, and changes no existing files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from dslint.cli import output
from dslint.cli.exit_codes import UsageFailure

if TYPE_CHECKING:
    from dslint.own_files.configuration.settings import Settings

_DUMPS = ("nodes.json", "nodes.yaml")
"""What people call the file with the nodes of a cluster, as the help of `dslint plan` does."""

_HOOK = re.compile(r"^[^#\n]*\b(?:id|entry)[\"']?:\s*[\"']?(?:\S+/)?dslint\b", re.MULTILINE)
_MENTION = re.compile(r"^[^#\n]*\bdslint\b", re.MULTILINE)


class FirstFile(NamedTuple):
    """A file to write, unless one of `others` has what it is for already."""

    path: Path
    text: str
    others: tuple[Path, ...]
    pattern: re.Pattern[str]

    @property
    def is_there(self) -> bool:
        return any(self.pattern.search(_read(other)) for other in self.others)


@click.command("init", short_help="Write a first configuration, hooks and CI files.")
@click.option("--github", "on_github", is_flag=True, help="Also write a workflow for GitHub Actions.")
@click.option("--gitlab", "on_gitlab", is_flag=True, help="Also write a pipeline for GitLab CI.")
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
def command(*, folder: Path, on_github: bool, on_gitlab: bool) -> None:
    """Write a first configuration, hooks and CI files.

    The configuration is for FOLDER (default: the current folder); hooks and CI files go to the top of its repository.
    If FOLDER has a nodes.json or nodes.yaml, dslint plan uses it. Existing files are not changed.
    """
    if not folder.is_dir():
        raise UsageFailure(f"{folder} is not a folder")
    missing = list(_wanted(folder, on_github=on_github, on_gitlab=on_gitlab))
    for file in missing:
        output.write(_placed(file))
    if not missing:
        output.write(["nothing to do"])


def _wanted(folder: Path, *, on_github: bool, on_gitlab: bool) -> Iterator[FirstFile]:
    """What is missing. Raises UsageFailure if the folder's configuration is wrong."""
    from dslint.cli import first_files
    from dslint.cli.installed_from import origin

    configured = _configured(folder)
    dump = next((name for name in _DUMPS if (folder / name).is_file()), "")
    nodes = _inventory(configured) if configured else [folder / dump] if dump else []
    # The first configuration excludes the nodes; another one may not.
    dumps = [path for path in nodes if not configured.excludes(path)] if configured else []
    top, source, plan = _top(folder), origin(), bool(nodes)
    files = []
    if configured is None:
        files.append(FirstFile(folder / ".dslint.yaml", first_files.configuration(dump), (), _MENTION))
    hooks, pipeline, workflows = top / ".pre-commit-config.yaml", top / ".gitlab-ci.yml", top / ".github" / "workflows"
    text = first_files.hooks(source, plan=plan, inventory=[_from(top, path) for path in dumps])
    files.append(FirstFile(hooks, text, (hooks,), _HOOK))
    if on_github:
        others = (*sorted(workflows.glob("*.yml")), *sorted(workflows.glob("*.yaml")))
        files.append(FirstFile(workflows / "dslint.yml", first_files.github(source, plan=plan), others, _MENTION))
    if on_gitlab:
        files.append(FirstFile(pipeline, first_files.gitlab(source, plan=plan), (pipeline,), _MENTION))
    return (file for file in files if not file.is_there)


def _configured(folder: Path) -> Settings | None:
    """The settings of the folder's configuration; None without one. Raises UsageFailure."""
    from dslint.own_files.configuration.files import nearest, settings_of
    from dslint.own_files.configuration.settings import ConfigurationError

    try:
        found = nearest(folder)
        return None if found is None else settings_of(found)
    except ConfigurationError as error:
        raise UsageFailure(str(error)) from error


def _inventory(settings: Settings) -> list[Path]:
    return [(settings.folder or Path()) / name for name in settings.inventory]


def _from(top: Path, path: Path) -> str:
    """The path from the top of the repository on; that of a folder ends in a slash."""
    return os.path.relpath(path, top).replace(os.sep, "/") + ("/" if path.is_dir() else "")


def _top(folder: Path) -> Path:
    """The top of the folder's repository; the folder itself outside of any."""
    from dslint.own_files.folders import project_of
    from dslint.source.file_search import absolute

    top = project_of(folder / ".dslint.yaml")
    return folder if top == absolute(folder) else top


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _placed(file: FirstFile) -> Iterable[str]:
    """Write the file, or say what to add to the one that is there. Raises UsageFailure if it cannot be written."""
    lines = file.text.rstrip("\n").split("\n")
    if not file.path.exists():
        try:
            file.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageFailure(f"{file.path.parent} cannot be made: {error.strerror}") from error
        output.write_file(str(file.path), lines)
        return (f"wrote {file.path}", *_next_step(file))
    return (f"{file.path} is not changed; add this to it:", "", *(f"    {line}" for line in lines), "")


def _next_step(file: FirstFile) -> Iterator[str]:
    """What is left to people."""
    if "OWNER/REPOSITORY@" in file.text or "OWNER/REPOSITORY\n" in file.text:
        yield "  put the address of dslint's repository in place of OWNER/REPOSITORY, and a commit in place of REVISION"
    elif file.path.name == ".pre-commit-config.yaml":
        yield "  run `pre-commit install` (https://pre-commit.com), so that git runs the hooks"
