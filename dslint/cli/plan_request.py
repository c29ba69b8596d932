"""A request to plan: manifests, the configuration of their files, one report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dslint import planner
from dslint.api_server.baseline import BaselineError, BaselineUsageError
from dslint.api_server.objects import objects_of_source
from dslint.cli.exit_codes import InputFailure, UsageFailure
from dslint.cli.file_settings import FileSettings
from dslint.cli.inputs import Input, Inputs, file_name, judged
from dslint.cli.parameters import check_standard_input
from dslint.findings import Severity, added_up
from dslint.inventory.errors import InventoryError
from dslint.inventory.reader import HOW_TO_GET_ONE
from dslint.kubernetes.release import UnknownVersionError
from dslint.own_files.configuration.settings import ConfigurationError, Settings
from dslint.plans import Plan, PlanReport
from dslint.source.document_reader import read_text
from dslint.source.inputs import Text, texts_of

STANDARD_INPUT_NAME = "<stdin>"

PLAN_SETTINGS = ("kubernetesVersions", "featureGates", "select", "ignore", "severity", "failOn", "ignores", "inventory")
"""The settings that a plan uses."""


class Request(NamedTuple):
    """The options that the configuration can set too. None and () mean the value from the configuration."""

    files: Sequence[str]
    nodes: Sequence[str]
    versions: tuple[str, ...] | None
    gates: Mapping[str, bool] | None
    fail_on: str | None
    configuration: str | None
    clusters: Mapping[str, Sequence[str]] | None = None
    """The inventory of each of several clusters, which are planned in `jobs` processes; `nodes` does not count then."""
    jobs: int | None = None
    names_count_as_found: bool = False
    """Whether the files may be no manifests, as those that a hook names."""
    texts: Mapping[str, str] = {}
    """What stands in place of the files of these names."""
    exclude: tuple[str, ...] = ()
    isolated: bool = False
    """Whether only options decide: no configuration, suppressions or .gitignore of the tree."""


class Outcome(NamedTuple):
    """The report, and whether something in it reaches the threshold."""

    report: PlanReport
    failed: bool


def planned(
    request: Request, plan_options: Mapping[str, Any], settings_of_files: FileSettings | None = None
) -> Outcome:
    """`plan_options` are further arguments of planner.plan_versions. Raises UsageFailure and InputFailure."""
    check_standard_input(
        FILE=request.files,
        nodes=request.nodes,
        cluster_inventory=[file for files in (request.clusters or {}).values() for file in files],
        nodes_after=plan_options.get("inventory_after") or (),
    )
    configured = settings_of_files or FileSettings(
        configuration=request.configuration,
        fail_on=request.fail_on,
        exclude=request.exclude,
        isolated=request.isolated,
    )
    inputs = Inputs(
        configured,
        respect_gitignore=not request.isolated,
        stdin_filename=STANDARD_INPUT_NAME,
        names_count_as_found=request.names_count_as_found,
        texts=request.texts,
    )
    try:
        found = list(inputs.texts(request.files))
        file = _file_of_configuration(found, configured, request)
        settings = configured.settings(file)
        report = planner.plan_versions(
            found,
            scope=inputs.scope(request.files),
            inventory=() if request.clusters else _inventory(request, settings),
            inventories=request.clusters,
            jobs=request.jobs,
            versions=request.versions or (),
            default_versions=settings.kubernetes_versions,
            feature_gates=settings.feature_gates if request.gates is None else request.gates,
            user=settings.user or None,
            heed_suppressions=not request.isolated,
            **plan_options,
        )
        return _outcome(report, configured, inputs, file, request.files, only=len(found) == 1)
    except _unreadable() as error:
        raise InputFailure(str(error)) from error
    except _usage() as error:
        raise UsageFailure(str(error)) from error


def _unreadable() -> tuple[type[Exception], ...]:
    """A function, so that a plan without errors does not import the rooms of these errors."""
    from dslint.expectations.file import UnreadableExpectationsError
    from dslint.policy.policies import UnreadableRulesError

    return InventoryError, BaselineError, UnreadableRulesError, UnreadableExpectationsError


def _usage() -> tuple[type[Exception], ...]:
    from dslint.expectations.file import ExpectationsError
    from dslint.inventory.what_if_operations import WhatIfError
    from dslint.policy.catalogue import UnknownRuleError
    from dslint.policy.policies import UserRulesError
    from dslint.policy.report_filter import UnknownSelectorError

    configuration = ConfigurationError, UnknownSelectorError, UnknownRuleError, UserRulesError
    plan = WhatIfError, ExpectationsError, UnknownVersionError
    return *configuration, *plan, BaselineUsageError


def _file_of_configuration(found: Sequence[Input], configured: FileSettings, request: Request) -> str | None:
    """The file whose configuration applies: that of the first workload. All others must agree with it."""
    names = [file_name(one) for one in found]
    if len({configured.settings(name).file for name in names}) > 1:
        names = [file_name(one) for one in found if _holds_workloads(one)] or names
    if not names:
        return None
    first = configured.settings(names[0])
    for name in names[1:]:
        _check_agreement(first, configured.settings(name), request)
    return names[0]


def _check_agreement(first: Settings, other: Settings, request: Request) -> None:
    """Raises UsageFailure if two files differ in a setting that the plan uses and the command line does not set."""
    given = {
        "kubernetesVersions": request.versions,
        "featureGates": request.gates,
        "failOn": request.fail_on,
        "inventory": request.nodes or request.clusters,
    }
    for key in PLAN_SETTINGS if other.file != first.file else ():
        if given.get(key) is None and _value(first, key) != _value(other, key):
            places = f"{first.place(key)} and {other.place(key)}"
            raise UsageFailure(
                f"{key} differs between the configurations of the workloads ({places}), and a plan has only one;"
                " plan the workloads separately, or use --config FILE"
            )


def _holds_workloads(one: Input) -> bool:
    texts = texts_of(one) if isinstance(one, Path) else [one]
    return any(isinstance(text, Text) and objects_of_source(read_text(text.text, text.name)).objects for text in texts)


def _value(settings: Settings, key: str) -> object:
    return settings.inventory_files if key == "inventory" else settings.to_dict()[key]


def _inventory(request: Request, settings: Settings) -> Sequence[str]:
    nodes = request.nodes or settings.inventory_files
    if not nodes:
        raise UsageFailure(f"no inventory; use --nodes FILE, or set inventory in .dslint.yaml; {HOW_TO_GET_ONE}")
    return nodes


def _outcome(
    report: PlanReport, configured: FileSettings, inputs: Inputs, file: str | None, paths: Sequence[str], *, only: bool
) -> Outcome:
    """`file` is the one whose configuration applies; `only` is whether there is no other file."""
    filtered = _filtered(report, configured, file, paths, only=only)
    plans = [_with_silenced(plan, configured, inputs, file) for plan in filtered]
    failed = any(configured.fails(finding.severity, file) for plan in plans for finding in plan.findings)
    return Outcome(report._replace(plans=tuple(plans)), failed)


def _filtered(
    report: PlanReport, configured: FileSettings, file: str | None, paths: Sequence[str], *, only: bool
) -> Sequence[Plan]:
    settings = configured.settings(file)
    if settings.file is None:
        return report.plans
    from dslint.policy.expectation_filter import filtered_plan

    choice = configured.report_filter(file)
    ignores = judged(settings.ignores, settings.folder, paths if len(report.plans) == 1 else ())
    return [filtered_plan(plan, choice, ignores, file if only else None) for plan in report.plans]


def _with_silenced(plan: Plan, configured: FileSettings, inputs: Inputs, file: str | None) -> Plan:
    """The plan, with what the inputs and the configuration left out."""
    found: Iterable[tuple[Severity, str | None]] = [(finding.severity, file) for finding in plan.findings]
    return plan._replace(
        remarks=(*plan.remarks, *inputs.remarks),
        silenced=added_up((*plan.silenced, *inputs.excluded, *configured.passed_errors(found))),
    )
