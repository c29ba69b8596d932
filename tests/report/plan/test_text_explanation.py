"""Every check of a node as a table."""

from __future__ import annotations

from dslint.plans import Check, Decider, Explanation, Placement, SourceLine, State, Victim
from dslint.report.plan import text_explanation
from dslint.report.plan.digest import digests
from dslint.report.terminal import Terminal

CONTROLLER, SCHEDULER = Decider.DAEMONSET_CONTROLLER, Decider.SCHEDULER


def shown(*checks: Check, width: int = 120) -> list[str]:
    return list(text_explanation.lines([Explanation("n1", checks)], (), Terminal(width=width)))


def test_columns_are_as_wide_as_their_widest_cell_and_a_decider_is_named_once() -> None:
    assert shown(
        Check(CONTROLLER, "taints", "passes", "no taints"),
        Check(SCHEDULER, "NodePorts", "passes", ""),
        Check(SCHEDULER, "NodeResourcesFit", "fails", "needs cpu 2, 1 of 4 free", (SourceLine("ds.yaml", 12),)),
    ) == [
        "",
        "  n1, check by check",
        "    daemonset-controller  taints            passes  no taints",
        "    scheduler             NodePorts         passes",
        "                          NodeResourcesFit  fails   needs cpu 2, 1 of 4 free  ds.yaml:12",
    ]


def test_checks_that_were_not_asked_are_named_together() -> None:
    lines = shown(
        Check(SCHEDULER, "NodePorts", "not asked", ""),
        Check(SCHEDULER, "NodeName", "passes", ""),
        Check(SCHEDULER, "VolumeZone", "not asked", ""),
    )
    assert lines[2:] == ["    scheduler  NodeName  passes", "    does not apply to this pod: NodePorts, VolumeZone"]


def test_long_comparisons_go_on_in_their_column() -> None:
    lines = shown(Check(SCHEDULER, "NodeName", "fails", " ".join(["word"] * 12)), width=70)
    assert len(lines) == 4
    assert lines[3].startswith(" " * len("    scheduler  NodeName  fails  ") + "word")


def test_they_are_below_the_check_on_narrow_terminals() -> None:
    lines = shown(Check(SCHEDULER, "NodeName", "fails", "one two", (SourceLine("a.yaml", 1),)), width=40)
    assert lines[2:] == ["    scheduler  NodeName  fails", "        one two  a.yaml:1"]
    assert shown(Check(SCHEDULER, "NodeName", "passes", ""), width=40)[2:] == ["    scheduler  NodeName  passes"]


def test_every_source_is_named() -> None:
    lines = shown(Check(SCHEDULER, "x", "fails", "y", (SourceLine("a.yaml", 1), SourceLine("a.yaml", 9))))
    assert lines[2].endswith("y  a.yaml:1, a.yaml:9")


def test_what_follows_from_the_checks_comes_last() -> None:
    """A pod that does not fit runs all the same if it evicts others."""
    victim = Victim("shop", "web-0", "n1", 0, violates_budget=True)
    found = digests(
        [Placement(State.BOUND, ("n1", "n2"), evicts=(victim, victim._replace(node="n2", name="web-9")))], {}
    )
    explanation = Explanation("n1", (Check(SCHEDULER, "NodeResourcesFit", "fails", "needs cpu 2, 1 of 4 free"),))
    lines = list(text_explanation.lines([explanation], found, Terminal()))
    assert lines[-1] == "    answer: runs; evicts shop/web-0 (breaks its disruption budget)"
