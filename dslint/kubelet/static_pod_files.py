"""Which files are static pod manifests: by their folder or by an annotation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from dslint.kubernetes.raw_values import annotations_of
from dslint.source.documents import Content, Source

STATIC_POD_FOLDERS = ("**/etc/kubernetes/manifests/**",)
"""The staticPodPath of kubeadm's nodes."""

ANNOTATION = "dslint.dev/static-pod"

ANY_NODE = "node"
"""The node name for a manifest that is checked for no particular node."""

_USUAL = re.compile(r"/?(?:[\w-][\w.-]*/)*[\w-][\w.-]*", re.ASCII)
"""Paths without `.`, empty parts, and what another system might write otherwise."""


def is_manifest_of_a_kubelet(source: Source, folders: Sequence[str]) -> bool:
    """Whether the file is in one of the folders (patterns; ** matches any number of folders), or is annotated."""
    # Most names are as the system writes them.
    name = source.name if _USUAL.fullmatch(source.name) else Path(source.name).as_posix()
    path = "/" + name.lstrip("/")
    if any(fnmatchcase(path, pattern if pattern.startswith(("/", "*")) else f"*/{pattern}") for pattern in folders):
        return True
    first = next((document for document in source.documents if document.content is Content.OBJECT), None)
    return first is not None and is_annotated(first.value)


def is_annotated(value: Any) -> bool:
    """Whether an object has the annotation of a static pod."""
    is_pod = isinstance(value, dict) and value.get("kind") == "Pod"
    return is_pod and annotations_of(value).get(ANNOTATION) == "true"
