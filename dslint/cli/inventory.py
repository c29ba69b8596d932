"""dslint inventory: what an inventory expands to, a dump as a small inventory, other tools' node lists."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from dslint.cli import options, output
from dslint.cli.exit_codes import InputFailure, UsageFailure
from dslint.cli.file_names import FilesGroup
from dslint.cli.parameters import STANDARD_INPUT, check_standard_input
from dslint.report.escapes import Form, visible
from dslint.report.wording import plural

if TYPE_CHECKING:
    from dslint.kubernetes.cluster import Cluster


@click.group("inventory", cls=FilesGroup, short_help="Show, compress or import inventories of nodes.")
def command() -> None:
    """Show what an inventory expands to, compress a cluster dump, import node lists of other tools."""


@command.command("show", short_help="Show what an inventory expands to, and what is assumed.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--what-if",
    "what_if",
    multiple=True,
    metavar="OPERATIONS",
    help="Apply changes first, such as 'cordon gen-*; add spot=10'.",
)
@click.option(
    "--for",
    "manifests",
    multiple=True,
    metavar="MANIFEST",
    help="List what is not declared and decides where the workloads of this file or folder run. Repeatable.",
)
@click.option("--all", "every", is_flag=True, help="Name every node.")
@options.versions("; default: the inventory's, else 1.36")
@options.one_format("text", "json")
@options.colour()
def show(
    paths: tuple[str, ...],
    what_if: tuple[str, ...],
    manifests: tuple[str, ...],
    versions: tuple[str, ...] | None,
    form: str,
    colour: str,
    *,
    every: bool,
) -> None:
    """Show what files, folders or - (standard input) expand to, and what is assumed."""
    from dslint.inventory.overview import overview
    from dslint.report import inventory as report

    version = _one(versions)
    if manifests and STANDARD_INPUT in paths:
        raise UsageFailure("--for reads the inventory twice, so it cannot come from standard input; save it first")
    shown = overview(read(paths, version, what_if))
    if manifests:
        shown = replace(shown, undeclared=_undeclared(paths, manifests, version, what_if))
    if form == "json":
        output.write_json(shown.to_dict())
    else:
        output.write_for_terminal(lambda terminal: report.lines(shown, terminal, every=every), colour)


@command.command("compress", short_help="Write a cluster dump as a small inventory.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--anonymise", is_flag=True, help="Replace names of nodes, namespaces and workloads, and labels with their values."
)
@click.option(
    "--keep-label", "kept", multiple=True, metavar="KEY", help="With --anonymise: keep this label. Repeatable."
)
@click.option("-o", "--output", "file", metavar="FILE", help="File to write; default: standard output.")
@options.versions("; default: the inventory's, else 1.36")
def compress(
    paths: tuple[str, ...],
    kept: tuple[str, ...],
    file: str | None,
    versions: tuple[str, ...] | None,
    *,
    anonymise: bool,
) -> None:
    """Write a cluster dump (kubectl get nodes,pods -A -o json) as a small inventory."""
    from dslint.inventory.anonymization import Replacements, anonymised
    from dslint.inventory.compression import compress as compressed

    if kept and not anonymise:
        raise UsageFailure("--keep-label has no effect without --anonymise; give both, or neither")
    cluster = read(paths, _one(versions))
    left_out = list(cluster.notes)
    if anonymise:
        cluster = anonymised(cluster, Replacements(frozenset(kept)))
        left_out = cluster.notes
    small = compressed(cluster)
    nodes, pods = plural(len(cluster.nodes), "node"), plural(len(cluster.pods), "pod")
    comments = [f"{nodes} and {pods}, compressed by dslint"]
    comments += [f"left out: {what}" for what in (*left_out, *small.left_out)]
    _write(small.inventory, small.objects, comments, file)


@command.command("import")
@click.argument("path", metavar="FILE")
@click.option("-o", "--output", "file", metavar="FILE", help="File to write; default: standard output.")
def import_(path: str, file: str | None) -> None:
    """Write another tool's node list as an inventory.

    The tools are kind, eksctl, kOps, Cluster API, and kubectl (get nodes, describe nodes).

    FILE is a file, or - for standard input.
    """
    from dslint.inventory.errors import InventoryError
    from dslint.inventory.files import text_of
    from dslint.inventory.imports.tools import import_nodes

    try:
        tool, imported = import_nodes(*text_of(path))
    except InventoryError as error:
        raise InputFailure(str(error)) from error
    comments = [f"imported from {tool} by dslint", *(f"unknown: {what}" for what in imported.unknown)]
    _write(imported.inventory(), [], comments, file)


def _undeclared(
    paths: tuple[str, ...], manifests: tuple[str, ...], version: str | None, what_if: tuple[str, ...]
) -> tuple[str, ...]:
    """What a plan of the manifests assumes of objects that are not declared, and how to declare them."""
    from dslint.inventory.assumptions import undeclared_sentences
    from dslint.planner import plan_versions

    versions = () if version is None else (version,)
    plan = plan_versions(manifests, inventory=paths, versions=versions, what_if=what_if).plans[0]
    for note in plan.unreadable:
        raise InputFailure(f"{note.file}: {note.message}")
    if not plan.workloads:
        raise InputFailure(f"--for: no DaemonSet or Pod in {', '.join(manifests)}")
    found = plan.what_if.plan if plan.what_if else plan
    return tuple(undeclared_sentences(found.inventory.undeclared, paths))


def _write(
    inventory: dict[str, object], objects: list[dict[str, object]], comments: list[str], file: str | None
) -> None:
    from dslint.inventory.compact_writer import inventory_text

    # A name with a line break would end the comment.
    lines = inventory_text(inventory, objects, map(visible, comments)).splitlines()
    if file is None:
        output.write(lines, Form.DOCUMENT)
    else:
        output.write_file(file, lines)


def read(paths: tuple[str, ...], version: str | None, what_if: tuple[str, ...] = ()) -> Cluster:
    """The Cluster of the paths, after the operations. Raises InputFailure, UsageFailure."""
    from dslint.inventory.reader import InventoryError, read_inventory
    from dslint.inventory.what_if import what_if as applied
    from dslint.inventory.what_if_operations import WhatIfError
    from dslint.kubernetes.release import DEFAULT_VERSION, Release

    check_standard_input(PATH=paths)
    release = Release.of(version) if version else None
    try:
        cluster = read_inventory(paths, release, nodes_needed=True)
        return applied(cluster, what_if, release or Release.of(cluster.kubernetes_version or DEFAULT_VERSION))
    except InventoryError as error:
        raise InputFailure(str(error)) from error
    except WhatIfError as error:
        raise UsageFailure(f"--what-if: {error}") from error


def _one(versions: tuple[str, ...] | None) -> str | None:
    if versions is not None and len(versions) > 1:
        raise UsageFailure("give one version, such as -k 1.36")
    return versions[0] if versions else None
