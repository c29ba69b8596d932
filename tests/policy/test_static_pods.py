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
    [("control-plane-static-pod", []), ("none", ["DS601", "DS605"]), ("log", ["DS605"])],
)
def test_only_what_is_beyond_the_profile_is_reported(tmp_path: Path, profile: str, expected: list[str]) -> None:
    (tmp_path / "etcd.yaml").write_text(ETCD.replace("PROFILE", profile))
    found = dslint.lint_static_pods(tmp_path, node="node-1").findings
    assert [finding.code for finding in found if finding.code.startswith("DS6")] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("etcd", []),
        ("kube-apiserver", []),
        ("kube-controller-manager", []),
        ("kube-scheduler", []),
        ("agent", ["DS699"]),
    ],
)
def test_the_usual_four_of_a_control_plane_need_to_declare_nothing(tmp_path, name, expected):
    undeclared = ETCD.replace("  annotations:\n    dslint.dev/profile: PROFILE\n", "").replace(
        "name: etcd\n", f"name: {name}\n"
    )
    (tmp_path / "pod.yaml").write_text(undeclared)
    found = dslint.lint_static_pods(tmp_path, node="node-1").findings
    assert [finding.code for finding in found if finding.code.startswith("DS6")] == expected


def test_a_container_of_the_usual_four_elsewhere_has_to_declare_it():
    undeclared = ETCD.replace("    dslint.dev/profile: PROFILE\n", '    dslint.dev/other: ""\n')
    found = dslint.lint_text(undeclared).findings
    assert [(finding.code, finding.folded.count) for finding in found if finding.folded] == [("DS699", 3)]
