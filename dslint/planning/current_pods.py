"""What runs before: DaemonSets as they were, their pods, and the nodes where these change with the update."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.planning.workload import Key

if TYPE_CHECKING:
    from dslint.rollout.existing_pods import ExistingPod


class CurrentPods(NamedTuple):
    """`olds` are DaemonSets after defaulting, by key; `made` the pods that they have where the inventory tells none.

    `before` are the nodes by name as they were; empty where they do not change.
    """

    olds: Mapping[Key, Mapping[str, Any]] = MappingProxyType({})
    made: Mapping[Key, tuple[ExistingPod, ...]] = MappingProxyType({})
    before: Mapping[str, Node] = MappingProxyType({})

    def old(self, key: Key) -> Mapping[str, Any] | None:
        return self.olds.get(key)

    def present(self, key: Key) -> tuple[ExistingPod, ...]:
        return self.made.get(key, ())

    def pods(self) -> Iterator[Pod]:
        """The bound pods that the inventory does not tell of."""
        for present in self.made.values():
            yield from (item.pod for item in present if item.pod.node)
