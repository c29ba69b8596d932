"""Plans for several Kubernetes versions side by side in Markdown: a table for each workload that differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dslint.plans import Comparison, Plan
from dslint.report.markdown import escaped
from dslint.report.plan import comparison_wording
from dslint.report.plan.comparison_wording import Row


def head(comparison: Comparison, plans: Sequence[Plan]) -> Iterator[str]:
    """The verdicts and sums of the columns, which are those of `plans`."""
    yield f"### {escaped(comparison_wording.title(comparison))}"
    yield ""
    rows = [comparison_wording.verdicts(plans), comparison_wording.sums_of(plans)]
    yield from _table(rows, comparison_wording.names(comparison))


def parts(comparison: Comparison, newest: Plan) -> Iterator[list[str]]:
    """What differs: remarks, a table for each workload, then what does not differ."""
    heads = comparison_wording.names(comparison)
    remarks = [f"- {escaped(f'{versions}: {remark}')}" for versions, remark in comparison_wording.remarks(comparison)]
    yield [*remarks, ""] if remarks else []
    for title, rows in comparison_wording.different(comparison):
        yield [f"#### {escaped(title)}", "", *_table(rows, heads)]
    alike = [f"- {escaped(sentence)}" for sentence in comparison_wording.same(comparison, newest)]
    if alike:
        yield [f"The same in {escaped(', '.join(heads))}:", "", *alike, ""]
    found = [f"- {escaped(sentence)}" for sentence in comparison_wording.findings(comparison)]
    if found:
        yield [*found, ""]


def _table(rows: Sequence[Row], heads: Sequence[str]) -> Iterator[str]:
    yield f"| | {' | '.join(map(escaped, heads))} |"
    yield f"|--|{'--|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(map(escaped, (row.label, *row.cells)))} |"
    yield ""
