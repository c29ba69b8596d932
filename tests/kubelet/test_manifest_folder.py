from __future__ import annotations

from pathlib import Path

import pytest

from dslint.kubelet.manifest_folder import LIMIT, TooLargeError, looks_like_a_leftover, manifest_folder, read


def test_every_file_counts_but_hidden_ones_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml~", "README", ".hidden.yaml", "Z.json"):
        (tmp_path / name).write_text("")
    (tmp_path / "folder").mkdir()
    found = manifest_folder(tmp_path)
    assert [file.name for file in found.files] == ["README", "Z.json", "a.yaml~", "b.yaml"]
    assert [file.name for file in found.hidden] == [".hidden.yaml"]
    assert [folder.name for folder in found.folders] == ["folder"]


def test_a_single_file_may_stand_for_the_folder(tmp_path: Path) -> None:
    file = tmp_path / "etcd.yaml"
    file.write_text("")
    assert manifest_folder(file).files == (file,)


def test_a_link_within_the_folder_is_followed_and_one_out_of_it_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "manifests"
    (folder / "..data").mkdir(parents=True)
    (folder / "..data" / "etcd.yaml").write_text("kind: Pod")
    (tmp_path / "secret").write_text("password")
    (folder / "etcd.yaml").symlink_to("..data/etcd.yaml")
    (folder / "round.yaml").symlink_to("round.yaml")
    (folder / "secret.yaml").symlink_to(tmp_path / "secret")
    found = manifest_folder(folder)
    assert [read(file) for file in found.files] == [b"kind: Pod"]
    assert found.links == (folder / "secret.yaml",)


@pytest.mark.parametrize(
    "name",
    [
        "etcd.yaml~",
        "etcd.yaml.~1~",
        "etcd.yaml.bak",
        "etcd.yaml-bak",
        "etcd.yaml.bak2",
        "etcd.bak.yaml",
        "etcd_old.yaml",
        "etcd.yaml.backup",
        "etcd.yaml.disabled",
        "etcd.disabled.yaml",
        "etcd.yaml.2024-05-01",
        "etcd.yaml.20240501",
        "etcd-2024-05-01.yaml",
        "etcd.yaml_20240501T120000",
        "etcd.yaml.1",
        "etcd.yaml.dpkg-new",
        "etcd.yaml.rpmnew",
        "etcd.yaml.swp",
        "etcd.yaml.OLD",
        "etcd.yaml.orig",
        "etcd.yaml.save",
        "etcd copy.yaml",
        "etcd (copy 2).yaml",
        "Copy of etcd.yaml",
        "#etcd.yaml#",
    ],
)
def test_backups_and_disabled_manifests_are_told_by_their_names(name: str) -> None:
    assert looks_like_a_leftover(Path(name))


@pytest.mark.parametrize(
    "name",
    [
        "etcd.yaml",
        "etcd.yml",
        "etcd.json",
        "etcd",
        "etcd.manifest",
        "etcd-3.6.4.yaml",
        "kube-vip-v1.0.yaml",
        "node-10-0-0-1.yaml",
        "backup-agent.yaml",
        "backup.yaml",
        "temp-sensor.yaml",
        "renew.yaml",
        "copyist.yaml",
    ],
)
def test_manifests_are_no_backups(name: str) -> None:
    assert not looks_like_a_leftover(Path(name))


def test_a_file_at_the_limit_is_given_up_and_a_smaller_one_is_read(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_bytes(b"#" * LIMIT)
    with pytest.raises(TooLargeError, match="the read limit is reached"):
        read(file)
    file.write_bytes(b"#" * (LIMIT - 1))
    assert len(read(file)) == LIMIT - 1
