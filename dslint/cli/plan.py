"""dslint plan: where workloads run on an inventory's nodes, why not elsewhere, and how a change gets there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dslint.cli import options, output, reports
from dslint.cli.exit_codes import ExitCode, InputFailure, UsageFailure
from dslint.cli.parameters import NEVER, Destination

if TYPE_CHECKING:
    from dslint.findings import Note
    from dslint.linting.inputs import Text
    from dslint.plans import PlanReport
    from dslint.report.terminal import Terminal

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
STANDARD_INPUT = "<stdin>"
FORMATS = ("text", "json", "markdown", "html", "junit", "github", "sarif")


def _nodes_and_change(function: Decorated) -> Decorated:
    """What the workloads are planned on, and what changes with them."""
    for decorate in reversed((
        click.argument("files", nargs=-1, metavar="FILE…"),
        click.option(
            "--nodes",
            multiple=True,
            required=True,
            metavar="FILE",
            help="The inventory: a file, a folder, or - for standard input. Repeatable.",
        ),
        click.option("--from", "baseline", multiple=True, metavar="FILE", help="The manifests that run now."),
        click.option(
            "--nodes-after",
            "inventory_after",
            multiple=True,
            metavar="FILE",
            help="The inventory once the change is applied, where nodes change with it.",
        ),
        click.option("--unready", multiple=True, metavar="NODES", help="Nodes whose present pod is not ready."),
        click.option("--broken", multiple=True, metavar="NODES", help="Nodes whose new pod never gets ready."),
        click.option(
            "--what-if",
            multiple=True,
            metavar="OPERATION",
            help="'drain w-1', 'cordon group=spot', 'taint pool=arm k=v:NoSchedule', 'remove zone=b' …: plan that too,"
            " and show what differs.",
        ),
        click.option(
            "--expect", metavar="FILE", help="Expectations that the plan must meet, instead of the plain ones."
        ),
        click.option("--together", is_flag=True, help="All workloads are there at once: highest priority first."),
    )):  # fmt: skip
        function = decorate(function)
    return function


def _asked_for(function: Decorated) -> Decorated:
    """What to show."""
    for decorate in reversed((
        click.option("--explain", multiple=True, metavar="NODE", help="Show every check of this node."),
        click.option("--trace", is_flag=True, help="Show the rollout step by step."),
        click.option("--scores", is_flag=True, help="Show the scheduler's scores of a plain Pod's nodes."),
        click.option("--all", "everything", is_flag=True, help="Name every node and every group."),
        options.versions(),
        options.gates(),
        options.formats(FORMATS, "text unless told."),
        options.colour(),
        options.fail_on(),
        options.allow_empty(),
    )):  # fmt: skip
        function = decorate(function)
    return function


@click.command("plan", short_help="Where manifests run on an inventory, and why not elsewhere.")
@_nodes_and_change
@_asked_for
def command(  # noqa: PLR0913 - an option each
    *,
    files: Sequence[str],
    nodes: Sequence[str],
    versions: tuple[str, ...] | None,
    gates: dict[str, bool] | None,
    destinations: Sequence[Destination],
    colour: str,
    everything: bool,
    fail_on: str | None,
    allow_empty: bool,
    **asked: Any,
) -> int:
    """Where DaemonSets and Pods run on the nodes of an inventory, why not elsewhere, and how a change gets there."""
    from dslint import engine

    chosen = reports.destinations(destinations, "text")
    try:
        report = engine.plan_versions(
            _sources(files), inventory=nodes, versions=versions or (), feature_gates=gates, **asked
        )
    except ValueError as error:
        raise _failure(error) from error
    _write(report, chosen, colour, everything=everything)
    return _exit_code(report, fail_on, allow_empty=allow_empty, manifests=bool(files))


def _failure(error: ValueError) -> Exception:
    """What the user did wrong; anything else is our own fault, and stays what it is."""
    from dslint.inventory.errors import InventoryError
    from dslint.inventory.operations import WhatIfError
    from dslint.linting.baseline import BaselineError
    from dslint.rollout.expectations.file import ExpectationsError

    if isinstance(error, (InventoryError, BaselineError)):
        return InputFailure(str(error))
    return UsageFailure(str(error)) if isinstance(error, (WhatIfError, ExpectationsError)) else error


def _sources(files: Sequence[str]) -> Iterator[str | Text | Note]:
    from dslint.linting.inputs import standard_input

    for file in files:
        yield standard_input(STANDARD_INPUT) if file == "-" else file


def _write(report: PlanReport, destinations: Sequence[Destination], colour: str, *, everything: bool) -> None:
    from dslint.report.plan import wording
    from dslint.report.plan.formats import FORMATS, Wishes

    def lines(form: str, terminal: Terminal) -> Iterable[str]:
        return FORMATS[form](report, terminal, Wishes(everything=everything))

    reports.deliver(destinations, lines, lambda: wording.in_short(report), colour=colour)


def _exit_code(report: PlanReport, fail_on: str | None, *, allow_empty: bool, manifests: bool) -> ExitCode:
    """An inventory's static pods are something to plan where no manifests were given."""
    from dslint.findings import Severity
    from dslint.report.plan.verdict import worst

    if any(plan.unreadable for plan in report.plans):
        return ExitCode.INPUT
    if not any(plan.workloads or (plan.static_pods and not manifests) for plan in report.plans):
        if allow_empty:
            return ExitCode.CLEAN
        output.tell("dslint: nothing to plan; --allow-empty makes that a success")
        return ExitCode.INPUT
    found = worst(report)
    if found is None or fail_on == NEVER:
        return ExitCode.CLEAN
    return ExitCode.FOUND if found.reaches(Severity(fail_on or "error")) else ExitCode.CLEAN
