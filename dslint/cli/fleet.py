"""The options of `dslint plan` for several clusters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from dslint.cli import output
from dslint.cli.exit_codes import InputFailure, UsageFailure
from dslint.source.file_search import NotRead, find_files

Clusters = Mapping[str, Sequence[str]]
"""The files of each cluster's inventory, by the cluster's name."""

NAMES_CLUSTERS = "--cluster-inventory NAME=FILE, or --fleet with --nodes FOLDER"


class FleetOptions(NamedTuple):
    """The options as they are given; `nodes` is --nodes, `nodes_after` is --nodes-after."""

    cluster_inventory: Sequence[str]
    fleet: bool
    jobs: int | None
    nodes: Sequence[str]
    nodes_after: Sequence[str]


def clusters_of(given: FleetOptions) -> Clusters | None:
    """The clusters; None if the plan is for one. Raises UsageFailure and InputFailure."""
    if not given.cluster_inventory and not given.fleet:
        if given.jobs is not None:
            raise UsageFailure(f"--jobs is for plans of several clusters; name them with {NAMES_CLUSTERS}")
        return None
    _check(given)
    return _named(given.cluster_inventory) if given.cluster_inventory else _in_folder(given.nodes)


def _check(given: FleetOptions) -> None:
    if given.cluster_inventory and given.fleet:
        raise UsageFailure("--fleet and --cluster-inventory both name the clusters; use one of them")
    if given.cluster_inventory and given.nodes:
        raise UsageFailure("--nodes is the inventory of one cluster; name each with --cluster-inventory NAME=FILE")
    if given.nodes_after:
        raise UsageFailure("--nodes-after is for one cluster; plan that cluster alone, or use --what-if")


def _named(given: Iterable[str]) -> Clusters:
    """A cluster that is named several times has all these files."""
    found: dict[str, list[str]] = {}
    for text in given:
        name, equals, file = text.partition("=")
        if not (name and equals and file):
            raise UsageFailure(f"--cluster-inventory {text}: write NAME=FILE, such as prod-eu=prod-eu.json")
        found.setdefault(name, []).append(file)
    return found


def _in_folder(nodes: Sequence[str]) -> Clusters:
    """Each file of the folder is a cluster, and so is each folder in it."""
    if len(nodes) != 1 or not Path(nodes[0]).is_dir():
        raise UsageFailure("--fleet needs --nodes FOLDER, a folder with one file or folder for each cluster")
    folder = Path(nodes[0])
    found: dict[str, list[str]] = {}
    origin: dict[str, str] = {}
    for file in find_files(folder):
        if isinstance(file, NotRead):
            _not_read(file)
            continue
        first, *below = file.relative_to(folder).parts
        name = first if below else Path(first).stem
        if origin.setdefault(name, first) != first:
            raise UsageFailure(f"{folder}: {origin[name]} and {first} are both cluster {name}; rename one of them")
        found.setdefault(name, []).append(str(file))
    if not found:
        raise InputFailure(f"{folder}: no inventories in this folder (*.yaml, *.yml, *.json)")
    return found


def _not_read(file: NotRead) -> None:
    if file.failed:
        raise InputFailure(f"{file.path}: {file.message}")
    output.write_to_stderr(f"dslint: {file.path}: {file.message}")
