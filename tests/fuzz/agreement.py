"""Whether the exit code says what the JSON of the same run says."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dslint.findings.report import UNCHECKED
from tests.fuzz.cases import Case

FAILING = {
    "never": frozenset[str](),
    "error": frozenset({"error"}),
    "warning": frozenset({"error", "warning"}),
    "info": frozenset({"error", "warning", "info"}),
}
ELSEWHERE = frozenset({"--exit-zero", "--fix", "--diff", "--write-baseline", "--exit-non-zero-on-fix", "--config"})
"""With these, the code says something else, or of something else."""
CONFIGURATIONS = (".dslint.yaml", ".dslint.yml", "pyproject.toml")
Json = Mapping[str, Any]


def disagreement(case: Case, code: int, report: Json) -> Iterator[str]:
    command = case.command
    options = {argument.partition("=")[0] for argument in case.arguments}
    if command not in ("lint", "plan") or ELSEWHERE & options or set(CONFIGURATIONS) & set(case.files):
        return
    expected = _of_lint(case, report) if command == "lint" else _of_plan(case, report)
    if expected is not None and code != expected:
        yield f"{command} ends in {code}, and its report in {expected}"


def _fail_on(case: Case) -> frozenset[str]:
    given = [value for option, value in itertools.pairwise(case.arguments) if option == "--fail-on"]
    given += [one.removeprefix("--fail-on=") for one in case.arguments if one.startswith("--fail-on=")]
    return FAILING[given[-1] if given else "error"]


def _judged(case: Case, findings: Iterable[Json], empty: bool) -> int:
    """Failures come first, then what could not be checked, then that there was nothing."""
    found = list(findings)
    if any(finding["severity"] in _fail_on(case) for finding in found):
        return 1
    if any(finding["code"] in UNCHECKED for finding in found):
        return 3
    return 3 if empty and "--allow-empty" not in case.arguments else 0


def _of_lint(case: Case, report: Json) -> int:
    if report["unreadable"]:
        return 3
    return _judged(case, report["findings"], not (report["documents"] or report["findings"]))


def _of_plan(case: Case, report: Json) -> int | None:
    plans = report.get("items", [report])
    if any(plan["unreadable"] for plan in plans):
        return 3
    if not any(plan["workloads"] for plan in plans):
        # That there was nothing to plan comes before what is found; static pods may have been something.
        return None
    return _judged(case, (finding for plan in plans for finding in plan.get("findings", ())), empty=False)
