"""dslint init: writes a first configuration and pre-commit hook, and changes no existing files."""

from __future__ import annotations

from pathlib import Path

import click

from dslint.cli import output
from dslint.cli.exit_codes import UsageFailure
from dslint.kubernetes.release import DEFAULT_VERSION

CONFIGURATION = f"""\
# Applies to this folder and all folders below it. dslint schema config describes all settings,
# dslint config show FILE shows the ones that apply to a file.

# The Kubernetes versions to check for: one, several, or a range such as 1.33..1.36.
kubernetesVersions: "{DEFAULT_VERSION}"

# The lowest severity that fails the run: error, warning, info or never.
failOn: error

# Rules to disable, by code, code prefix or name; dslint rules lists them.
ignore: []

# Files to skip in folders, as in .gitignore.
exclude: []

# The nodes to plan on: a file or a list of files. To get one from a cluster:
# kubectl get nodes,pods -A -o json > nodes.json
# inventory: nodes.json
"""

HOOKS = """\
# kube-dslint, the package of dslint, is not published yet: put the address of its repository in place of
# OWNER/REPOSITORY, and one of its tags or commits in place of REVISION.
repos:
- repo: https://github.com/OWNER/REPOSITORY
  rev: REVISION
  hooks:
  - id: dslint
"""

FILES = {".dslint.yaml": CONFIGURATION, ".pre-commit-config.yaml": HOOKS}


@click.command("init", short_help="Write a first configuration and pre-commit hook.")
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
def command(folder: Path) -> None:
    """Write a first configuration and pre-commit hook.

    FOLDER is the top of the repository; default: the current folder. Existing files are not changed.
    """
    if not folder.is_dir():
        raise UsageFailure(f"{folder} is not a folder")
    output.write(line for name, content in FILES.items() for line in _placed(folder / name, content))


def _placed(path: Path, content: str) -> list[str]:
    lines = content.rstrip("\n").split("\n")
    if not path.exists():
        output.write_file(str(path), lines)
        return [f"wrote {path}"]
    if path.name == ".dslint.yaml":
        return [f"{path} already exists; not changed"]
    return [f"{path} already exists; add this to it:", "", *(f"    {line}" for line in lines), ""]
