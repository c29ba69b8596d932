from __future__ import annotations

import pytest

from dslint.findings import Finding, RelatedPlace, Severity, Span
from dslint.report.lint import text
from dslint.report.terminal import Terminal
from tests.golden.story import BLIND, CLEAN, MISMATCH, OLD_LABEL, REPORT

OLD_WORDS = MISMATCH._replace(message="Invalid value: map[app:agnet]: no match", kubernetes_versions=("1.9", "1.10"))
NEW_WORDS = MISMATCH._replace(kubernetes_versions=("1.36",))


def shown(*findings: Finding, versions: tuple[str, ...] = ("1.9", "1.10", "1.36")) -> str:
    report = REPORT._replace(kubernetes_versions=versions, findings=findings, skipped=(), unreadable=(), remarks=())
    return "\n".join(text.lines(report, Terminal(quiet=True)))


def test_messages_of_several_versions_in_one_place_are_together_newest_first() -> None:
    lines = shown(OLD_WORDS, NEW_WORDS)
    assert lines.count("-->") == 1
    assert lines.startswith("error[DS231 selector-mismatch]: spec.template.metadata.labels: Invalid value: {")
    assert "   = in 1.9, 1.10: Invalid value: map[app:agnet]: no match\n" in lines
    assert "= Kubernetes:" not in lines


def test_versions_without_the_finding_are_left_out() -> None:
    assert "   = Kubernetes: 1.9, 1.10, 1.36\n" in shown(OLD_WORDS, NEW_WORDS, versions=("1.9", "1.10", "1.11", "1.36"))


def test_a_marked_expression_stands_below_the_message() -> None:
    marked = OLD_WORDS._replace(
        message="ERROR: <input>:1:2: no\n | a.b\n | .^\nERROR: <input>:1:3: x\ny\n | a.b\n | ..^"
    )
    assert shown(marked).splitlines()[:6] == [
        "error[DS231 selector-mismatch]: spec.template.metadata.labels: ERROR: <input>:1:2: no",
        "   | a.b",
        "   | .^",
        "  ERROR: <input>:1:3: x\\ny",
        "   | a.b",
        "   | ..^",
    ]
    assert "   = in 1.9, 1.10: ERROR: <input>:1:2: no ERROR: <input>:1:3: x\\ny\n" in shown(NEW_WORDS, marked)


def test_two_findings_of_one_version_stay_two() -> None:
    again = NEW_WORDS._replace(message="Invalid value: another thing")
    assert shown(NEW_WORDS, again).count("-->") == 2


def test_findings_elsewhere_stay_apart() -> None:
    assert shown(OLD_WORDS, NEW_WORDS._replace(file="b.yaml")).count("-->") == 2


def test_nothing_at_all_is_shown_where_nothing_is_found_and_findings_are_all_that_is_wanted() -> None:
    assert list(text.lines(CLEAN, Terminal(quiet=True))) == []


def lines_of(*findings: Finding, verbose: bool = False, width: int = 120) -> list[str]:
    report = CLEAN._replace(findings=findings)
    return list(text.lines(report, Terminal(verbose=verbose, width=width)))


def test_findings_of_severity_info_are_one_line_and_counted_in_the_summary() -> None:
    other = BLIND._replace(code="DS610", name="root-user")
    assert lines_of(BLIND, other, other._replace(file="b.yaml"))[:-1] == [
        "info: 2 DS610 root-user, 1 DS590 blind-rollout; --verbose shows them",
        "",
    ]
    assert lines_of(BLIND, other)[-1].startswith("2 info in ")


def test_findings_of_severity_info_are_whole_for_those_who_ask() -> None:
    lines = lines_of(MISMATCH, BLIND, verbose=True)
    assert [line[:11] for line in lines if "[DS" in line] == ["error[DS231", "info[DS590 "]
    assert not any("--verbose" in line for line in lines)


def test_a_rule_that_a_configuration_lowers_to_info_is_folded_too() -> None:
    assert "info: 1 DS231 selector-mismatch; --verbose shows them" in lines_of(
        MISMATCH._replace(severity=Severity.INFO)
    )


def test_the_advice_to_declare_a_profile_is_not_folded() -> None:
    lines = lines_of(BLIND._replace(code="DS699", name="undeclared-profile"))
    assert lines[0].startswith("info[DS699 undeclared-profile]: ")


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_the_line_of_folded_findings_names_eight_rules_and_fits_the_terminal(width: int) -> None:
    many = [BLIND._replace(code=f"DS{600 + number}", name=f"a-rule-{number}") for number in range(12)]
    lines = lines_of(*many, width=width)
    folded = " ".join(line.strip() for line in lines[: lines.index("")])
    assert folded.startswith("info: 1 DS600 a-rule-0, ")
    assert folded.endswith("1 DS607 a-rule-7 and 4 other rules; --verbose shows them")
    assert max(map(len, lines[: lines.index("")])) <= width


@pytest.mark.parametrize(("number", "told"), [(50, False), (51, True)])
def test_more_than_fifty_findings_are_counted_by_rule_at_the_end(number: int, told: bool) -> None:
    lines = lines_of(*[OLD_LABEL._replace(file=f"{one}.yaml") for one in range(number - 1)], MISMATCH)
    assert ("50  DS301  warning  deprecated-node-label" in lines) is told
    assert (" 1  DS231  error    selector-mismatch" in lines) is told
    assert lines[-1].startswith(f"1 error, {number - 1} warnings in ")


def test_a_place_in_another_file_is_named_and_not_underlined_in_this_one() -> None:
    elsewhere = RelatedPlace("the expression of the policy", Span(8, 1, 8, 1), "p.yaml")
    lines = shown(NEW_WORDS._replace(related=(elsewhere,)))
    assert "   = see: p.yaml:8: the expression of the policy\n" in lines
    assert lines.count("the expression of the policy") == 1
