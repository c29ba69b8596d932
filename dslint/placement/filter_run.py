"""All filters of the scheduler made ready for a pod, to be asked node by node.

Where the scheduler stops at the first plugin that fails, all reasons are given; `reported` marks what its event says.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from dslint.findings import FieldPath
from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement.daemonset_controller import signatures
from dslint.placement.filters import node_ports, node_resources_fit
from dslint.placement.filters.contract import STATIC, Check, Refusal
from dslint.placement.plugins import filters, reported_count
from dslint.placement.snapshot import Snapshot
from dslint.plans import Decider, Reason

POD_PATH: FieldPath = ("spec",)
BEFORE_FILTERS = -1
OF_ONE_NODE = frozenset({node_ports.NAME, node_resources_fit.NAME})
"""Plugins that look at the pods of the node in question, and at no other node's."""

Found = tuple[int, str, Refusal]
"""A refusal with its plugin's place in the order and name; PreFilter's come before the first."""


class Verdict(NamedTuple):
    """Why a node does not take the pod: no reasons where it does.

    `resolvable`: evicting pods there may help. `before_filters`: it failed in PreFilter already.
    """

    reasons: tuple[Reason, ...]
    resolvable: bool = True
    before_filters: bool = False

    @property
    def fits(self) -> bool:
        return not self.reasons


FITS = Verdict(())


class _Prepared(NamedTuple):
    order: int
    name: str
    static: bool
    check: Check


@dataclass(slots=True)
class FilterRun:
    """All filters made ready for one pod, or for all pods of a DaemonSet (`pinned`): ask it node by node.

    `within` is the path of the pod's spec in its manifest. Counts stay right while pods come to and leave the snapshot.
    """

    pod: Pod
    snapshot: Snapshot
    pinned: bool
    within: FieldPath = POD_PATH
    failures: list[Found] = field(default_factory=list)
    _static: list[_Prepared] = field(default_factory=list)
    _dynamic: list[_Prepared] = field(default_factory=list)
    _known: dict[Hashable, tuple[Found, ...]] = field(default_factory=dict)
    _signature: Callable[[Node], Hashable] = field(init=False)

    def __post_init__(self) -> None:
        for order, plugin in enumerate(filters(self.snapshot.release)):
            made = plugin.prepare(self.pod, self.snapshot, pinned=self.pinned)
            if isinstance(made, Refusal):
                # PreFilter runs before every Filter, so its failure comes before theirs.
                self.failures.append((BEFORE_FILTERS, plugin.NAME, made))
            elif made is not None:
                prepared = _Prepared(order, plugin.NAME, plugin.READS <= STATIC, made)
                (self._static if prepared.static else self._dynamic).append(prepared)
        self._signature = signatures(self.pod.spec, self.snapshot.nodes)

    @property
    def alone(self) -> bool:
        """Whether a node's answer hangs on that node alone: on its shape, and on the pods that are there."""
        return all(prepared.name in OF_ONE_NODE for prepared in self._dynamic)

    def verdict(self, node: Node) -> Verdict:
        """On this node, as the snapshot is now."""
        found = [*self.failures, *self._of_shape(node), *_ask(self._dynamic, node, self.snapshot)]
        return _verdict(found, self.within, self.snapshot.release) if found else FITS

    def first(self, node: Node) -> Found | None:
        """What the scheduler stops at; None where the node takes the pod."""
        found = [*self.failures, *self._of_shape(node), *_ask(self._dynamic, node, self.snapshot)]
        return min(found, key=_place) if found else None

    def by_plugin(self, node: Node) -> dict[str, tuple[Reason, ...]]:
        """The reasons of each plugin that has anything to ask of this pod, none where it passes."""
        asked = {name for _, name, _ in self.failures} | {item.name for item in (*self._static, *self._dynamic)}
        found = [*self.failures, *self._of_shape(node), *_ask(self._dynamic, node, self.snapshot)]
        return {plugin: tuple(_reason(item[2], self.within) for item in found if item[1] == plugin) for plugin in asked}

    def _of_shape(self, node: Node) -> tuple[Found, ...]:
        if not self._static:
            return ()
        key = self._signature(node)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = tuple(_ask(self._static, node, self.snapshot))
        return known


def _ask(prepared: list[_Prepared], node: Node, snapshot: Snapshot) -> Iterator[Found]:
    state = snapshot.state(node)
    for order, name, _, check in prepared:
        for refusal in check(state):
            yield (BEFORE_FILTERS if refusal.before_filters else order), name, refusal


def _verdict(found: list[Found], within: FieldPath, release: Release) -> Verdict:
    found.sort(key=_place)
    first, plugin, _ = found[0]
    count = reported_count(plugin, release)
    said = [item for item in found if item[0] == first and item[1] == plugin][:count]
    reasons = tuple(_reason(refusal, within, reported=index < len(said)) for index, (_, _, refusal) in enumerate(found))
    resolvable = all(refusal.resolvable for _, _, refusal in said)
    return Verdict(reasons, resolvable, before_filters=first == BEFORE_FILTERS)


def _reason(refusal: Refusal, within: FieldPath, *, reported: bool = False) -> Reason:
    return Reason(
        refusal.code,
        Decider.SCHEDULER,
        refusal.message,
        event=refusal.event,
        reported=reported,
        path=(*within, *refusal.path),
    )


def _place(found: Found) -> int:
    return found[0]
