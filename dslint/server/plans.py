"""Where the workloads of a text would run: the verdict above each of them, and the whole plan to look at."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lsprotocol import types

from dslint.plans import Plan, PlanReport, Verdict, WorkloadPlan
from dslint.report.escapes import Form, harmless, visible
from dslint.report.plan import sums
from dslint.report.plan.formats import FORMATS, FormatOptions, with_wishes
from dslint.report.terminal import Terminal
from dslint.server.open_text import OpenText
from dslint.server.workloads import workloads_of

SHOW = "dslint.showPlan"
"""The command of a lens: its arguments are the URI of a text and a form, `text` or `html`."""

TEXT, HTML = "text", "html"
WIDTH = 100
_LONGEST = 120
_MOST_LINES = 3
"""Who selects more is not after one object."""


def lenses(text: OpenText) -> list[types.CodeLens]:
    """One above each workload; `titled` gives each its verdict."""
    return [
        types.CodeLens(text.positions.range(one.span("kind")), data={"uri": text.uri, "number": number})
        for number, one in enumerate(workloads_of(text))
    ]


def actions(text: OpenText, where: types.Range) -> Iterator[types.CodeAction]:
    """The same command for editors without lenses, in the line with the kind of a workload."""
    for one in workloads_of(text):
        line = text.positions.range(one.span("kind")).start.line
        if where.start.line <= line <= where.end.line and where.end.line - where.start.line < _MOST_LINES:
            command = types.Command("Show where this would run", SHOW, arguments=[text.uri, TEXT])
            yield types.CodeAction(command.title, command=command)


def titled(lens: types.CodeLens, text: OpenText, report: PlanReport) -> types.CodeLens:
    """The lens with the verdict on its workload, which shows the plan."""
    data: Any = lens.data
    found = workloads_of(text)
    number = data.get("number", -1) if isinstance(data, dict) else -1
    called = found[number].called if 0 <= number < len(found) else ""
    return with_title(lens, _title(report, called), text.uri)


def with_title(lens: types.CodeLens, title: str, uri: str) -> types.CodeLens:
    lens.command = types.Command(visible(title), SHOW, arguments=[uri, TEXT])
    return lens


def _title(report: PlanReport, called: str) -> str:
    """The worst verdict on a workload, and the versions that have it if there are several answers."""
    merged = report.merged()
    verdicts = [(versions, verdict) for versions, plan in merged for verdict in _verdicts(plan, called)]
    if not verdicts:
        return "Where would this run? The plan has no answer"
    versions, worst = min(verdicts, key=lambda one: one[1].level.rank)
    only = f" (Kubernetes {', '.join(versions)})" if len(merged) > 1 else ""
    return f"{sums.level(worst.level)}: {sums.brief(worst.reason, _LONGEST)}{only}"


def _verdicts(plan: Plan, called: str) -> Iterator[Verdict]:
    for workload in plan.workloads:
        if workload.called == called and _verdict(workload) is not None:
            yield _verdict(workload) or workload.safe


def _verdict(workload: WorkloadPlan) -> Verdict | None:
    return workload.verdict


def written(report: PlanReport, form: str) -> str:
    """The whole plan, as the command prints it."""
    wishes = FormatOptions()
    report = with_wishes(report, form, wishes)
    if form == HTML:
        lines = FORMATS[HTML](report, Terminal(), wishes)
        return "\n".join(harmless(line, Form.DOCUMENT) for line in lines) + "\n"
    lines = FORMATS[TEXT](report, Terminal(width=WIDTH), wishes)
    return "\n".join(harmless(line, Form.LINES) for line in lines) + "\n"


class Files:
    """Files for plans to look at, outside of the workspace: only this user can read them, until the server ends."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def write(self, content: str, form: str) -> Path:
        """The file of a form, with this content from now on."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="dslint-")
        file = Path(self._folder.name) / f"plan.{'html' if form == HTML else 'txt'}"
        file.write_text(content, encoding="utf-8")
        return file

    def remove(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
