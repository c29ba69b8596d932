from __future__ import annotations

import msgspec

from dslint.inventory.node_annotations import Annotations


def test_the_socket_of_kubeadm_tells_and_other_annotations_are_skipped() -> None:
    read = msgspec.json.Decoder(Annotations).decode
    assert read(b'{"kubeadm.alpha.kubernetes.io/cri-socket": "/run/x.sock", "a": "b"}').made_by_kubeadm
    assert not read(b'{"a": {"b": 1}}').made_by_kubeadm
