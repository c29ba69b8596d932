"""API versions as a table, and what changed, version by version."""

from __future__ import annotations

from typing import NamedTuple

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
    return list(versions.lines(SERVED, "apps/v1beta1", changes, Terminal(width=width)))


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
