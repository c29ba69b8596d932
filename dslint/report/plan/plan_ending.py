"""What a report says beside where pods run: findings and failed expectations.

The findings on a workload stand below the groups of nodes that they are about; what a group says is not said again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from dslint.findings import Finding
from dslint.limits import ALIKE_TOLD
from dslint.plans import Blocked, Expectation, Plan, WorkloadPlan
from dslint.report.plan import wording
from dslint.report.plan.digest import Part
from dslint.report.plan.wording import Answer
from dslint.report.wording import more_alike

UNMET = "DS810"
"""The finding of an expectation that a file has."""

BLOCKED = "DS812"
_GONE = frozenset({Answer.REMOVED_AT_ONCE, Answer.REMOVED_IN_TURN})
_NOT_READY = frozenset({Answer.NEVER_READY, Answer.PENDING, Answer.WAITS})
_NO_POD = frozenset({Answer.REFUSED, Answer.NOT_SCHEDULED, Answer.NEVER_RAN})

ANSWERS: Mapping[str, frozenset[Answer]] = MappingProxyType(
    {
        "DS801": _NO_POD,
        "DS811": _NO_POD,
        "DS813": _GONE,
        "DS814": _NOT_READY,
        "DS815": _NOT_READY,
        "DS816": _GONE,
        "DS817": _NOT_READY | _GONE,
        "DS818": _NOT_READY,
    }
)
"""The groups that have the nodes and reasons of a finding, by its code."""

_PARENTHESES = re.compile(r" \([^()]*\)")
_NAME = re.compile(r"[a-z-]+: ")
"""The name of an expectation, with which its finding begins."""

_IMPLIED = {"DS811": frozenset({"DS801", "DS817"}), "DS813": frozenset({"DS816"})}
"""Default expectations whose failure other findings tell."""


class Failure(NamedTuple):
    """An expectation that failed, the workloads that do not meet it, and what to say of it.

    `more` is the number of those of the same workloads that are not told.
    """

    expectation: Expectation
    workloads: str
    said: str
    more: int = 0

    @property
    def told(self) -> str:
        return f"{self.said} ({more_alike(self.more)})" if self.more else self.said


def failed_expectations(plan: Plan, *, everything: bool = False) -> list[Failure]:
    """Each with `no-removal: logging/agent: 45 of 190 nodes will lose the pod at once`.

    The same failure of several workloads is told once, those of the same workloads are summed up unless `everything`
    is wanted. Why a rollout stalls is told with the workload.
    """
    stalls = {workload.called: message for workload in plan.workloads if (message := _stall(workload))}
    alike: dict[tuple[str, str, str], list[Expectation]] = {}
    for expectation in told_failures(plan):
        stall = stalls.get(expectation.workload)
        message = "the rollout is blocked" if stall and stall in expectation.message else expectation.message
        alike.setdefault((expectation.code, expectation.name, message), []).append(expectation)
    failures = []
    for (_, name, message), found in alike.items():
        workloads = ", ".join(one.workload for one in found)
        failures.append(Failure(found[0], workloads, ": ".join(filter(None, (name, workloads, message)))))
    return failures if everything or len(failures) <= ALIKE_TOLD else _summed_up(failures)


def _summed_up(failures: Sequence[Failure]) -> list[Failure]:
    from dslint.findings.alike import summed_up

    return list(summed_up(failures, lambda one: (one.expectation.code, one.workloads)))


def told_failures(plan: Plan) -> list[Expectation]:
    """The failed expectations of a file, and default ones that the parts of workloads do not tell."""
    told: dict[str, set[str]] = {}
    for finding in plan.findings:
        if finding.object is not None:
            name = f"{finding.object.namespace or 'default'}/{finding.object.name}"
            told.setdefault(name, set()).add(finding.code)
    for workload in plan.workloads:
        if _stall(workload):
            told.setdefault(workload.called, set()).add(BLOCKED)
    return [one for one in plan.expectations if one.fails and not _is_told(one, told.get(one.workload, set()))]


def _is_told(expectation: Expectation, codes: set[str]) -> bool:
    code = expectation.code
    return code != UNMET and (code in codes or not codes.isdisjoint(_IMPLIED.get(code, frozenset())))


def _stall(workload: WorkloadPlan) -> str:
    return workload.rollout.blocked.message if workload.rollout and workload.rollout.blocked else ""


def findings(plan: Plan) -> list[Finding]:
    """The findings about the plan as a whole: the parts of workloads and static pods have their own."""
    shown = {workload.ref for workload in plan.workloads} | {pod.ref for pod in plan.static_pods}
    # A manifest that cannot be read has no name.
    rejected = {finding._replace(more=0) for workload in plan.workloads for finding in workload.rejected}
    failures = [one for one in plan.expectations if one.fails]
    failed = {said for one in failures for said in (one.message, f"{one.name}: {one.message}")}
    return [
        _with_object(finding)
        for finding in plan.findings
        if finding.object not in shown and finding._replace(more=0) not in rejected and finding.message not in failed
    ]


def _with_object(finding: Finding) -> Finding:
    about = f"{finding.object}: " if finding.object and str(finding.object) not in finding.message else ""
    return finding._replace(message=f"{about}{finding.message}")


def remarks(plan: Plan) -> list[str]:
    """The sentences about the plan that no finding says."""
    return [remark for remark in plan.remarks if not any(finding.message in remark for finding in plan.findings)]


def _of_workload(part: Part) -> list[Finding]:
    """The findings on one workload but rejections, stalled rollouts and failed expectations of a file."""
    rejected = {(finding.code, finding.message) for finding in part.first.rejected}
    return [
        finding
        for finding in part.findings
        if finding.code not in (UNMET, BLOCKED) and (finding.code, finding.message) not in rejected
    ]


def _stall_of(part: Part) -> Finding | None:
    """The finding that the rollout stalls."""
    found = (finding for finding in part.findings if finding.code == BLOCKED)
    return next(found, None) if _stall(part.first) else None


def findings_of(part: Part) -> list[Finding]:
    """Why the manifest is rejected, what is lost and what does not become ready, then a rollout that stalls.

    Rejections are told also where they are silenced: they are why the workload is not planned.
    """
    own = [_short(finding, part) for finding in _of_workload(part)]
    stall = _stall_of(part)
    stalls = [stall._replace(message=f"blocked: {_elsewhere(stall.message, part)}")] if stall else []
    return [*rejections(part.first), *own, *stalls]


def rejections(workload: WorkloadPlan) -> list[Finding]:
    """What the API server says of a manifest that it rejects, after the field, as in reports of lint."""
    if not workload.rejected:
        return []
    from dslint.report.lint.wording import sentence

    return [finding._replace(message=sentence(finding._replace(more=0))) for finding in workload.rejected]


def unreported_stall(part: Part) -> Blocked | None:
    """Why the rollout stalls, if no finding says it."""
    rollout = part.first.rollout
    if rollout is None or rollout.blocked is None or _stall_of(part):
        return None
    return rollout.blocked


def notes_of(part: Part) -> Iterator[str]:
    return (_elsewhere(note, part) for note in part.first.notes)


def _elsewhere(text: str, part: Part) -> str:
    """The text without the reasons that groups of nodes have."""
    return wording.without(text, (message.text for digest in part.digests for message in digest.messages))


def _short(finding: Finding, part: Part) -> Finding:
    message = finding.message
    blocked = part.first.rollout.blocked if part.first.rollout else None
    if blocked:
        message = wording.without(message, (blocked.message,))
    about = ANSWERS.get(finding.code, frozenset())
    if any(digest.answer in about for digest in part.digests):
        name = _NAME.match(message)
        rest = message[name.end() :] if name else message
        message = f"{name[0] if name else ''}{_PARENTHESES.sub('', rest).partition(': ')[0]}"
    return finding._replace(message=_elsewhere(message, part))


def sentence(finding: Finding) -> str:
    """`error [DS816] 6 of 28 nodes lose the pod during the rollout (ds.yaml:22)`."""
    where = f" ({place(finding)})" if finding.file else ""
    return f"{finding.severity.value} [{finding.code}] {message(finding)}{where}"


def message(finding: Finding) -> str:
    """The message, and how many more there are like it."""
    return f"{finding.message} ({more_alike(finding.more)})" if finding.more else finding.message


def place(finding: Finding) -> str:
    """`ds.yaml:22`; "" if it has none."""
    if not finding.file:
        return ""
    return f"{finding.file}:{finding.span.line}" if finding.span else finding.file
