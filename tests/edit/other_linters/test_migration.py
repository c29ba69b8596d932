from __future__ import annotations

from pathlib import Path

import pytest

from dslint.edit.other_linters.migration import migrated

POD = (
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  annotations:\n    checkov.io/skip1: CKV_K8S_16=module\nspec:\n"
    "  # checkov:skip=CKV_K8S_19:network\n  hostNetwork: true\n"
)


def test_configurations_of_a_folder_are_merged_and_manifests_changed(tmp_path: Path):
    (tmp_path / ".kube-linter.yaml").write_text("checks: {exclude: [host-network]}\n")
    (tmp_path / ".checkov.yaml").write_text("skip-check: CKV_K8S_19,CKV_K8S_16\n")
    (tmp_path / ".trivyignore").write_text("KSV010 exp:2027-01-31\n")
    (tmp_path / "pod.yaml").write_text(POD)
    found = migrated([tmp_path])
    assert found.settings[tmp_path]["ignore"] == ["DS601", "DS608"]
    assert found.settings[tmp_path]["ignores"] == [{"rules": ["DS602"], "until": "2027-01-31"}]
    (change,) = found.manifests
    assert "    dslint.dev/ignore: DS608\n    dslint.dev/ignore-reason: module\n" in change.after
    assert "  # dslint: ignore-document[DS601] network\n" in change.after
    assert found.left == ()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("skip-check: [CKV_K8S_16]\n", ["DS608"]),
        ("checks: {exclude: [host-pid]}\n", ["DS602"]),
        ("checks: {hostIPCSet: ignore}\n", ["DS603"]),
        ("misconfigurations:\n- id: KSV009\n", ["DS601"]),
    ],
)
def test_a_file_with_another_name_is_known_by_what_it_says(tmp_path: Path, text: str, codes: list[str]):
    file = tmp_path / "config.yaml"
    file.write_text(text)
    assert migrated([file]).settings[tmp_path]["ignore"] == codes


def test_a_configuration_that_cannot_be_read_is_noted(tmp_path: Path):
    (tmp_path / ".checkov.yaml").write_text("skip-check: [\n")
    (note,) = migrated([tmp_path]).notes
    assert note.message.startswith("cannot be read")


def test_templates_and_broken_manifests_are_left_with_a_reason(tmp_path: Path):
    (tmp_path / "pod.yaml").write_text(POD.replace("name: a", "name: {{ .Values.name }}"))
    found = migrated([tmp_path])
    assert found.manifests == ()
    assert [one.why for one in found.left] == ["it is a template; write dslint's own comment or annotation there"]


def test_a_second_migration_changes_nothing(tmp_path: Path):
    file = tmp_path / "pod.yaml"
    file.write_text(POD)
    (change,) = migrated([file]).manifests
    file.write_text(change.after)
    again = migrated([file])
    assert again.manifests == ()
    assert again.found == (str(file),)
