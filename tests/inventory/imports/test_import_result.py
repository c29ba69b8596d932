"""What imports know of control planes and of machine types."""

from __future__ import annotations

import pytest

from dslint.inventory.imports.import_result import arch_of, control_plane_labels, control_plane_taints


@pytest.mark.parametrize(
    ("version", "labels", "taints"),
    [
        ("1.19", ["master"], ["master"]),
        ("1.23", ["master", "control-plane"], ["master"]),
        ("1.24", ["control-plane"], ["master", "control-plane"]),
        ("1.25", ["control-plane"], ["control-plane"]),
        (None, ["control-plane"], ["control-plane"]),
    ],
)
def test_kubeadm_renamed_its_control_planes_step_by_step(
    version: str | None, labels: list[str], taints: list[str]
) -> None:
    assert list(control_plane_labels(version)) == [f"node-role.kubernetes.io/{name}" for name in labels]
    assert control_plane_taints(version) == [f"node-role.kubernetes.io/{name}:NoSchedule" for name in taints]


@pytest.mark.parametrize(
    ("instance_type", "arch"),
    [
        ("m6g.large", "arm64"),
        ("c7gd.xlarge", "arm64"),
        ("a1.medium", "arm64"),
        ("im4gn.large", "arm64"),
        ("g5.xlarge", "amd64"),
        ("m6i.large", "amd64"),
        ("p4d.24xlarge", "amd64"),
        (None, None),
    ],
)
def test_amazon_s_own_processors_are_known_by_the_g_behind_the_generation(instance_type: str | None, arch: str) -> None:
    assert arch_of(instance_type) == arch
