"""Prefers nodes that have the pod's images already; larger and more widely spread images count more.

kube-scheduler: ImageLocality. Images of volumes add to what a node has, and not to the most that counts.
"""

from __future__ import annotations

from dslint.kubernetes.cluster import Node
from dslint.kubernetes.pods import Pod
from dslint.kubernetes.release import Release
from dslint.placement import behaviours
from dslint.placement.scoring.contract import MAX_NODE_SCORE, ScoredNodes
from dslint.placement.snapshot import Snapshot

NAME = "ImageLocality"
MEGABYTE = 1024 * 1024
LEAST = 23 * MEGABYTE
MOST_OF_A_CONTAINER = 1000 * MEGABYTE


def scores(pod: Pod, nodes: ScoredNodes, snapshot: Snapshot) -> list[int] | None:
    release = snapshot.release
    images = [_tagged(image) for image in (*pod.spec.images, *_of_volumes(pod, release))]
    having = {image: snapshot.search.nodes_with_image.get(image, 0) for image in images}
    if not any(having.values()):
        return None
    capped = len(pod.spec.images) if release.has(behaviours.IMAGES_CAPPED_BY_CONTAINER) else 1
    total, most = len(snapshot.nodes), MOST_OF_A_CONTAINER * capped
    return [_score(_held(images, having, node, total), most) for node in nodes.nodes]


def _of_volumes(pod: Pod, release: Release) -> list[str]:
    if not (release.has(behaviours.IMAGE_VOLUMES_HAVE_IMAGES) and release.enabled("ImageVolume")):
        return []
    return [volume["image"].get("reference") or "" for volume in pod.spec.volumes if volume.get("image")]


def _held(images: list[str], having: dict[str, int], node: Node, total: int) -> int:
    present = node.images
    return sum(int(present[image] * (having[image] / total)) for image in images if image in present)


def _score(held: int, most: int) -> int:
    return MAX_NODE_SCORE * (max(LEAST, min(most, held)) - LEAST) // (most - LEAST)


def _tagged(image: str) -> str:
    # A colon before the last slash is a port's.
    return image if image.rfind(":") > image.rfind("/") else f"{image}:latest"
