"""A comment on a pull request: the totals in sight, the names folded. Equal plans give equal text."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Severity
from dslint.plans import Plan, PlanReport, State, WorkloadPlan
from dslint.report.escapes import visible
from dslint.report.plan import rollout_wording, verdict, wording
from dslint.report.plan.digest import Digest, Pools, ReasonText, digests, pools_of
from dslint.report.plan.overhead import overhead_rows, overhead_sentences
from dslint.report.wording import plural

MARKER = "<!-- dslint plan -->"
"""The first line, so that a bot can find its comment."""

LIMIT = 65_536
"""The most characters in a comment on GitHub."""

MARK = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "💡"}
_CUT = "\n\n*Cut here, at the size limit of a comment. `dslint plan --format html` writes the full report.*\n"
_NAMES = 200


def lines(report: PlanReport) -> Iterator[str]:
    text = "\n".join(_all(report))
    if len(text) > LIMIT - 1:
        whole = text[: LIMIT - len(_CUT) - 1].rpartition("\n")[0]
        text = f"{whole}{_closing_tags(whole)}{_CUT}".rstrip("\n")
    yield text


def _closing_tags(text: str) -> str:
    return "\n\n</details>" * (text.count("<details>") - text.count("</details>"))


def _all(report: PlanReport) -> Iterator[str]:
    yield MARKER
    if report.is_fleet:
        from dslint.report.plan import fleet_table, fleet_text

        yield from fleet_text.markdown_lines(report, _escaped)
        report = fleet_table.shown_in_detail(report)
    for versions, plan in report.merged():
        yield from _plan(plan, ", ".join(versions))


def _plan(plan: Plan, versions: str) -> Iterator[str]:
    pools = pools_of(plan.inventory)
    found = list(verdict.plan_problems(plan))
    yield f"### {_mark(found)} dslint plan on {_escaped(wording.cluster(plan, versions))}"
    yield ""
    yield from (f"- {MARK[severity]} {_escaped(message)}" for severity, message in found)
    if found:
        yield ""
    yield from _static_pods(plan)
    for workload in plan.workloads:
        yield from _workload(workload, plan, pools)
    yield from _expectations(plan)
    yield from _overhead(plan)
    yield from _folded("Assumed, not declared", [f"- {_escaped(line)}" for line in plan.inventory.assumed])
    yield from (f"- {_escaped(remark)}" for remark in plan.remarks)
    if plan.remarks:
        yield ""
    yield f"**{_escaped(wording.last_line(plan))}**"


def _static_pods(plan: Plan) -> Iterator[str]:
    if not plan.static_pods:
        return
    yield "#### Static pods"
    yield ""
    for pod in plan.static_pods:
        yield f"- {_escaped(wording.static_pod(pod))}"
        yield from (f"  - {_escaped(note)}" for note in (*pod.notes, *wording.static_pod_problems(pod)))
    yield ""


def _mark(found: list[tuple[Severity, str]]) -> str:
    worst = min((severity for severity, _ in found), key=lambda severity: severity.rank, default=None)
    return MARK[worst] if worst else "✅"


def _workload(workload: WorkloadPlan, plan: Plan, pools: Pools) -> Iterator[str]:
    yield f"#### {_escaped(wording.title(workload))}: {_escaped(wording.headline(workload, plan))}"
    yield ""
    for group in wording.removed_at_once(workload) if workload.rollout else ():
        reasons = "; ".join(reason.message for reason in group.reasons)
        yield f"> **{plural(len(group.nodes), 'node')} at once; no budget limits this:** {_escaped(reasons)}"
        yield ""
    for note in workload.notes:
        yield from (f"> {_escaped(note)}", "")
    for finding in workload.rejected:
        place = f" ({finding.file}:{finding.span.line})" if finding.file and finding.span else ""
        yield from (f"> {_escaped(f'{finding.field}: {finding.message}{place}'.removeprefix(': '))}", "")
    found = digests(workload.placement, pools)
    if found:
        yield from ("| nodes | | why | where |", "|--:|--|--|--|")
        yield from (_row(digest) for digest in found)
        yield ""
        yield from _folded("All nodes by name", [_names(digest) for digest in found])
    yield from _rollout(workload)


def _row(digest: Digest) -> str:
    why = "<br>".join(_reason(reason) for reason in (*digest.reasons, *digest.notes))
    if digest.evicts:
        victims = [f"{victim.namespace}/{victim.name}" for victim in digest.evicts]
        why = "<br>".join(filter(None, (why, _escaped(f"evicts {wording.examples(victims)}"))))
    where = _escaped(wording.pools_and_nodes(digest.pools, digest.names))
    verb = wording.VERB[digest.state]
    marked = verb if digest.state in (State.BOUND, State.EXCLUDED) else f"**{verb}**"
    return f"| {len(digest.nodes)} | {marked} | {why} | {where} |"


def _reason(reason: ReasonText) -> str:
    return f"{_escaped(reason.text)} ({_escaped(reason.source)})" if reason.source else _escaped(reason.text)


def _names(digest: Digest) -> str:
    more = len(digest.nodes) - _NAMES
    names = ", ".join(digest.names[:_NAMES]) + (f" and {more} more" if more > 0 else "")
    return f"- {wording.VERB[digest.state]} ({len(digest.nodes)}): {_escaped(names)}"


def _rollout(workload: WorkloadPlan) -> Iterator[str]:
    rollout = workload.rollout
    if rollout is None:
        return
    yield f"Rollout: {_escaped(rollout_wording.what_changes(rollout))}"
    yield ""
    yield from (f"- {_escaped(sentence)}" for sentence in rollout_wording.sentences(rollout))
    if rollout.blocked:
        yield f"- **blocked:** {_escaped(rollout.blocked.message)}; {_escaped(rollout.blocked.help)}"
    yield ""


def _expectations(plan: Plan) -> Iterator[str]:
    if not plan.expectations:
        return
    yield from ("| expectation | | |", "|--|--|--|")
    for expectation in plan.expectations:
        mark = "✅" if expectation.passed else "❌" if expectation.fails else "silenced"
        message = f"{expectation.workload}: {expectation.message}".removeprefix(": ")
        yield f"| {_escaped(expectation.name)} | {mark} | {_escaped(message)} |"
    yield ""


def _overhead(plan: Plan) -> Iterator[str]:
    sentences = list(overhead_sentences(plan))
    yield from (f"- {_escaped(sentence)}" for sentence in sentences)
    if sentences:
        yield ""
    rows = [f"| {' | '.join(_escaped(str(value)) for value in row)} |" for row in overhead_rows(plan)]
    head = ["| pool | nodes | resource | before | after | share | highest |", "|--|--:|--|--:|--:|--:|--|"]
    yield from _folded("What node agents request", [*head, *rows] if rows else [])


def _folded(summary: str, body: list[str]) -> Iterator[str]:
    if body:
        yield from (f"<details><summary>{summary}</summary>", "", *body, "", "</details>", "")


_ESCAPES = str.maketrans({
    "&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "\\|", "`": "\\`", "*": "\\*", "_": "\\_", "[": "\\[", "]": "\\]",
    "#": "\\#", "@": "&#64;", "\n": " ",
})  # fmt: skip


def _escaped(text: str) -> str:
    """Names in a manifest can be anything: none becomes markup or mentions a user."""
    return visible(text).translate(_ESCAPES)
