"""Pods with so many of one thing that can be fixed."""

from __future__ import annotations

from benchmarks.growing import Table, containers, in_pod, labels
from benchmarks.growing_containers import POD, lines

FIXES: Table = {
    "misspelled fields": (200, containers(lambda index: {"name": f"c{index}", "imag": "x"})),
    "values to quote": (400, labels("annotations", lambda index: f"a{index}", value=1)),
    "items to remove": (400, in_pod("tolerations", lambda _: {"key": "node.kubernetes.io/out-of-disk"})),
    "items with two edits": (
        400,
        in_pod("tolerations", lambda _: {"key": "node.kubernetes.io/not-ready", "value": "x", "effect": "NoExecute"}),
    ),
    "comments to remove": (
        400,
        lines(lambda index: f"    - a{index}  # dslint: ignore[DS501]\n", f"{POD}    args:\n"),
    ),
}
