"""Policies of static pods: a control plane as kubeadm writes it is left alone under its profile."""

from __future__ import annotations

from pathlib import Path

import pytest

import dslint

ETCD = """\
apiVersion: v1
kind: Pod
metadata:
  name: etcd
  namespace: kube-system
  annotations:
    dslint.dev/profile: PROFILE
spec:
  hostNetwork: true
  priority: 2000001000
  priorityClassName: system-node-critical
  containers:
  - name: etcd
    image: registry.k8s.io/etcd:3.6.4-0
    volumeMounts:
    - {name: data, mountPath: /var/lib/etcd}
    - {name: certificates, mountPath: /etc/kubernetes/pki/etcd}
  volumes:
  - {name: data, hostPath: {path: /var/lib/etcd, type: DirectoryOrCreate}}
  - {name: certificates, hostPath: {path: /etc/kubernetes/pki/etcd, type: DirectoryOrCreate}}
"""


@pytest.mark.parametrize(
    ("profile", "expected"),
    [("control-plane-static-pod", []), ("none", ["DS601", "DS605", "DS605"]), ("log", ["DS601", "DS605", "DS605"])],
)
def test_only_what_is_beyond_the_profile_is_reported(tmp_path: Path, profile: str, expected: list[str]) -> None:
    (tmp_path / "etcd.yaml").write_text(ETCD.replace("PROFILE", profile))
    found = dslint.lint_static_pods(tmp_path, node="node-1").findings
    assert [finding.code for finding in found if finding.code.startswith("DS6")] == expected
