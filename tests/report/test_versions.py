"""API versions as a table, and what changed, version by version."""

from __future__ import annotations

from typing import NamedTuple

from dslint.findings import Finding, ObjectRef, Origin, Severity
from dslint.findings import Span as Place
from dslint.report import versions
from dslint.report.terminal import Terminal


class Serving(NamedTuple):
    api_version: str
    since: str
    deprecated: str | None = None
    until: str | None = None
    gone: str | None = None


class Change(NamedTuple):
    version: str
    subject: str
    text: str


SERVED = [Serving("apps/v1", "1.9"), Serving("extensions/v1beta1", "1.2", "1.8", "1.16", "1.16")]


def shown(*changes: Change, width: int = 120) -> list[str]:
    lines = list(versions.all_lines(SERVED, "apps/v1beta1", changes, Terminal(width=width)))
    return lines[: lines.index("", 5)]


def test_the_table_has_a_dash_for_what_never_happened() -> None:
    assert shown()[:3] == [
        "DaemonSet in        served since  deprecated  off by default  removed",
        "apps/v1             1.9           -           -               -",
        "extensions/v1beta1  1.2           1.8         1.16            1.16",
    ]


def test_the_version_that_never_contained_daemonset_is_named() -> None:
    assert shown()[3].startswith("apps/v1beta1 never contained DaemonSet")


def test_a_version_is_named_once_for_its_changes() -> None:
    lines = shown(
        Change("1.35", "taints", "first"), Change("1.35", "kubelet", "second"), Change("1.36", "pods", "third")
    )
    assert lines[5:] == [
        "1.35  taints       first",
        "      kubelet      second",
        "1.36  pods         third",
    ]


def test_long_texts_go_on_in_their_column() -> None:
    lines = shown(Change("1.36", "static pods", " ".join(["word"] * 9)), width=49)
    assert lines[5:] == [
        f"1.36  static pods  {' '.join(['word'] * 6)}",
        f"{' ' * 19}{' '.join(['word'] * 3)}",
    ]


class Between(NamedTuple):
    start: str = "1.29"
    end: str = "1.34"
    is_downgrade: bool = False


class Touched(NamedTuple):
    changes: tuple[Change, ...] = ()
    gone: tuple[Finding, ...] = ()
    new: tuple[Finding, ...] = ()
    file: str = "ds.yaml"
    line: int | None = 1
    object: ObjectRef = ObjectRef("apps/v1", "DaemonSet", "logging", "agent")


FINDING = Finding(
    "DS516",
    "stale",
    Severity.WARNING,
    Origin.TRAP,
    "tolerates master",
    None,
    "spec",
    ("spec",),
    "ds.yaml",
    Place(7, 1, 7, 2),
)


def test_two_versions_are_named_above_their_changes() -> None:
    changes = [Change("1.30", "taints", "first")]
    assert list(versions.between_lines(Between(), changes, Terminal())) == [
        "1.29 -> 1.34: what changes for node agents",
        "",
        "1.30  taints       first",
    ]


def test_a_downgrade_is_said_to_take_changes_back() -> None:
    first, *_ = versions.between_lines(Between("1.34", "1.29", is_downgrade=True), [], Terminal())
    assert first == "1.34 -> 1.29: what this downgrade takes back, the newest first"


def test_a_manifest_has_the_findings_of_one_end_and_then_the_changes() -> None:
    item = Touched((Change("1.30", "taints", "first"),), gone=(FINDING, FINDING), new=(FINDING,))
    assert list(versions.manifest_lines(Between(), [item], Terminal()))[1:] == [
        "",
        "DaemonSet logging/agent (ds.yaml:1)",
        "  1 finding that only 1.34 has:",
        "    warning DS516 line 7: spec: tolerates master",
        "  2 findings that only 1.29 has:",
        "    warning DS516 line 7: spec: tolerates master",
        "    warning DS516 line 7: spec: tolerates master",
        "",
        "1.30  taints       first",
    ]


def test_a_manifest_that_nothing_touches_is_said_to_be_so() -> None:
    assert list(versions.manifest_lines(Between(), [Touched()], Terminal()))[2:] == [
        "DaemonSet logging/agent (ds.yaml:1)",
        "  the findings are the same",
        "",
        "no change touches it",
    ]
