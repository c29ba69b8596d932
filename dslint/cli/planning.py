"""What plan is asked for, as one request: manifests, the configuration of their files, one report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from dslint import engine
from dslint.cli.configured import Configured
from dslint.cli.exit_codes import InputFailure, UsageFailure
from dslint.cli.inputs import Input, Inputs, name_of
from dslint.cli.parameters import once
from dslint.config.settings import ConfigurationError, Settings
from dslint.findings import Severity, added_up
from dslint.inventory.errors import InventoryError
from dslint.inventory.operations import WhatIfError
from dslint.inventory.read import HOW_TO_GET_ONE
from dslint.kubernetes.release import UnknownGateError, UnknownVersionError
from dslint.linting.baseline import BaselineError
from dslint.plans import Plan, PlanReport
from dslint.policy import catalogue
from dslint.policy.own_rules import OwnRulesError
from dslint.policy.planned import chosen
from dslint.policy.selection import UnknownSelectorError
from dslint.report.plan.verdict import troubles
from dslint.rollout.expectations.file import ExpectationsError

STANDARD_INPUT_NAME = "<stdin>"

USED = ("kubernetesVersions", "featureGates", "select", "ignore", "severity", "failOn", "ignores", "inventory")
"""The settings that a plan uses."""

_CONFIGURED = (ConfigurationError, UnknownSelectorError, catalogue.UnknownRuleError, OwnRulesError)
_USAGE = (*_CONFIGURED, WhatIfError, ExpectationsError, UnknownVersionError, UnknownGateError)


class Request(NamedTuple):
    """The command line, as far as the configuration has a say. None and () stand for what the configuration says."""

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
        settings = _settings(found, configured, request)
        report = engine.plan_versions(
            found,
            inventory=_inventory(request, settings),
            versions=request.versions or (),
            default_versions=settings.kubernetes_versions,
            feature_gates=settings.feature_gates if request.gates is None else request.gates,
            **asked,
        )
        return _judged(report, configured, inputs, found)
    except _USAGE as error:
        raise UsageFailure(str(error)) from error
    except (InventoryError, BaselineError) as error:
        raise InputFailure(str(error)) from error


def _settings(found: Sequence[Input], configured: Configured, request: Request) -> Settings:
    """Those of the workloads' files: one plan has one configuration."""
    first, *others = [configured.settings(name_of(one)) for one in found] or [configured.settings(None)]
    given = {"kubernetesVersions": request.versions, "featureGates": request.gates, "failOn": request.fail_on}
    used = [key for key in USED if given.get(key) is None and not (key == "inventory" and request.nodes)]
    for other in others:
        for key in used if other.file != first.file else ():
            if _value(first, key) != _value(other, key):
                places = f"{first.place(key)} and {other.place(key)}"
                raise UsageFailure(
                    f"{key} differs between these files ({places}), and one plan has one configuration:"
                    " plan them separately, or give --config FILE"
                )
    return first


def _value(settings: Settings, key: str) -> object:
    return settings.inventory_files if key == "inventory" else settings.to_dict()[key]


def _inventory(request: Request, settings: Settings) -> Sequence[str]:
    nodes = request.nodes or settings.inventory_files
    if not nodes:
        raise UsageFailure(
            f"no inventory: give its file with --nodes, or as inventory in .dslint.yaml; {HOW_TO_GET_ONE}"
        )
    return nodes


def _judged(report: PlanReport, configured: Configured, inputs: Inputs, found: Sequence[Input]) -> Outcome:
    file = name_of(found[0]) if found else None
    only = file if len(found) == 1 else None
    settings, choice = configured.settings(file), configured.choice(file)
    plans = [chosen(plan, choice, settings.ignores, only) for plan in report.plans]
    plans = [_counted(plan, configured, inputs, file) for plan in plans]
    failed = any(configured.fails(severity, file) for plan in plans for severity, _ in troubles(plan))
    return Outcome(PlanReport(tuple(plans)), failed)


def _counted(plan: Plan, configured: Configured, inputs: Inputs, file: str | None) -> Plan:
    """With what the inputs and the configuration left out."""
    found: Iterable[tuple[Severity, str | None]] = [(severity, file) for severity, _ in troubles(plan)]
    return plan._replace(
        remarks=(*plan.remarks, *inputs.remarks),
        silenced=added_up((*plan.silenced, *inputs.excluded, *configured.let_pass(found))),
    )
