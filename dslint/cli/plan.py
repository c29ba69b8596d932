"""dslint plan: where workloads run on the nodes of an inventory, where not and why, and how a change rolls out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dslint.cli import options, output, reports
from dslint.cli.exit_codes import ExitCode
from dslint.cli.parameters import Destination
from dslint.cli.workload_size import workload_size

if TYPE_CHECKING:
    from dslint.plans import PlanReport
    from dslint.report.plan.formats import FormatOptions
    from dslint.report.terminal import Terminal

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
FORMATS = (
    *(
        "text",
        "concise",
        "json",
        "jsonl",
        "sarif",
        "junit",
        "tap",
        "github",
        "gitlab",
        "checkstyle",
        "markdown",
        "html",
    ),
)

WITH_REMARKS = frozenset({"text", "concise", "json", "jsonl", "tap", "markdown", "html"})
"""Formats that contain the remarks on a plan."""


def _input_options(function: Decorated) -> Decorated:
    """The options for the nodes and the change."""
    for decorate in reversed((
        click.argument("files", nargs=-1, metavar="FILE…"),
        click.option(
            "--nodes",
            multiple=True,
            metavar="FILE",
            help="The inventory: a file, a folder, or - for standard input; default: the configuration's. Repeatable.",
        ),
        click.option(
            "--cluster-inventory",
            multiple=True,
            metavar="NAME=FILE",
            help="The inventory of one of several clusters, instead of --nodes. Repeatable.",
        ),
        click.option(
            "--fleet", is_flag=True, help="Plan several clusters: --nodes is a folder with a file or folder for each."
        ),
        options.jobs("plan several clusters; default: one for each processor"),
        click.option(
            "--from",
            "baseline",
            multiple=True,
            metavar="OLD",
            help="What runs now: manifests, or git:REF for the same paths at a commit.",
        ),
        click.option(
            "--nodes-after",
            "inventory_after",
            multiple=True,
            metavar="FILE",
            help="The inventory after the change, if nodes change with it.",
        ),
        click.option("--unready", multiple=True, metavar="NODES", help="Nodes whose current pod is not ready."),
        click.option("--broken", multiple=True, metavar="NODES", help="Nodes whose new pod never becomes ready."),
        click.option(
            "--allow-removal",
            multiple=True,
            metavar="NODES",
            help="Nodes that may lose the pod without a finding; * is all. Repeatable.",
        ),
        click.option(
            "--what-if",
            multiple=True,
            metavar="OPERATION",
            help="Also plan on changed nodes and show what differs: 'drain w-1', 'cordon group=spot',"
            " 'taint pool=arm k=v:NoSchedule', 'remove zone=b' …",
        ),
        click.option(
            "--expect", metavar="FILE", help="Expectations that the plan must satisfy, instead of the default ones."
        ),
        click.option(
            "--workload-size",
            type=workload_size,
            metavar="cpu=2,memory=4Gi",
            help="Show on how many nodes a pod of this size fits beside the node agents, before and after.",
        ),
        click.option(
            "--keep-node-labels",
            is_flag=True,
            help="Plan newer versions on the nodes as they are, without what kubeadm changes at an upgrade.",
        ),
        click.option("--bind-all", is_flag=True, help="Also ask admission policies that no binding puts into force."),
        click.option("--together", is_flag=True, help="Create all workloads at once, highest priority first."),
        click.option("--sequential", is_flag=True, help="Let each changed workload settle before the next changes."),
    )):  # fmt: skip
        function = decorate(function)
    return function


def _output_options(function: Decorated) -> Decorated:
    """The options for the output."""
    for decorate in reversed((
        click.option("--explain", multiple=True, metavar="NODE", help="Show every check of this node."),
        click.option("--trace", is_flag=True, help="Show the rollout step by step."),
        click.option("--scores", is_flag=True, help="Show the scheduler's scores of the nodes for a Pod."),
        click.option("--all", "everything", is_flag=True, help="Name every node, group and finding."),
        options.versions("; default: the inventory's, else the configuration's, else 1.36"),
        options.gates(),
        options.formats(FORMATS, "text"),
        options.output_file(),
        options.relative_to(),
        options.colour(),
        options.fail_on(),
        options.allow_empty(),
        options.exclude(),
        options.configuration(),
        options.isolated(),
    )):  # fmt: skip
        function = decorate(function)
    return function


@click.command("plan", short_help="Show where manifests will run, where not and why.")
@_input_options
@_output_options
def command(  # noqa: PLR0913 - an option each
    *,
    destinations: Sequence[Destination],
    output_file: str | None,
    relative_to: str | None,
    colour: str,
    everything: bool,
    allow_empty: bool,
    files: Sequence[str],
    nodes: Sequence[str],
    cluster_inventory: Sequence[str],
    fleet: bool,
    jobs: int | None,
    versions: tuple[str, ...] | None,
    gates: dict[str, bool] | None,
    fail_on: str | None,
    exclude: tuple[str, ...],
    configuration: str | None,
    isolated: bool,
    **plan_options: Any,
) -> int:
    """Show where DaemonSets and Pods will run, where not and why, and how a change rolls out.

    Save the nodes of a cluster with: kubectl get nodes,pods -A -o json > nodes.json
    """
    from dslint.cli.plan_request import Request, planned
    from dslint.report.plan.formats import FormatOptions

    chosen = reports.destinations(destinations, "text", output_file)
    renamed = reports.renaming(relative_to, (one.format for one in chosen))
    clusters = None
    if cluster_inventory or fleet or jobs is not None:
        from dslint.cli.fleet import FleetOptions, clusters_of

        clusters = clusters_of(FleetOptions(cluster_inventory, fleet, jobs, nodes, plan_options["inventory_after"]))
    request = Request(
        files,
        nodes,
        versions,
        gates,
        fail_on,
        configuration,
        clusters,
        jobs,
        allow_empty,
        exclude=exclude,
        isolated=isolated,
    )
    course = any(destination.format == "html" for destination in chosen)
    outcome = planned(request, {**plan_options, "course": course})
    wishes = FormatOptions(everything=everything, trace=plan_options["trace"])
    _write(outcome.report, chosen, colour, renamed, wishes)
    _write_remarks(outcome.report, {destination.format for destination in chosen})
    if outcome.report.failures or any(plan.unreadable for plan in outcome.report.plans):
        return ExitCode.INPUT
    if not _something_planned(outcome.report, plan_options["baseline"], manifests=bool(files)) and not allow_empty:
        reason = "no DaemonSet or Pod in " + ", ".join(files) if files else "no FILE given"
        output.write_to_stderr(f"dslint: nothing to plan: {reason}; --allow-empty makes that a success")
        return ExitCode.INPUT
    if outcome.failed:
        return ExitCode.FINDINGS
    return ExitCode.INPUT if any(plan.unchecked for plan in outcome.report.plans) else ExitCode.CLEAN


def _write(
    report: PlanReport,
    destinations: Sequence[Destination],
    colour: str,
    renamed: Callable[[str], str] | None,
    wishes: FormatOptions,
) -> None:
    from dslint.report.plan.formats import FORMATS, summary, with_wishes

    def lines(destination: Destination, terminal: Terminal) -> Iterable[str]:
        form = destination.format
        return FORMATS[form](with_wishes(_as_known_to(form, report, renamed), form, wishes), terminal, wishes)

    reports.deliver(destinations, lines, lambda: summary(report), colour=colour)


def _as_known_to(form: str, report: PlanReport, renamed: Callable[[str], str] | None) -> PlanReport:
    """The report with the names that files have for the readers of a format."""
    if renamed is None or form not in reports.FOR_REPOSITORIES:
        return report
    from dslint.report.plan.paths import with_paths

    return with_paths(report, renamed)


def _write_remarks(report: PlanReport, formats: set[str]) -> None:
    """Write the remarks to standard error, unless one of the formats contains them; clusters without a plan always."""
    for failure in report.failures:
        output.write_to_stderr(f"dslint: {failure}")
    if not formats & WITH_REMARKS:
        for remark in dict.fromkeys(remark for plan in report.plans for remark in plan.remarks):
            output.write_to_stderr(f"dslint: {remark}")


def _something_planned(report: PlanReport, baseline: Sequence[str], *, manifests: bool) -> bool:
    """Whether the plan has a workload, or compares static pods of the inventory with earlier ones."""
    from dslint.source.inputs import names_commit

    if any(plan.workloads for plan in report.plans) or manifests or not baseline:
        return any(plan.workloads for plan in report.plans)
    static_pods = [pod for plan in report.plans for pod in plan.static_pods]
    # A commit may have nothing of the folders.
    return any(pod.change is not None or not all(map(names_commit, baseline)) for pod in static_pods)
