"""The page of a plan in a browser: its map, filters, search and rollout, and that its numbers are those of the JSON."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from dslint import engine
from dslint.plans import PlanReport
from dslint.report.plan import html
from tests.browser.visits import (
    DARK_PHONE,
    PHONE,
    PRINTED,
    WIDE,
    WITHOUT_SCRIPT,
    Look,
    Visit,
    accessibility_faults,
    sideways,
)
from tests.report.plan.large_plans import large_plan

TOP = Path(__file__).parents[2]
EXAMPLES = TOP / "examples"


@cache
def report(name: str) -> PlanReport:
    if name.isdigit():
        return large_plan(int(name), waves=5)
    if name == "stalls":
        return large_plan(60, broken=True)
    options: dict[str, Any] = {"versions": ("1.36",), "course": True, "baseline": EXAMPLES / "update" / "old.yaml"}
    if name == "blocked":
        options |= {"broken": ("pool=general",), "what_if": ("drain general-01",), "explain": ("spot-1",)}
        options |= {"expect": EXAMPLES / "expectations.yaml"}
    if name == "versions":
        options |= {"versions": ("1.28", "1.36"), "baseline": ()}
    files = ["ssd-monitor.yaml", "pod-node-affinity.yaml"] if name == "versions" else ["update/new.yaml"]
    return engine.plan_versions([EXAMPLES / file for file in files], inventory=EXAMPLES / "nodes.yaml", **options)


@cache
def page_of(name: str) -> str:
    return "".join(html.lines(report(name)))


def workload(name: str) -> dict[str, Any]:
    return report(name).plans[0].to_dict()["workloads"][0]


OPEN_ALL = "for (const folded of document.querySelectorAll('details')) folded.open = true"


@pytest.mark.parametrize(("name", "look"), [("update", WIDE), ("blocked", DARK_PHONE)])
def test_nothing_bars_a_reader(visit: Visit, name: str, look: Look) -> None:
    page = visit(page_of(name), look)
    page.evaluate(OPEN_ALL)
    assert accessibility_faults(page) == []
    assert sideways(page) == 0


def test_nothing_bars_a_reader_without_script(visit: Visit) -> None:
    """axe is a script itself: what is left out here is that of the page, which has versions side by side."""
    page = visit(re.sub(r"(?s)<script>.*?</script>", "", page_of("versions")), PHONE)
    assert accessibility_faults(page) == []
    assert sideways(page) == 0


def test_a_square_has_the_name_and_the_reason_of_its_node_on_hover(visit: Visit) -> None:
    page = visit(page_of("update"))
    square(page, "spot-1").hover(position=center(page, "spot-1"))
    expect(page.locator(".tip")).to_contain_text("spot-1will be removed: untolerated taint spot=true:NoSchedule")
    page.mouse.move(0, 0)
    expect(page.locator(".tip")).to_be_hidden()


def test_a_click_on_a_square_shows_what_becomes_of_its_node(visit: Visit) -> None:
    page = visit(page_of("update"))
    square(page, "spot-1").click(position=center(page, "spot-1"))
    card = page.locator("[data-node]")
    for text in ("spot-1", "pool spot, zone-a", "will be removed", "help: tolerate spot=true:NoSchedule", "old ready"):
        expect(card).to_contain_text(text)
    card.get_by_role("button", name="Close").click()
    expect(card).to_be_hidden()


def test_the_map_is_walked_with_the_arrow_keys(visit: Visit) -> None:
    page = visit(page_of("250"))
    cursor = page.locator("svg[data-place='1'] .cursor")
    cursor.focus()
    expect(cursor).to_have_attribute("aria-label", re.compile(r"^general-eu-west-1a-00000: replaced"))
    page.keyboard.press("ArrowRight")
    expect(cursor).to_have_attribute("aria-label", re.compile(r"^general-eu-west-1a-00003: "))
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")
    columns = int(page.locator("svg[data-place='1']").get_attribute("data-columns") or 0)
    expect(cursor).to_have_attribute("aria-label", re.compile(rf"^general-eu-west-1a-{3 * columns:05}: "))
    expect(page.locator(".tip")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("[data-node]")).to_contain_text(f"general-eu-west-1a-{3 * columns:05}")
    page.keyboard.press("Escape")
    expect(page.locator("[data-node]")).to_be_hidden()


def test_a_node_is_found_by_a_part_of_its_name(visit: Visit) -> None:
    page = visit(page_of("update"))
    page.get_by_label("Node", exact=True).fill("SPOT-4")
    expect(page.locator(".said")).to_have_text("1 node")
    expect(page.locator(".hits li")).to_have_text("spot-4DaemonSet logging/agent: will be removed")
    page.keyboard.press("Enter")
    expect(page.locator("[data-node]")).to_contain_text("untolerated taint node.kubernetes.io/not-ready:NoSchedule")
    assert looks(page).count("dim") == 27


@pytest.mark.parametrize(
    ("label", "value", "nodes", "rows"),
    [
        ("Outcome", "will be removed", 6, 2),
        ("Pool", "general", 12, 1),
        ("Reason", "untolerated taint spot=true:NoSchedule", 6, 2),
    ],
)
def test_filters_leave_what_they_ask_for(visit: Visit, label: str, value: str, nodes: int, rows: int) -> None:
    page = visit(page_of("update"))
    page.get_by_role("combobox", name=label).select_option(value)
    expect(page.locator(".said")).to_have_text(f"{nodes} nodes")
    expect(page.locator("tr[data-group]:visible")).to_have_count(rows)
    assert looks(page).count("") == nodes
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".said")).to_have_text("")
    assert looks(page).count("dim") == 0


def test_workloads_without_a_match_are_hidden(visit: Visit) -> None:
    page = visit(page_of("versions"))
    page.get_by_label("Reason").select_option(index=1)
    shown, every = page.locator(".workload:visible").count(), page.locator(".workload").count()
    assert 0 < shown <= every
    expect(page.locator(".said")).to_contain_text(f"in {shown} of {every} parts")


@pytest.mark.parametrize("name", ["update", "blocked", "stalls"])
def test_each_step_has_the_numbers_and_the_map_that_the_json_has(visit: Visit, name: str) -> None:
    page = visit(page_of(name))
    rollout = workload(name)["rollout"]
    steps = [rollout["start"], *rollout["steps"]]
    slider = page.get_by_label("Step of the rollout")
    slider.focus()
    for number, step in enumerate(steps):
        page.keyboard.press("Home" if number == 0 else "ArrowRight")
        if number == 0:
            page.evaluate("s => s.dispatchEvent(new Event('input'))", slider.element_handle())
        names = {state: sorted(nodes) for state, nodes in step["states"].items()}
        assert numbers_told(page) == (
            {state: len(nodes) for state, nodes in names.items()},
            step["unavailable"],
            step["taken"],
        )
        shown = nodes_shown(page)
        available = {"new": names.get("new ready", []), "old": names.get("old ready", [])}
        for glyph, nodes in available.items():
            assert shown.get(glyph, []) == nodes, (number, glyph)
    expect(page.locator("[data-moment]")).to_contain_text(f"after step {len(steps) - 1}")
    page.get_by_role("button", name="Show the outcome").click()
    expect(page.locator("[data-moment]")).to_have_text("")


@pytest.mark.parametrize("name", ["update", "blocked", "stalls"])
def test_the_chart_and_the_table_of_steps_have_the_numbers_of_the_json(visit: Visit, name: str) -> None:
    page = visit(page_of(name), WITHOUT_SCRIPT)
    rollout = workload(name)["rollout"]
    steps = [rollout["start"], *rollout["steps"]]
    table = page.eval_on_selector_all("tr[data-step]", ROWS)
    assert [row["states"] for row in table] == [
        {state: len(names) for state, names in step["states"].items()} for step in steps
    ]
    for count in ("unavailable", "taken", "begun"):
        assert [row["counts"][count] for row in table] == [step[count] for step in steps]
    total = int(page.locator(".chart text").first.text_content() or 0)
    drawn = [round(total * (1 - height / 150)) for height in heights(page.locator("[data-layer=new]"), table)]
    assert drawn == [len(step["states"].get("new ready", ())) for step in steps]
    assert [size for size in (step["begun"] for step in steps) if size] == [wave["size"] for wave in rollout["waves"]]


def test_a_rollout_that_stalls_ends_at_a_line_before_the_edge(visit: Visit) -> None:
    page = visit(page_of("stalls"))
    expect(page.locator(".chart .stalled")).to_have_text("stalls here")
    widest = page.evaluate("Math.max(...[...document.querySelectorAll('.layer')].map(layer => layer.getBBox().width))")
    assert widest < 700


def test_numbers_by_state_are_those_of_the_json(visit: Visit) -> None:
    for name in ("update", "blocked", "250"):
        page = visit(page_of(name))
        found: dict[str, int] = {}
        for group in workload(name)["placement"]:
            found[group["state"]] = found.get(group["state"], 0) + group["count"]
        told = page.eval_on_selector_all(
            ".numbers [data-count]", "all => all.map(e => [e.dataset.count, +e.textContent])"
        )
        assert dict(told) == found


@pytest.mark.parametrize(("name", "most"), [("update", 60_000), ("250", 100_000)])
def test_every_node_is_there_by_name_and_the_page_stays_small(visit: Visit, name: str, most: int) -> None:
    text = page_of(name)
    assert len(text.encode()) < most
    page = visit(text)
    names = {node for group in workload(name)["placement"] for node in group["nodes"]}
    page.evaluate(OPEN_ALL)
    page.evaluate("for (const button of document.querySelectorAll('.names button')) button.click()")
    shown = page.eval_on_selector_all("[data-names]", "all => all.flatMap(e => e.textContent.split(', '))")
    assert set(shown) == names
    assert len(shown) == len(names)


def test_nodes_among_fifteen_thousand_are_found_and_shown_at_a_step(visit: Visit) -> None:
    text = page_of("15000")
    assert len(text.encode()) < 2_000_000
    page = visit(text)
    page.get_by_label("Node", exact=True).fill("spot-eu-west-1c-02000")
    page.locator(".hits button").click()
    expect(page.locator("[data-node]")).to_contain_text("no pod")
    page.get_by_role("button", name="Step on").click()
    expect(page.locator("[data-moment]")).to_contain_text("before the rollout")
    shown = nodes_shown(page)
    assert sorted(shown) == ["none", "old"]
    assert shown["old"] + shown["none"] == sorted(
        node for group in report("15000").plans[0].workloads[0].placement for node in group.nodes
    )


def test_without_script_all_is_there_but_the_tools(visit: Visit) -> None:
    page = visit(page_of("blocked"), WITHOUT_SCRIPT)
    expect(page.locator(".tools")).to_be_hidden()
    expect(page.locator(".player")).to_be_hidden()
    page.evaluate(OPEN_ALL)
    text = page.locator("main").inner_text()
    for words in (
        "BLOCKED",
        "spot-[1-3,5-6]",
        "What if: drain general-01",
        "spot-1, check by check",
        "new ready",
        "met",
        "Assumed",
    ):
        assert words in text


def test_on_a_phone_rows_are_cards(visit: Visit) -> None:
    page = visit(page_of("update"), PHONE)
    assert page.locator("table.groups tr[data-group]").first.evaluate("row => getComputedStyle(row).display") == "block"
    expect(page.locator("table.groups thead").first).to_be_hidden()


def test_on_paper_names_are_there_and_no_row_is_split(visit: Visit) -> None:
    page = visit(page_of("update"), PRINTED)
    expect(page.locator("tr[data-answer=replaced] .names")).to_be_visible()
    expect(page.locator("tr[data-answer=replaced] .names")).to_contain_text("general-[01-12]")
    expect(page.locator(".tools")).to_be_hidden()
    split = page.evaluate(
        "[...document.querySelectorAll('tr')].filter(row => getComputedStyle(row).breakInside !== 'avoid')"
    )
    assert split == []


def square(page: Page, name: str) -> Locator:
    place = page.evaluate("name => cellWith(name).svg.dataset.place".replace("cellWith(name)", CELL), name)
    return page.locator(f"svg[data-place='{place}']")


def center(page: Page, name: str) -> dict[str, float]:
    """The middle of a node's square within the map of its pool and zone."""
    return page.evaluate(
        f"""name => {{ const cell = {CELL}; const at = cell.names.indexOf(name);
        return {{ x: (at % cell.columns + .4) * cell.size, y: (Math.floor(at / cell.columns) + .4) * cell.size }} }}""",
        name,
    )


CELL = "parts[0].cells.find(cell => cell.names.includes(name))"

# The squares that the paths of the maps draw, with the nodes on them.
SHOWN = """() => parts[0].cells.flatMap(cell => [...cell.svg.querySelectorAll("path")].flatMap(path =>
  [...path.getAttribute("d").matchAll(/M(\\d+) (\\d+)h(\\d+)/g)].flatMap(([, x, y, width]) =>
    Array.from({ length: width / cell.size }, (_, at) =>
      [path.dataset.glyph, path.getAttribute("class") || "",
       cell.names[y / cell.size * cell.columns + x / cell.size + at]]))))"""

ROWS = """rows => rows.map(row => ({
  x: +row.dataset.x,
  states: Object.fromEntries([...row.querySelectorAll("[data-state]")].map(e => [e.dataset.state, +e.textContent])),
  counts: Object.fromEntries([...row.querySelectorAll("[data-count]")].map(e => [e.dataset.count, +e.textContent])),
}))"""


def nodes_shown(page: Page) -> dict[str, list[str]]:
    """The nodes on the map by their glyph."""
    found: dict[str, list[str]] = {}
    for glyph, _, name in page.evaluate(SHOWN):
        found.setdefault(glyph, []).append(name)
    return {glyph: sorted(names) for glyph, names in found.items()}


def looks(page: Page) -> list[str]:
    """For each square whether it is dim."""
    return [look for _, look, _ in page.evaluate(SHOWN)]


def numbers_told(page: Page) -> tuple[dict[str, int], int, int]:
    """The states, the unavailable nodes and the used budget in the sentence below the chart."""
    text = page.locator(".now-text").inner_text()
    told, _, unavailable = text.partition("; ")
    states = {state: int(number) for number, state in re.findall(r"(\d+) ([a-z ]+?)(?:,|$)", told)}
    taken = re.search(r"used budget (\d+)", told)
    assert taken is not None
    return states, int(unavailable.split()[0]), int(taken[1])


def heights(layer: Locator, table: list[dict[str, Any]]) -> list[float]:
    """The height of a layer at each step, from the stairs of its path."""
    stairs = [(float(y), float(x)) for y, x in re.findall(r"V([\d.]+)H([\d.]+)", layer.get_attribute("d") or "")]
    return [next(y for y, x in stairs if x > row["x"] + 0.2) for row in table]
