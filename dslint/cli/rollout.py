"""dslint rollout: kubectl's history, undo and status of a DaemonSet, offline, from saved objects."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from dslint.cli import options, output
from dslint.cli.exit_codes import ExitCode, InputFailure, UsageFailure
from dslint.cli.parameters import check_standard_input, one_of
from dslint.cli.saved_objects import saved_objects

if TYPE_CHECKING:
    from dslint.kubectl.saved_objects import Saved
    from dslint.plans import PlanReport

KINDS = frozenset({"ds", "daemonset", "daemonsets"})
Raw = Mapping[str, Any]
Decorated = TypeVar("Decorated", bound=Callable[..., Any])


@click.group("rollout", short_help="Show kubectl's rollout history, undo and status, offline.")
def command() -> None:
    """Show kubectl's rollout history, undo and status of a DaemonSet, from saved objects.

    Save them with: kubectl get daemonsets,controllerrevisions,pods -o json > objects.json
    """


def _common_options(function: Decorated) -> Decorated:
    """The options of all three commands: the DaemonSet, its file and its namespace."""
    for decorate in (
        click.option("-n", "--namespace", metavar="NAME", help="The DaemonSet's namespace; default: default."),
        click.option(
            "-f",
            "--filename",
            "files",
            multiple=True,
            required=True,
            metavar="FILE",
            help="Saved objects, JSON or YAML; - is standard input. Repeatable.",
        ),
        click.argument("resources", nargs=-1, required=True, metavar="ds/NAME"),
    ):
        function = decorate(function)
    return function


@command.command("history", short_help="Show the revisions that undo can go back to.")
@_common_options
@click.option("--revision", type=int, default=0, metavar="N", help="Show this revision's pod template.")
def history(resources: Sequence[str], files: Sequence[str], namespace: str | None, revision: int) -> None:
    """Show the revisions that undo can go back to, or one of them in full."""
    from dslint.kubectl import rollout

    _write_for_each(resources, files, namespace, lambda saved: rollout.history(saved, revision), revision)


@command.command("status")
@_common_options
@click.option(
    "-w",
    "--watch",
    is_flag=False,
    flag_value="true",
    expose_value=False,
    help="Accepted as in kubectl, but does not wait.",
)
def status(resources: Sequence[str], files: Sequence[str], namespace: str | None) -> None:
    """Show the status of the rollout when the objects were saved."""
    from dslint.kubectl import rollout

    _write_for_each(resources, files, namespace, rollout.status)


@command.command("undo", short_help="Show what going back to an earlier revision does.")
@_common_options
@click.option(
    "--to-revision", type=int, default=0, metavar="N", help="Go back to this revision; default: the previous one."
)
@click.option(
    "--dry-run",
    type=one_of(("none", "client", "server")),
    default="none",
    metavar="none|client|server",
    help="client prints the pod template. Nothing is changed in any case.",
)
@click.option("--nodes", multiple=True, metavar="FILE", help="Plan the undo on this inventory, as dslint plan does.")
@options.versions("; default: the inventory's, else 1.36")
@options.one_format("text", "json", "markdown", "html")
@options.colour()
def undo(  # noqa: PLR0913 - an option each
    *,
    resources: Sequence[str],
    files: Sequence[str],
    namespace: str | None,
    to_revision: int,
    dry_run: str,
    nodes: Sequence[str],
    versions: tuple[str, ...] | None,
    form: str,
    colour: str,
) -> int | None:
    """Show what going back to an earlier revision does; with --nodes, how it rolls out."""
    from dslint.kubectl import rollout

    if not nodes:
        _write_for_each(resources, files, namespace, lambda saved: rollout.undo(saved, to_revision, dry_run).output)
        return None
    report = _planned(resources, files, namespace, to_revision, nodes, versions, course=form == "html")
    return _write_plan(report, form, colour)


def _planned(
    resources: Sequence[str],
    files: Sequence[str],
    namespace: str | None,
    to_revision: int,
    nodes: Sequence[str],
    versions: tuple[str, ...] | None,
    *,
    course: bool,
) -> PlanReport:
    from dslint import planner
    from dslint.inventory.errors import InventoryError
    from dslint.kubectl import rollback, rollout

    check_standard_input(filename=files, nodes=nodes)
    objects = saved_objects(files)
    found = [_found(objects, name, namespace) for name in _names(resources)]
    try:
        targets = [rollout.rollback_target(saved, to_revision) for saved in found]
    except rollout.KubectlError as error:
        _fail(f"error: {error}")
    saved_list = {"kind": "List", "apiVersion": "v1", "items": [raw for raw in objects if raw.get("kind") != "Node"]}
    try:
        report = planner.plan_versions(
            [rollback.undo(saved, target) for saved, target in zip(found, targets, strict=True)],
            inventory=[*nodes, saved_list],
            versions=versions or (),
            course=course,
        )
    except InventoryError as error:
        raise InputFailure(str(error)) from error
    notes = [rollback.renumbered(saved, target, objects) for saved, target in zip(found, targets, strict=True)]
    return _with_notes(report, notes)


def _with_notes(report: PlanReport, notes: Sequence[str]) -> PlanReport:
    """The report with a note for each workload."""
    plans = [
        plan._replace(
            workloads=tuple(
                workload._replace(notes=(*workload.notes, note))
                for workload, note in zip(plan.workloads, notes, strict=True)
            )
        )
        for plan in report.plans
    ]
    return report._replace(plans=tuple(plans))


def _write_plan(report: PlanReport, form: str, colour: str) -> int:
    from dslint.cli.reports import form_of
    from dslint.findings import Severity
    from dslint.report.plan.formats import FORMATS, FormatOptions, with_wishes
    from dslint.report.plan.verdict import worst

    wishes = FormatOptions()
    shown = with_wishes(report, form, wishes)
    output.write_for_terminal(lambda terminal: FORMATS[form](shown, terminal, wishes), colour, form_of(form))
    return ExitCode.FINDINGS if worst(report) is Severity.ERROR else ExitCode.CLEAN


def _write_for_each(
    resources: Sequence[str],
    files: Sequence[str],
    namespace: str | None,
    text_of: Callable[..., str],
    revision: int = 0,
) -> None:
    """Write a text about each DaemonSet. Errors are in kubectl's own words, with its exit code."""
    from dslint.kubectl import rollout

    names = _names(resources)
    objects = saved_objects(files)
    try:
        rollout.check_revision(revision)
        for name in names or _all_names(objects, namespace):
            output.write_text(text_of(_found(objects, name, namespace)))
    except rollout.KubectlError as error:
        _fail(f"error: {error}")


def _all_names(objects: Sequence[Raw], namespace: str | None) -> Sequence[str]:
    """The names of all DaemonSets of the namespace. Raises InputFailure if there are none."""
    from dslint.kubectl.saved_objects import names

    found = names(objects, namespace)
    if not found:
        raise InputFailure(f"no DaemonSet in namespace {namespace or 'default'}; name another one with --namespace")
    return found


def _found(objects: Sequence[Raw], name: str, namespace: str | None) -> Saved:
    from dslint.kubectl.saved_objects import find

    found = find(objects, name, namespace)
    if found is None:
        _fail(f'Error from server (NotFound): daemonsets.apps "{name}" not found')
    return found


def _fail(message: str) -> NoReturn:
    output.write_to_stderr(message)
    raise click.exceptions.Exit(ExitCode.FINDINGS)


def _names(resources: Sequence[str]) -> list[str]:
    """The names in `ds/agent` or `ds agent`; none for `ds` alone, which means all DaemonSets."""
    if "/" in resources[0]:
        parts = [resource.partition("/") for resource in resources]
    else:
        parts = [(resources[0], "/", name) for name in resources[1:]] or [(resources[0], "/", "")]
    for kind, _, _ in parts:
        if kind.split(".")[0].lower() not in KINDS:
            raise UsageFailure(f"{kind} is not a DaemonSet; write ds/NAME")
    return [name for _, _, name in parts if name]
