"""Texts that several formats of a lint report share."""

from __future__ import annotations

import pytest

from dslint.findings import Fix, Fixed, Folded, FoldedRule, Note, Origin, Severity, Silenced, Silencer, StaticPod
from dslint.report.lint import wording
from tests.golden.story import BLIND, CLEAN, MISMATCH, OLD_LABEL, REPORT, TWICE, WITHOUT_TEXT


@pytest.mark.parametrize(
    ("origin", "field", "text"),
    [
        (Origin.API_SERVER, "spec.selector", "spec.selector: no"),
        (Origin.API_WARNING, "spec.selector", "spec.selector: no"),
        (Origin.API_SERVER, "", "no"),
        (Origin.TRAP, "spec.selector", "no"),
        (Origin.KUBELET, "spec.selector", "no"),
    ],
)
def test_only_messages_of_the_api_server_start_with_their_field(origin: Origin, field: str, text: str) -> None:
    assert wording.sentence(MISMATCH._replace(origin=origin, field=field, message="no")) == text


def test_a_sentence_is_one_line_without_control_characters() -> None:
    assert wording.sentence(BLIND._replace(message="a\nb\x1b[31m")) == "a\\nb\\x1b[31m"


def test_a_place_is_as_exact_as_it_is_known() -> None:
    assert wording.place(MISMATCH) == "deploy/agent.yaml:13:9"
    assert wording.place(MISMATCH._replace(span=None)) == "deploy/agent.yaml"
    assert wording.place(WITHOUT_TEXT) == "DaemonSet bare"
    assert wording.place(WITHOUT_TEXT._replace(object=None)) == "object"
    assert wording.place(TWICE) == "odd, 100%: päth\\x1b[31m.yaml:4:3"


def test_versions_are_named_unless_they_are_all() -> None:
    assert wording.versions(MISMATCH, REPORT) == ""
    assert wording.versions(OLD_LABEL, REPORT) == "1.27, 1.33, 1.36"


@pytest.mark.parametrize(
    ("versions", "text"),
    [
        ((), ""),
        (("1.36",), "1.36"),
        (("1.35", "1.36"), "1.35, 1.36"),
        (("1.34", "1.35", "1.36"), "1.34 to 1.36"),
        (("1.27", "1.30", "1.31", "1.32", "1.33"), "1.27, 1.30 to 1.33"),
        (("1.8", "1.9", "1.10", "1.12", "1.13"), "1.8 to 1.10, 1.12, 1.13"),
    ],
)
def test_three_consecutive_versions_are_a_range(versions: tuple[str, ...], text: str) -> None:
    assert wording.ranges(versions) == text


def test_a_version_is_counted_by_its_minor_number() -> None:
    assert [wording.minor(version) for version in ("1.9", "1.10", "1.36")] == [9, 10, 36]


def test_the_summary_counts_findings_from_the_worst_on() -> None:
    warning = OLD_LABEL._replace(severity=Severity.WARNING)
    findings = (BLIND, warning, BLIND, MISMATCH, warning)
    report = CLEAN._replace(findings=findings, kubernetes_versions=("1.34", "1.35", "1.36"))
    assert wording.summary(report) == "1 error, 2 warnings, 2 info in 2 objects of 1 file (Kubernetes 1.34 to 1.36)"


def test_the_summary_counts_only_what_is_shown_where_that_is_given() -> None:
    report = CLEAN._replace(findings=(MISMATCH, BLIND))
    assert wording.summary(report, [BLIND]) == "1 info in 2 objects of 1 file (Kubernetes 1.36)"
    assert wording.summary(report, []) == "nothing found in 2 objects of 1 file (Kubernetes 1.36)"


def test_the_summary_ends_with_what_was_silenced() -> None:
    report = CLEAN._replace(silenced=(Silenced(Silencer.BASELINE, "b.json", 2),))
    assert wording.summary(report) == "nothing found in 2 objects of 1 file (Kubernetes 1.36); silenced: 2 by b.json"


def test_what_was_not_checked_is_named_once_for_each_reason() -> None:
    assert list(wording.skipped(REPORT)) == [
        "skipped: chart/templates/agent.yaml:3 and 1 more: is a template; lint the rendered output",
        "skipped other kinds: 2 Service, 1 Role",
        *REPORT.remarks,
        "not read: locked.yaml: permission denied",
    ]
    assert list(wording.skipped(CLEAN)) == []


def test_what_was_not_checked_is_visible_text() -> None:
    note = Note("a\x1b.yaml", 2, "is a\ntemplate")
    report = CLEAN._replace(skipped=(note,), unreadable=(note,))
    assert list(wording.skipped(report)) == [
        "skipped: a\\x1b.yaml:2: is a\\ntemplate",
        "not read: a\\x1b.yaml:2: is a\\ntemplate",
    ]


def test_a_static_pod_is_named_as_its_pod_or_with_the_error_of_the_kubelet() -> None:
    etcd = StaticPod("etcd.yaml", "etcd-node-1", "kube-system", accepted=True, error=None)
    assert wording.static_pod(etcd) == "etcd.yaml as kube-system/etcd-node-1"
    broken = StaticPod("x\n.yaml", None, None, accepted=False, error="couldn't parse")
    assert wording.static_pod(broken) == "x\\n.yaml (couldn't parse)"


def test_the_summary_counts_what_is_folded_before_what_is_silenced() -> None:
    folded = Folded("cni", (FoldedRule("DS601", "host-network", 1), FoldedRule("DS605", "writable-host-path", 4)))
    found = (MISMATCH._replace(folded=folded),)
    report = CLEAN._replace(findings=found, silenced=(Silenced(Silencer.BASELINE, "b.json", 2),))
    assert wording.summary(report).endswith("; 5 folded (--no-fold shows each); silenced: 2 by b.json")


ASKED = ("1.24", "1.25", "1.26", "1.27")


@pytest.mark.parametrize(
    ("origin", "severity", "found", "since", "text"),
    [
        (Origin.SCHEMA, Severity.ERROR, ASKED[1:], "1.14", "stops working in 1.25; the new form works since 1.14"),
        (Origin.API_SERVER, Severity.ERROR, ASKED[1:], "", "stops working in 1.25"),
        (Origin.API_SERVER, Severity.ERROR, ASKED[:3], "", "works from 1.27"),
        (Origin.API_SERVER, Severity.ERROR, ASKED[1:3], "", ""),
        (Origin.TRAP, Severity.WARNING, ASKED[1:], "1.6", "stops working in 1.25; the new form works since 1.6"),
        (Origin.TRAP, Severity.WARNING, ASKED[1:], "", ""),
        (Origin.TRAP, Severity.INFO, ASKED[1:], "1.9", "the new form works since 1.9"),
        (Origin.API_WARNING, Severity.WARNING, ASKED[1:], "1.19", "the new form works since 1.19"),
    ],
)
def test_where_a_form_stops_working_and_since_when_the_new_one_does_is_said(
    origin: Origin, severity: Severity, found: tuple[str, ...], since: str, text: str
) -> None:
    finding = MISMATCH._replace(origin=origin, severity=severity, new_form_since=since)
    assert wording.spread(finding, found, ASKED).partition("; ")[2] == text


def test_the_summary_counts_what_could_not_be_checked() -> None:
    report = CLEAN._replace(findings=(BLIND._replace(code="DS713"), BLIND))
    assert report.summary["unchecked"] == 1
    assert wording.summary(report).endswith("(Kubernetes 1.36); 1 could not be checked")
    assert "unchecked" not in CLEAN.summary


def test_a_fix_is_told_with_the_options_that_make_it() -> None:
    assert wording.fix(MISMATCH) == ""
    assert wording.fix(MISMATCH._replace(fix=Fix("x"))) == "x (--fix)"
    assert wording.fix(MISMATCH._replace(fix=Fix("x", safe=False))) == "x (--fix --unsafe-fixes)"


def test_the_summary_counts_what_was_fixed_and_what_can_be() -> None:
    safe, unsafe = MISMATCH._replace(fix=Fix("x")), MISMATCH._replace(fix=Fix("x", safe=False))
    assert wording.fixable(CLEAN._replace(findings=(safe, safe, unsafe))) == (
        "2 fixable with --fix, 1 more with --unsafe-fixes"
    )
    assert wording.fixable(CLEAN._replace(findings=(unsafe,))) == "1 fixable with --unsafe-fixes"
    assert wording.fixable(CLEAN) == ""
    done = CLEAN._replace(findings=(safe,), fixed=Fixed(3, ("a.yaml",)))
    assert wording.summary(done).startswith("3 findings fixed in a.yaml; remaining: 1 error in 2 objects")
    assert wording.summary(CLEAN._replace(fixed=Fixed(0, ()))) == wording.summary(CLEAN)


def test_the_summary_names_the_fixed_files_up_to_a_few() -> None:
    def said(*files: str) -> str:
        return wording.summary(CLEAN._replace(fixed=Fixed(7, files))).partition(";")[0]

    assert said("a.yaml", "b.yaml", "c.yaml") == "7 findings fixed in a.yaml, b.yaml, c.yaml"
    assert said("a.yaml", "b.yaml", "c.yaml", "d.yaml") == "7 findings fixed in a.yaml, b.yaml, c.yaml and 1 other file"
    assert said("a\x1b[31m\n::error::.yaml") == r"7 findings fixed in a\x1b[31m\n::error::.yaml"
