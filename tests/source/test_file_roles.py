"""What a file is for."""

from __future__ import annotations

from pathlib import Path

import pytest

from dslint.source.file_roles import FileRoles, Role


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("values.yaml", Role.VALUES),
        ("ci/daemonset-values.yml", Role.VALUES),
        ("values.prod.yaml", Role.VALUES),
        ("templates/ds.yaml", Role.CHART_TEMPLATE),
        ("templates/agent/ds.yaml", Role.CHART_TEMPLATE),
        ("files/ds.yaml", None),
        ("templates.yaml", None),
        ("evaluesx.yaml", None),
    ],
)
def test_a_chart_says_what_its_files_are(name: str, role: Role | None) -> None:
    assert FileRoles().of(f"/chart/{name}", ["/chart/Chart.yaml"]) is role
    assert FileRoles().of(f"/chart/{name}", []) is None


@pytest.mark.parametrize(
    "name", ["kube-apiserver0+merge.yaml", "etcd+json.yaml", "kube-controller-manager+strategic.json"]
)
def test_patches_of_kubeadm_have_names_of_their_own(name: str) -> None:
    assert FileRoles().of(f"/patches/{name}", []) is Role.KUBEADM_PATCH


@pytest.mark.parametrize("name", ["kube-apiserver.yaml", "agent+merge.yaml"])
def test_other_names_are_no_patches_of_kubeadm(name: str) -> None:
    assert FileRoles().of(f"/patches/{name}", []) is None


def test_a_kustomization_of_the_run_names_files_anywhere(tmp_path: Path) -> None:
    overlay = tmp_path / "overlay"
    overlay.mkdir()
    (overlay / "kustomization.yaml").write_text("patches: [{path: ../common/args.yaml}]\n")
    roles = FileRoles([str(overlay / "kustomization.yaml"), str(tmp_path / "Chart.yaml")])
    assert roles.of(str(tmp_path / "common/args.yaml"), []) is Role.PATCH
    assert roles.of(str(tmp_path / "common/ds.yaml"), []) is None


def test_the_nearest_decides(tmp_path: Path) -> None:
    near, far = tmp_path / "a/kustomization.yaml", tmp_path / "kustomization.yaml"
    near.parent.mkdir()
    near.write_text("kind: Component\nresources: [ds.yaml]\n")
    far.write_text("patches: [{path: a/ds.yaml}, {path: a/args.yaml}]\n")
    markers = [str(near), str(far)]
    assert FileRoles().of(str(tmp_path / "a/ds.yaml"), markers) is Role.COMPONENT_RESOURCE
    assert FileRoles().of(str(tmp_path / "a/args.yaml"), markers) is Role.PATCH
