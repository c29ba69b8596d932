"""What to plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.api_server.baseline import Baseline
from dslint.planning.manifests import Manifests

if TYPE_CHECKING:
    from dslint.expectations.file import Expectations

Source = str | Path | Mapping[str, Any]
"""A path to a file or folder, "-" for standard input, or an object that was read already."""

NOTHING_RUNS = Baseline()


class Request(NamedTuple):
    """What to plan. `unready`, `broken`, `allow_removal` and `explain` name nodes as --what-if does.

    `unready` are nodes whose current pod is not ready, `broken` those whose new pod never gets ready. `what_if` are
    operations on nodes, in order. `scores` asks for the scores of plain Pods. `static_pods_before` is the manifest
    folder before its files change, or a commit that has it, `expect` a file of expectations or what it holds.
    `together`: all workloads are created at once, and the scheduler takes them in its own order. `sequential`: those
    that run already change one after the other, each settled before the next. `workload_size`: see
    Plan.workload_room. `keep_node_labels`: kubeadm changes nothing about the nodes in newer versions. `user` applies
    the manifests, if that is known. With `bind_all`, admission policies without a binding are asked too. `course` keeps
    the steps of rollouts as `trace` does, for reports that draw them. With `heed_suppressions=False`, comments and
    annotations in the manifests have no effect.
    """

    workloads: Manifests
    inventory: Sequence[Source]
    baseline: Baseline = NOTHING_RUNS
    inventory_after: Sequence[Source] | None = None
    unready: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    allow_removal: tuple[str, ...] = ()
    explain: tuple[str, ...] = ()
    what_if: tuple[str, ...] = ()
    static_pods_before: Path | str | None = None
    expect: Path | Expectations | None = None
    together: bool = False
    sequential: bool = False
    trace: bool = False
    course: bool = False
    scores: bool = False
    workload_size: tuple[tuple[str, int], ...] = ()
    keep_node_labels: bool = False
    user: Mapping[str, Any] | None = None
    bind_all: bool = False
    heed_suppressions: bool = True
