from __future__ import annotations

from dslint.report.plan import text, text_comparison
from dslint.report.terminal import Terminal
from tests.plans.test_comparison import ONLY_MASTER, TOLERANT, report


def shown(width: int, *, everything: bool = False) -> list[str]:
    return list(text.lines(report(ONLY_MASTER, TOLERANT), Terminal(width=width), everything=everything))


def test_versions_are_columns_where_there_is_room() -> None:
    lines = shown(120)
    assert lines[0] == "Kubernetes 1.23 | 1.25: 1 of 2 objects differs"
    head = next(line for line in lines if line.split() == ["1.23", "1.25"])
    row = next(line for line in lines if line.startswith("    2 nodes: cp-1, cp-2"))
    assert row.index("runs") == head.index("1.23")
    assert row.index("not scheduled") == head.index("1.25")
    assert "  = DaemonSet default/other: new, runs on 5 of 5 nodes (1.23, 1.25 alike)" in lines


def test_they_are_below_each_other_where_there_is_none() -> None:
    lines = shown(70)
    place = lines.index("    2 nodes: cp-1, cp-2")
    assert lines[place + 1] == "      1.23: runs"
    assert lines[place + 2].startswith("      1.25: not scheduled")


def test_the_newest_version_is_shown_in_full_and_all_with_everything() -> None:
    def heads(lines: list[str]) -> list[str]:
        return [line for line in lines if line.startswith("inventory (5 nodes, Kubernetes ") or "(5 nodes, " in line]

    assert [line.rpartition(" ")[2] for line in heads(shown(120))] == ["1.25)"]
    assert [line.rpartition(" ")[2] for line in heads(shown(120, everything=True))] == ["1.23)", "1.25)"]
    assert "The plan for Kubernetes 1.25 in full (--all shows each):" in shown(120)


def test_equal_plans_are_not_compared() -> None:
    lines = list(text.lines(report(TOLERANT, versions=("1.31", "1.32")), Terminal()))
    assert not any("differ" in line for line in lines)
    assert any("Kubernetes 1.31, 1.32" in line for line in lines)


def test_control_characters_are_visible() -> None:
    found = report(ONLY_MASTER)
    comparison = found.comparison()
    assert comparison is not None
    assert "\x1b" not in "".join(text_comparison.lines(comparison, found.plans, Terminal(colour=False)))
