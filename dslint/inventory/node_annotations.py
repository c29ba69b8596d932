"""The annotations of a v1 Node that say what has made it."""

from __future__ import annotations

import msgspec

from dslint.kubernetes.kubeadm import CRI_SOCKET


class Annotations(msgspec.Struct):
    """The annotations that are read; the rest is skipped."""

    cri_socket: str | None = msgspec.field(default=None, name=CRI_SOCKET)

    @property
    def made_by_kubeadm(self) -> bool:
        return self.cri_socket is not None
