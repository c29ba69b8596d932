"""dslint init: a configuration and a pre-commit entry to start from. What is there already stays as it is."""

from __future__ import annotations

from pathlib import Path

import click

from dslint.cli import output
from dslint.cli.exit_codes import UsageFailure
from dslint.kubernetes.release import DEFAULT_VERSION

CONFIGURATION = f"""\
# What dslint is told here holds for this folder and all below. dslint schema config describes all settings,
# dslint config show FILE tells which apply to a file.

# The Kubernetes minors that the manifests are for: one, several, or a range such as 1.33..1.36.
kubernetesVersions: "{DEFAULT_VERSION}"

# From which severity on a finding fails the run: error, warning, info or never.
failOn: error

# Rules to leave out, by code, by the beginning of codes, or by name; dslint rules lists them.
ignore: []

# Files to skip in folders, as in .gitignore.
exclude: []

# The nodes that dslint plan plans on: a file or a list, as kubectl get nodes,pods -A -o json > nodes.json writes it.
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


@click.command("init", short_help="A configuration and a pre-commit hook to start from.")
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
def command(folder: Path) -> None:
    """Write a configuration and a pre-commit entry to start from.

    FOLDER is the repository's top, the current folder unless told. Nothing that is there is changed.
    """
    if not folder.is_dir():
        raise UsageFailure(f"{folder} is no folder")
    output.write(line for name, content in FILES.items() for line in _placed(folder / name, content))


def _placed(path: Path, content: str) -> list[str]:
    lines = content.rstrip("\n").split("\n")
    if not path.exists():
        output.write_file(str(path), lines)
        return [f"wrote {path}"]
    if path.name == ".dslint.yaml":
        return [f"{path} is there already and stays as it is"]
    return [f"{path} is there already; add to it:", "", *(f"    {line}" for line in lines), ""]
