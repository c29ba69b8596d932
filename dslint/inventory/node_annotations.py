"""The annotations of a v1 Node: what has made it, and the alpha form of its taints."""

from __future__ import annotations

from typing import Any

import msgspec

from dslint.kubernetes.kubeadm import CRI_SOCKET
from dslint.kubernetes.release import Release
from dslint.kubernetes.scheduling_annotations import ANNOTATIONS_DECIDE, TAINTS, annotated_taints


class Annotations(msgspec.Struct):
    """The annotations that are read; the rest is skipped."""

    cri_socket: str | None = msgspec.field(default=None, name=CRI_SOCKET)
    taints: str | None = msgspec.field(default=None, name=TAINTS)

    @property
    def made_by_kubeadm(self) -> bool:
        return self.cri_socket is not None

    def taints_in(self, release: Release) -> list[dict[str, Any]]:
        """The taints, in versions that read them here."""
        return annotated_taints(self.taints) if self.taints and release.has(ANNOTATIONS_DECIDE) else []
