"""The fix of a trap's only problem in a DaemonSet or a Pod with changes."""

from __future__ import annotations

from typing import Any

from dslint.findings import Fix
from tests.traps.workloads import DAEMONSET, POD, changed, problems


def fix_of_daemonset(code: str, changes: dict[str, Any], version: str = "1.36") -> Fix:
    (fix,) = fixes_of(code, changed(DAEMONSET, changes), version)
    return fix


def fixes_of_pod(code: str, changes: dict[str, Any]) -> list[Fix]:
    return fixes_of(code, changed(POD, changes), "1.36")


def fixes_of(code: str, value: dict[str, Any], version: str) -> list[Fix]:
    found = [problem.fix for problem in problems(value, version) if problem.code == code]
    assert None not in found
    return [fix for fix in found if fix is not None]
