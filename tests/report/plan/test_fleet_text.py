"""The table of clusters in the formats for people."""

from __future__ import annotations

from dslint.plans import PlanReport
from dslint.report.plan.fleet_text import html_table, markdown_lines, text_end, text_lines
from dslint.report.plan.formats import FormatOptions
from dslint.report.terminal import Terminal
from tests.report.plan.fleets import FLEET, plan
from tests.report.plan.rendering import rendered

TABLE = """\
6 clusters, 17 nodes: 1 at-risk, 4 safe, 1 not planned
  cluster                        verdict  nodes  Kubernetes  runs  pending  removed  replaced  at worst   time
  prod                           at-risk      3  1.36           2        0        1         2    1 down  5 min
    1 of 3 nodes loses logging/agent
  3 clusters: east, west, south  safe         3  1.36           3        0        0         3    1 down  5 min
  north                          safe         5  1.36           5        0        0         5    1 down  5 min
  gone: not planned: gone.yaml: no such file or folder
"""


def test_the_table_aligns_names_to_the_left_and_numbers_to_the_right() -> None:
    assert "\n".join(text_lines(FLEET, Terminal(), everything=True)) == TABLE


def test_names_get_the_room_that_the_terminal_has() -> None:
    names = [f"a-cluster-with-a-long-name-{number}" for number in range(3)]
    report = PlanReport(tuple(map(plan, names)))
    wide, narrow = ("\n".join(text_lines(report, Terminal(width=width), everything=False)) for width in (200, 110))
    assert ", ".join(names) in wide
    assert names[0] not in narrow.partition("…")[2]
    assert max(map(len, narrow.splitlines())) <= 110
    assert ", ".join(names) in "\n".join(text_lines(report, Terminal(width=60), everything=True))


def test_columns_without_a_value_are_left_out() -> None:
    workload = plan("a").workloads[0]._replace(rollout=None)
    shown = "\n".join(
        text_lines(PlanReport((plan("a")._replace(workloads=(workload,)),)), Terminal(), everything=False)
    )
    assert "runs" in shown
    assert "at worst" not in shown
    assert "time" not in shown


def test_the_text_has_table_details_and_the_sums_again() -> None:
    text = rendered("text", FLEET)
    assert text.startswith("6 clusters, 17 nodes: ")
    assert "prod (3 nodes, Kubernetes 1.36)" in text
    assert "north (5 nodes" not in text
    assert text.rstrip().endswith("6 clusters, 17 nodes: 1 at-risk, 4 safe, 1 not planned")
    assert "north (5 nodes, Kubernetes 1.36)" in rendered("text", FLEET, wishes=FormatOptions(everything=True))
    assert next(text_end(PlanReport((plan("a"),)), PlanReport((plan("a"),)), Terminal())).startswith("1 cluster, ")


def test_a_comment_begins_with_its_marker_and_the_table_and_escapes_names() -> None:
    text = rendered("markdown", FLEET)
    assert text.splitlines()[0] == "<!-- dslint plan -->"
    assert "| prod | at-risk | 3 | 1.36 | 2 | 0 | 1 | 2 | 1 down | 5 min |" in text
    assert "- ❌ cluster gone: gone.yaml" in text
    odd = rendered("markdown", PlanReport((plan("<b>|x"),)))
    assert "| &lt;b&gt;\\|x | safe" in odd
    assert "<b>" not in odd
    assert [line for line in markdown_lines(FLEET, str) if line.startswith("|--")] == [
        "|--|--|--:|--|--:|--:|--:|--:|--:|--:|"
    ]


def test_the_page_has_the_table_and_one_plan_of_each_row() -> None:
    page = rendered("html", FLEET)
    assert page.index("6 clusters, 17 nodes") < page.index(">prod</td>") < page.index(">north</td>")
    assert "cluster gone: gone.yaml" in page
    assert "north (5 nodes" in page
    assert "&lt;b&gt;" in rendered("html", PlanReport((plan("<b>"),)))
    assert html_table(PlanReport((plan("a")._replace(cluster=""),))) is None
