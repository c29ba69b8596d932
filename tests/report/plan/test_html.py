"""The page of a plan."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

import pytest

from dslint.plans import (
    Bounds,
    Budget,
    Decider,
    InventorySummary,
    NodePlace,
    NodesByChange,
    Placement,
    Plan,
    PlanReport,
    Reason,
    Rollout,
    SourceLine,
    State,
    Step,
    WorkloadPlan,
)
from dslint.report.plan import html
from tests.golden.plan_story import AGENT, REPORT, SEVERAL
from tests.golden.plan_verdict_story import REPORT as VERDICT_REPORT
from tests.report.plan.fleets import FLEET, GONE, LOSES
from tests.report.plan.fleets import plan as cluster_plan
from tests.report.plan.node_names import expanded

VOID = {"meta", "link", "input", "rect", "path"}


class Parsed(HTMLParser):
    """Every tag that opens closes in turn. `found` has each element's tag and attributes, `texts` what it contains."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[tuple[str, int]] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.texts.append("")
        if tag not in VOID and not self.get_starttag_text().endswith("/>"):
            self.open.append((tag, len(self.found) - 1))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts[self.open[-1][1]] += data

    def having(self, attribute: str) -> list[tuple[str, str]]:
        """The values of an attribute, each with the text of its element."""
        pairs = zip(self.found, self.texts, strict=True)
        return [(attributes[attribute] or "", text) for (_, attributes), text in pairs if attribute in attributes]


@cache
def page_of(report: str) -> str:
    return "\n".join(
        html.lines({"story": REPORT, "verdict": VERDICT_REPORT, "several": SEVERAL, "fleet": FLEET}[report])
    )


def written(report: PlanReport) -> str:
    return "\n".join(html.lines(report))


def fleet(count: int) -> PlanReport:
    names = tuple(f"node-of-the-fleet-{number:05}" for number in range(count))
    zones = tuple(NodePlace("cpu", f"zone-{index}", names[index::4]) for index in range(4))
    reason = Reason("UntoleratedTaint", Decider.DAEMONSET_CONTROLLER, "untolerated taint gpu:NoSchedule")
    half = count // 2
    groups = (Placement(State.BOUND, names[:half]), Placement(State.EXCLUDED, names[half:], (reason,)))
    rollout = Rollout(
        "RollingUpdate", True, Budget(1, 0, half, 1, 0), half, 0, 0, 0, None, Bounds(half, half), (1,) * half,
        nodes=NodesByChange(replaced=names[:half]),
    )  # fmt: skip
    workload = WorkloadPlan(AGENT, desired=half, bound=half, placement=groups, rollout=rollout)
    return PlanReport((Plan("1.36", InventorySummary("fleet", count, 0, places=zones), (workload,)),))


@pytest.mark.parametrize("report", ["story", "verdict", "several", "fleet"])
def test_the_page_is_whole_and_its_identifiers_are_unique(report: str) -> None:
    parsed = Parsed(page_of(report))
    identifiers = [value for value, _ in parsed.having("id")]
    assert sorted(set(identifiers)) == sorted(identifiers)
    assert {target[1:] for target, _ in parsed.having("href") if target.startswith("#")} <= set(identifiers)


@pytest.mark.parametrize("report", ["story", "verdict", "several", "fleet"])
def test_each_page_has_one_main_one_title_of_the_first_rank_and_heads_that_say_something(report: str) -> None:
    text = page_of(report)
    assert (text.count("<main>"), text.count("<h1>")) == (1, 1)
    assert not re.search(r"<th[^>]*>\s*</th>", text)


def test_names_from_a_manifest_are_not_markup() -> None:
    text = page_of("story")
    assert text.count("<script") == 1
    assert "&lt;script&gt;" in text


def test_no_attribute_needs_a_weaker_policy() -> None:
    names = {name for _, attributes in Parsed(page_of("verdict")).found for name in attributes}
    assert not {name for name in names if name == "style" or name.startswith("on")}


def test_nothing_is_loaded_from_elsewhere() -> None:
    text = page_of("verdict")
    assert re.findall(r"(?:src|href)=\"(?!#)([^\"]*)", text) == ["data:,"]
    assert "https://" not in text


def test_every_node_of_a_large_fleet_is_on_the_page_by_name_and_the_page_stays_small() -> None:
    text = written(fleet(15_000))
    assert len(text.encode()) < 100_000
    parsed = Parsed(text)
    listed = [name for _, names in parsed.having("data-names") for part in names.split(", ") for name in expanded(part)]
    assert len(set(listed)) == len(listed) == 15_000


def test_the_name_of_a_file_can_neither_turn_the_text_nor_control_a_terminal() -> None:
    reason = Reason("UntoleratedTaint", Decider.SCHEDULER, "untolerated", source=SourceLine("a\u202e&\x83.yaml", 3))
    workload = REPORT.plans[0].workloads[0]
    workload = workload._replace(placement=(Placement(State.REMOVED, ("n1",), (reason,)),), rollout=None)
    text = written(PlanReport((REPORT.plans[0]._replace(workloads=(workload,)),)))
    assert text.count('<code class="place">a\\u202e&amp;\\x83.yaml:3</code>') == 1


def test_the_verdict_and_the_sums_are_on_top() -> None:
    main = page_of("verdict").partition("<main>")[2]
    assert main.index('class="verdict warning"') < main.index('class="totals"') < main.index("<h2")
    assert "1 of 3 expectations failed" in main[: main.index("<h2")]


def test_a_what_if_explanations_expectations_and_assumptions_stand_on_the_page() -> None:
    text = page_of("verdict")
    for words in (
        "What if: dead general-01",
        "the rollout is now blocked",
        "general-20, check by check",
        "All expectations",
        "Assumed, not declared",
    ):
        assert words in text


def test_contents_are_there_if_there_are_several_workloads() -> None:
    assert page_of("verdict").count('<ul class="contents">') == 1
    assert '<ul class="contents">' not in written(fleet(4))


def test_plans_of_several_clusters_are_listed_and_each_has_its_verdict() -> None:
    parsed = Parsed(page_of("fleet"))
    sections = [value for value, _ in parsed.having("id") if re.fullmatch(r"p\d+", value)]
    assert len(sections) > 1
    assert page_of("fleet").count('class="verdict') == len(sections) + 1  # and one on top


def on_top(report: PlanReport) -> str:
    """The verdict above everything else, as markup."""
    return written(report).partition("<main>")[2].partition("<section")[0].strip()


def test_a_page_of_several_plans_has_the_worst_verdict_on_top_and_whose_it_is() -> None:
    plans = (cluster_plan("east"), cluster_plan("west", lost=1, verdict=LOSES), cluster_plan("north"))
    assert on_top(PlanReport(plans)) == (
        '<div class="verdict warning">AT RISK: 1 of 3 nodes loses logging/agent '
        '<span class="soft">west (3 nodes, Kubernetes 1.36)</span></div>'
    )
    assert on_top(PlanReport((plans[0], plans[2]))) == '<div class="verdict good">SAFE: nothing is lost</div>'
    assert on_top(PlanReport((plans[0]._replace(verdict=None), plans[2]._replace(verdict=None)))) == ""


def test_a_cluster_that_is_not_planned_is_worse_than_any_verdict() -> None:
    report = PlanReport((cluster_plan("east"), cluster_plan("west")), (GONE,))
    assert on_top(report) == '<div class="verdict error">NOT PLANNED: 1 cluster</div>'


def test_the_numbers_of_a_workload_are_those_of_the_json() -> None:
    section = page_of("verdict").partition('data-object="logging/agent"')[2].partition("</section>")[0]
    found = {state: int(text) for state, text in Parsed(section_only(section)).having("data-count")}
    counts: dict[str, int] = {}
    number = [workload.called for workload in VERDICT_REPORT.plans[0].workloads].index("logging/agent")
    for group in VERDICT_REPORT.plans[0].to_dict()["workloads"][number]["placement"]:
        counts[group["state"]] = counts.get(group["state"], 0) + group["count"]
    assert found == counts


def section_only(section: str) -> str:
    """The list of numbers in a section."""
    return section.partition('<ul class="numbers"')[2].partition(">")[2].partition("</ul>")[0]


def test_steps_are_numbered_as_in_the_json_with_the_numbers_of_each_state() -> None:
    start = Step("start", states={"old ready": ("n1", "n2")})
    step = Step(
        "update", states={"old ready": ("n1",), "old ready terminating": ("n2",)}, begun=1, unavailable=1, taken=1
    )
    plan = fleet(4).plans[0]
    rollout = plan.workloads[0].rollout._replace(start=start, steps=(step,))
    text = written(PlanReport((plan._replace(workloads=(plan.workloads[0]._replace(rollout=rollout),)),)))
    (row,) = re.findall(r'<tr data-step="1".*?</tr>', text)
    parsed = Parsed(row)
    assert {state: int(number) for state, number in parsed.having("data-state")} == step.numbers
    assert dict(parsed.having("data-count")) == {"begun": "1", "unavailable": "1", "taken": "1"}


def test_steps_without_a_change_are_listed_and_not_drawn() -> None:
    assert "after kill: 6 new" in page_of("verdict")
    assert 'class="chart"' not in page_of("verdict")
