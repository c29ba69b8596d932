"""What plan is asked for, as one request: manifests, the configuration of their files, one report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dslint import engine
from dslint.api_server.baseline import BaselineError
from dslint.api_server.objects import objects_of_source
from dslint.cli.exit_codes import InputFailure, UsageFailure
from dslint.cli.file_settings import Configured
from dslint.cli.inputs import Input, Inputs, name_of
from dslint.cli.parameters import once
from dslint.findings import Severity, added_up
from dslint.inventory.errors import InventoryError
from dslint.inventory.reader import HOW_TO_GET_ONE
from dslint.kubernetes.release import UnknownGateError, UnknownVersionError
from dslint.own_files.configuration.settings import ConfigurationError, Settings
from dslint.plans import Plan, PlanReport
from dslint.report.plan.verdict import troubles
from dslint.source.document_reader import read_text
from dslint.source.inputs import Text, texts_of

STANDARD_INPUT_NAME = "<stdin>"

USED = ("kubernetesVersions", "featureGates", "select", "ignore", "severity", "failOn", "ignores", "inventory")
"""The settings that a plan uses."""


class Request(NamedTuple):
    """The options that the configuration can set too. None and () mean the value of the configuration."""

    files: Sequence[str]
    nodes: Sequence[str]
    versions: tuple[str, ...] | None
    gates: Mapping[str, bool] | None
    fail_on: str | None
    configuration: str | None


class Outcome(NamedTuple):
    """The report, and whether something in it reaches the threshold."""

    report: PlanReport
    failed: bool


def planned(request: Request, asked: Mapping[str, Any]) -> Outcome:
    """`asked` are further arguments of engine.plan_versions. Raises UsageFailure and InputFailure."""
    once(FILE=request.files, nodes=request.nodes, nodes_after=asked.get("inventory_after") or ())
    configured = Configured(configuration=request.configuration, fail_on=request.fail_on)
    inputs = Inputs(configured, stdin_filename=STANDARD_INPUT_NAME)
    try:
        found = list(inputs.of(request.files))
        file = _deciding(found, configured, request)
        settings = configured.settings(file)
        report = engine.plan_versions(
            found,
            inventory=_inventory(request, settings),
            versions=request.versions or (),
            default_versions=settings.kubernetes_versions,
            feature_gates=settings.feature_gates if request.gates is None else request.gates,
            **asked,
        )
        return _judged(report, configured, inputs, file, only=len(found) == 1)
    except _unreadable() as error:
        raise InputFailure(str(error)) from error
    except _usage() as error:
        raise UsageFailure(str(error)) from error


def _unreadable() -> tuple[type[Exception], ...]:
    """Asked for only when something fails: a plan does not import the rooms that it does not need for their errors."""
    from dslint.expectations.file import UnreadableExpectationsError
    from dslint.policy.policies import UnreadableRulesError

    return InventoryError, BaselineError, UnreadableRulesError, UnreadableExpectationsError


def _usage() -> tuple[type[Exception], ...]:
    from dslint.expectations.file import ExpectationsError
    from dslint.inventory.what_if_operations import WhatIfError
    from dslint.policy.catalogue import UnknownRuleError
    from dslint.policy.policies import UserRulesError
    from dslint.policy.report_filter import UnknownSelectorError

    configured = ConfigurationError, UnknownSelectorError, UnknownRuleError, UserRulesError
    return *configured, WhatIfError, ExpectationsError, UnknownVersionError, UnknownGateError


def _deciding(found: Sequence[Input], configured: Configured, request: Request) -> str | None:
    """The file whose configuration is the plan's: that of the first workload, with which all others agree."""
    names = [name_of(one) for one in found]
    if len({configured.settings(name).file for name in names}) > 1:
        names = [name_of(one) for one in found if _holds_workloads(one)] or names
    if not names:
        return None
    first = configured.settings(names[0])
    for name in names[1:]:
        _check_agreement(first, configured.settings(name), request)
    return names[0]


def _check_agreement(first: Settings, other: Settings, request: Request) -> None:
    """In the settings that a plan uses, as far as the command line does not give them."""
    given = {
        "kubernetesVersions": request.versions,
        "featureGates": request.gates,
        "failOn": request.fail_on,
        "inventory": request.nodes or None,
    }
    for key in USED if other.file != first.file else ():
        if given.get(key) is None and _value(first, key) != _value(other, key):
            places = f"{first.place(key)} and {other.place(key)}"
            raise UsageFailure(
                f"{key} differs between the workloads' files ({places}), and a plan has one configuration:"
                " plan them separately, or give --config FILE"
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


def _judged(report: PlanReport, configured: Configured, inputs: Inputs, file: str | None, *, only: bool) -> Outcome:
    """`file` is the one whose configuration holds, and the `only` one or not."""
    plans = [_counted(plan, configured, inputs, file) for plan in _chosen(report, configured, file, only=only)]
    failed = any(configured.fails(severity, file) for plan in plans for severity, _ in troubles(plan))
    return Outcome(PlanReport(tuple(plans)), failed)


def _chosen(report: PlanReport, configured: Configured, file: str | None, *, only: bool) -> Sequence[Plan]:
    settings = configured.settings(file)
    if settings.file is None:
        return report.plans
    from dslint.policy.expectation_filter import chosen

    choice = configured.choice(file)
    return [chosen(plan, choice, settings.ignores, file if only else None) for plan in report.plans]


def _counted(plan: Plan, configured: Configured, inputs: Inputs, file: str | None) -> Plan:
    """With what the inputs and the configuration left out."""
    found: Iterable[tuple[Severity, str | None]] = [(severity, file) for severity, _ in troubles(plan)]
    return plan._replace(
        remarks=(*plan.remarks, *inputs.remarks),
        silenced=added_up((*plan.silenced, *inputs.excluded, *configured.let_pass(found))),
    )
