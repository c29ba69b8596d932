"""Nodes that options of a plan name: by name, pattern, group or selector."""

from __future__ import annotations

from collections.abc import Sequence

from dslint.kubernetes.cluster import Cluster, Node


def nodes(option: str, targets: Sequence[str], cluster: Cluster) -> list[Node]:
    """The nodes that the targets of an option mean, as what-if names them. Raises WhatIfError."""
    if not targets:
        return []
    from dslint.inventory.what_if import meant
    from dslint.inventory.what_if_operations import WhatIfError

    try:
        wanted = sorted({index for target in targets for index in meant(target, cluster.nodes)})
    except WhatIfError as error:
        raise WhatIfError(f"{option}: {error}") from error
    return [cluster.nodes[index] for index in wanted]


def names(option: str, targets: Sequence[str], cluster: Cluster) -> frozenset[str]:
    """Of the nodes that the targets mean. Raises WhatIfError."""
    known = {node.name for node in cluster.nodes} if targets else frozenset()
    named = {target for target in targets if target in known}
    others = {node.name for node in nodes(option, [target for target in targets if target not in known], cluster)}
    return frozenset(named | others)
