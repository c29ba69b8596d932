"""What admission reads of a cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from dslint.kubernetes.pods import Pod


class Lister(Protocol):
    """The objects and the pods of an inventory; dslint.kubernetes.cluster.Cluster is one."""

    pods: list[Pod]

    def of_kind(self, kind: str) -> list[dict[str, Any]]: ...
