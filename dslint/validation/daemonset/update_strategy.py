"""Validation of the update strategy of a DaemonSet.

Kubernetes: ValidateDaemonSetUpdateStrategy and ValidateRollingUpdateDaemonSet in pkg/apis/apps/validation.
"""

from __future__ import annotations

import re

from dslint.kubernetes.field_errors import Problems, each_invalid, fix_of_word, invalid, required, unsupported
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.field_values import GoStruct, IntOrString, Struct, Value
from dslint.kubernetes.go_quoting import quoted
from dslint.kubernetes.names import PERCENT, fits, percent_errors
from dslint.kubernetes.quantity import whole
from dslint.kubernetes.raw_values import Map, map_of
from dslint.validation.behaviours import SURGE

STRATEGY_TYPES = ("RollingUpdate", "OnDelete")
NEITHER_BUDGET = "DS234"
BOTH_BUDGETS = "DS235"

_INTEGER = re.compile(r"[+-]?[0-9]+")
_LARGEST = 2**63 - 1


def strategy_errors(strategy: Map, place: Field) -> Problems:
    """rollingUpdate is validated only if the type is RollingUpdate."""
    if not strategy:
        return
    kind = strategy.get("type") or ""
    if kind not in STRATEGY_TYPES:
        # The server names the whole strategy and prints it.
        shown = _strategy_value(kind, strategy.get("rollingUpdate"))
        here = place.child("type").called(place.field)
        yield unsupported(here, shown, STRATEGY_TYPES)._replace(fix=fix_of_word(here, kind, STRATEGY_TYPES))
    elif kind == STRATEGY_TYPES[0]:
        yield from _rolling_update_errors(map_of(strategy, "rollingUpdate"), place.child("rollingUpdate"))


def _strategy_value(kind: str, rolling_update: Map | None) -> Value:
    """rollingUpdate in the internal API: missing budgets are 0."""
    if rolling_update is None:
        go = f"apps.DaemonSetUpdateStrategy{{Type:{quoted(kind)}, RollingUpdate:(*apps.RollingUpdateDaemonSet)(nil)}}"
        return GoStruct({"Type": kind, "RollingUpdate": None}, go)
    budgets = {"MaxUnavailable": "maxUnavailable", "MaxSurge": "maxSurge"}
    return Struct({"Type": kind, "RollingUpdate": {name: rolling_update.get(key, 0) for name, key in budgets.items()}})


def _rolling_update_errors(rolling_update: Map, place: Field) -> Problems:
    unavailable = rolling_update.get("maxUnavailable", 1)
    surge = rolling_update.get("maxSurge", 0)
    if surge != 0 and not place.release.enabled("DaemonSetUpdateSurge"):
        surge = 0
    for name, value in (("maxUnavailable", unavailable), ("maxSurge", surge)):
        if isinstance(value, int) and value >= 0:
            continue
        yield from _budget_errors(value, place.child(name))
    yield from _together_errors(unavailable, surge, place)


def _budget_errors(value: int | str, place: Field) -> Problems:
    if isinstance(value, str):
        yield from each_invalid(place, IntOrString(value), percent_errors(value))
        if fits(PERCENT, value) and whole(value[:-1]) > 100:
            yield invalid(place, IntOrString(value), "must not be greater than 100%")
    elif value < 0:
        yield invalid(place, value, "must be greater than or equal to 0")


def _together_errors(unavailable: int | str, surge: int | str, place: Field) -> Problems:
    some_unavailable, some_surge = _amount(unavailable) != 0, _amount(surge) != 0
    if some_unavailable and some_surge:
        here = place.child("maxSurge")
        yield invalid(here, IntOrString(surge), "may not be set when maxUnavailable is non-zero", code=BOTH_BUDGETS)
    if some_unavailable or some_surge:
        return
    here = place.child("maxUnavailable")
    if place.release.has(SURGE) or place.release.enabled("DaemonSetUpdateSurge"):
        yield required(here, "cannot be 0 when maxSurge is 0", code=NEITHER_BUDGET)
    else:
        yield invalid(here, IntOrString(unavailable), "cannot be 0", code=NEITHER_BUDGET)


def _amount(value: int | str) -> int:
    """The number or percentage that the server parses; other texts are 0."""
    if isinstance(value, int):
        return value
    if fits(PERCENT, value):
        return _number(value[:-1])
    return _number(value) if _INTEGER.fullmatch(value) else 0


def _number(text: str) -> int:
    """The result of Go's Atoi, which is limited to 64 bits."""
    return max(-_LARGEST - 1, min(whole(text), _LARGEST))
