"""Labels that tell nodes apart: they belong to a node and not to its shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from dslint.kubernetes.cluster import HOSTNAME

MANY_VALUES = 32
"""A label with more values than this belongs to the nodes, not to their shapes."""

LEAST_UNIQUE = 3
"""A label with a different value on each of at least this many nodes belongs to the nodes."""

TOPOLOGY = frozenset({"topology.kubernetes.io/zone", "topology.kubernetes.io/region"})


def own_label_keys(labels: Iterable[Mapping[str, str]]) -> frozenset[str]:
    """The keys of labels that belong to a node or to a few nodes: the hostname, instance IDs, racks."""
    values: dict[str, set[str]] = {}
    holders: Counter[str] = Counter()
    own = {HOSTNAME}
    for one in labels:
        for key in one.keys() - own:
            found = values.setdefault(key, set())
            found.add(one[key])
            holders[key] += 1
            if len(found) > MANY_VALUES:
                own.add(key)
    own.update(
        key for key, found in values.items() if len(found) == holders[key] >= LEAST_UNIQUE and key not in TOPOLOGY
    )
    return frozenset(own)
