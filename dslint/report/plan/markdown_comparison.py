"""Plans for several Kubernetes versions side by side in Markdown: a table for each workload that differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dslint.plans import Comparison, Plan
from dslint.report.plan import comparison_wording
from dslint.report.plan.comparison_wording import Row
from dslint.report.plan.markdown_lines import escaped


def lines(comparison: Comparison, plans: Sequence[Plan]) -> Iterator[str]:
    """`plans` are those of the columns."""
    heads = comparison_wording.names(comparison)
    yield f"### {escaped(comparison_wording.title(comparison))}"
    yield ""
    yield from _table([comparison_wording.verdicts(plans)], heads)
    for versions, remark in comparison_wording.remarks(comparison):
        yield f"- {escaped(f'{versions}: {remark}')}"
    if comparison.remarks:
        yield ""
    for workload in comparison.different:
        yield f"#### {escaped(str(workload.ref))}"
        yield ""
        yield from _table(list(comparison_wording.rows(workload)), heads)
    alike = [f"- {escaped(sentence)}" for sentence in comparison_wording.same(comparison, plans[-1])]
    if alike:
        yield f"The same in {escaped(', '.join(heads))}:"
        yield from ("", *alike, "")
    found = [f"- {escaped(sentence)}" for sentence in comparison_wording.findings(comparison)]
    yield from (*found, "") if found else ()


def _table(rows: Sequence[Row], heads: Sequence[str]) -> Iterator[str]:
    yield f"| | {' | '.join(map(escaped, heads))} |"
    yield f"|--|{'--|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(map(escaped, (row.label, *row.cells)))} |"
    yield ""
