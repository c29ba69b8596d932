"""Prefers nodes that have the pod's images already; larger and more widely spread images count more.

kube-scheduler: ImageLocality.
"""

from __future__ import annotations

from collections.abc import Sequence

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.placement.scoring.contract import MAX_NODE_SCORE
from dslint.placement.snapshot import NodeInfo, Snapshot

NAME = "ImageLocality"
MEGABYTE = 1024 * 1024
LEAST = 23 * MEGABYTE
MOST_OF_A_CONTAINER = 1000 * MEGABYTE


def scores(pod: Pod, nodes: Sequence[NodeInfo], snapshot: Snapshot) -> list[int] | None:
    images = [_tagged(image) for image in pod.spec.images]
    having = {image: sum(image in node.images for node in snapshot.nodes) for image in images}
    if not any(having.values()):
        return None
    total = len(snapshot.nodes)
    return [_score(images, having, state.node, total) for state in nodes]


def _score(images: list[str], having: dict[str, int], node: Node, total: int) -> int:
    present = node.images
    held = sum(int(present[image] * (having[image] / total)) for image in images if image in present)
    most = MOST_OF_A_CONTAINER * len(images)
    held = max(LEAST, min(most, held))
    return MAX_NODE_SCORE * (held - LEAST) // (most - LEAST)


def _tagged(image: str) -> str:
    # A colon before the last slash is a port's.
    return image if image.rfind(":") > image.rfind("/") else f"{image}:latest"
