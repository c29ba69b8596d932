"""The scheduler's filters prepared for one pod, then asked node by node.

The scheduler stops at the first plugin that fails. Here all reasons are collected, and `reported` marks those that its
event gives.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from itertools import compress
from operator import and_
from typing import NamedTuple

from dslint.findings import FieldPath
from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset_controller import signatures
from dslint.placement.filters import node_ports, node_resources_fit
from dslint.placement.filters.contract import STATIC, Check, DomainCheck, Verdict
from dslint.placement.plugins import filters, parts_of, reported_count
from dslint.placement.snapshot import Snapshot
from dslint.plans import Reason

POD_PATH: FieldPath = ("spec",)
BEFORE_FILTERS = -1
READ_ONE_NODE = frozenset({node_ports.NAME, node_resources_fit.NAME})
"""Plugins that read the pods of the node in question, and no other node's."""

Found = tuple[int, str, Verdict]
"""A plugin's verdict with its place in the order and its name; those of PreFilter come first."""

FITS = Verdict(())


class _Prepared(NamedTuple):
    order: int
    name: str
    check: Check


class FilterRun:
    """The filters prepared for one pod, or for all pods of a DaemonSet (`pinned`).

    `within` is the path of the pod's spec in its manifest. Counts stay up to date as pods enter and leave the snapshot.
    """

    def __init__(self, pod: Pod, snapshot: Snapshot, *, pinned: bool, within: FieldPath = POD_PATH) -> None:
        self.pod = pod
        self.snapshot = snapshot
        self.within = within
        self.failures: list[Found] = []
        self._static: list[_Prepared] = []
        self._dynamic: list[_Prepared] = []
        self._known: dict[Hashable, tuple[Found, ...]] = {}
        self._signature = signatures(pod.spec, snapshot.nodes)
        self._prepare(pinned=pinned)
        self._alone = self.reads_one_node
        self._fitting: set[Hashable] = set()

    def _prepare(self, *, pinned: bool) -> None:
        parts = parts_of(self.pod, self.snapshot)
        for order, plugin in enumerate(filters(self.snapshot.release)):
            if plugin.READS_OF_POD.isdisjoint(parts):
                continue
            prepared = plugin.prepare(self.pod, self.snapshot, pinned=pinned)
            if isinstance(prepared, Verdict):
                # All PreFilters run before the first Filter.
                self.failures.append((BEFORE_FILTERS, plugin.NAME, prepared))
            elif prepared is not None:
                checks = self._static if plugin.READS <= STATIC else self._dynamic
                checks.append(_Prepared(order, plugin.NAME, prepared))

    @property
    def reads_one_node(self) -> bool:
        """Whether a node's answer depends on its shape and on the pods that are on it, and on nothing else."""
        return all(prepared.name in READ_ONE_NODE for prepared in self._dynamic)

    def verdict(self, node: Node) -> Verdict:
        """On this node, as the snapshot is now."""
        # Thousands of nodes are alike, and most pods fit.
        alike = self.snapshot.state(node).alike if self._alone else None
        key = (self._signature(node), alike)
        if alike is not None and key in self._fitting:
            return FITS
        found = self._rejections(node)
        if found:
            return _verdict(found, self.within, self.snapshot.release)
        if alike is not None:
            self._fitting.add(key)
        return FITS

    def passing(self) -> list[Node]:
        """The nodes that the pod fits, as the snapshot is now: those whose `verdict` fits, found faster."""
        snapshot = self.snapshot
        if self.failures:
            return []
        fits = self._fits_alone()
        others: list[_Prepared] = []
        for item in self._dynamic:
            if isinstance(item.check, DomainCheck):
                for index in item.check.rejected():
                    fits[index] = False
            elif item.name not in READ_ONE_NODE:
                others.append(item)
        found = list(compress(snapshot.nodes, fits))
        return [node for node in found if not any(_ask(others, node, snapshot))] if others else found

    def _fits_alone(self) -> list[bool]:
        """For each node, whether the pod fits by the node itself and by the pods that are on it."""
        spec, search = self.pod.spec, self.snapshot.search
        alone = [item.check for item in self._dynamic if item.name in READ_ONE_NODE]
        # What these plugins read of a pod; many Pods request the same.
        key = (FITS, *sorted(spec.requests.items()), spec.host_ports)
        fits = search.column(key, lambda state: not any(check(state) for check in alone))
        if not self._static:
            return fits.copy()
        static = search.column((FITS, spec), lambda state: not self._static_rejections(state.node))
        return list(map(and_, fits, static))

    def first(self, node: Node) -> Found | None:
        """The rejection at which the scheduler stops; None where the pod fits."""
        found = self._rejections(node)
        return min(found, key=_order) if found else None

    def by_plugin(self, node: Node) -> dict[str, tuple[Reason, ...]]:
        """The reasons of each plugin that checks anything for this pod; none where it passes."""
        asked = {name for _, name, _ in self.failures} | {item.name for item in (*self._static, *self._dynamic)}
        reasons: dict[str, tuple[Reason, ...]] = dict.fromkeys(asked, ())
        for _, name, verdict in self._rejections(node):
            reasons[name] += tuple(_located(reason, self.within) for reason in verdict.reasons)
        return reasons

    def _rejections(self, node: Node) -> list[Found]:
        return [*self.failures, *self._static_rejections(node), *_ask(self._dynamic, node, self.snapshot)]

    def _static_rejections(self, node: Node) -> tuple[Found, ...]:
        if not self._static:
            return ()
        key = self._signature(node)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = tuple(_ask(self._static, node, self.snapshot))
        return known


def _ask(prepared: list[_Prepared], node: Node, snapshot: Snapshot) -> Iterator[Found]:
    state = snapshot.state(node)
    for order, name, check in prepared:
        for verdict in check(state):
            yield (BEFORE_FILTERS if verdict.before_filters else order), name, verdict


def _verdict(found: list[Found], within: FieldPath, release: Release) -> Verdict:
    found.sort(key=_order)
    first, plugin, stopped = found[0]
    count = reported_count(plugin, release)
    reported = len(stopped.reasons) if count is None else count
    reasons = tuple(
        _located(reason, within, reported=index < reported)
        for index, reason in enumerate(reason for _, _, verdict in found for reason in verdict.reasons)
    )
    return Verdict(reasons, stopped.resolvable, before_filters=first == BEFORE_FILTERS, plugin=plugin)


def _located(reason: Reason, within: FieldPath, *, reported: bool = False) -> Reason:
    """The reason with its path in the manifest."""
    path = (*within, *(reason.path or ()))
    return Reason(reason.code, reason.decider, reason.message, reason.event, reported, path)


def _order(found: Found) -> int:
    return found[0]
