"""Which files are a kubelet's manifests: by their folder, or because they say so themselves."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from dslint.source.documents import Content, Source

STATIC_POD_FOLDERS = ("**/etc/kubernetes/manifests/**",)
"""Where kubeadm has kubelets read their manifests."""

ANNOTATION = "dslint.dev/static-pod"

ANY_NODE = "node"
"""Stands for the node's name where a manifest is judged for no node in particular."""


def is_manifest_of_a_kubelet(source: Source, folders: Sequence[str]) -> bool:
    """Whether the file lies in one of the folders (patterns; ** stands for any number of them), or is annotated."""
    path = "/" + Path(source.name).as_posix().lstrip("/")
    if any(fnmatchcase(path, pattern if pattern.startswith(("/", "*")) else f"*/{pattern}") for pattern in folders):
        return True
    first = next((document for document in source.documents if document.content is Content.OBJECT), None)
    return first is not None and is_annotated(first.value)


def is_annotated(value: Any) -> bool:
    """Whether an object says that it is a static pod."""
    if not isinstance(value, dict) or value.get("kind") != "Pod":
        return False
    metadata = value.get("metadata")
    annotations = metadata.get("annotations") if isinstance(metadata, dict) else None
    return isinstance(annotations, dict) and annotations.get(ANNOTATION) == "true"
