"""Defaults of a volume, by its source and by the release."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from dslint.admission.volume_defaults import volume_with_defaults
from dslint.kubernetes.release import Release


def defaulted(volume: dict[str, Any], version: str = "1.36") -> dict[str, Any]:
    written = deepcopy(volume)
    made = volume_with_defaults(written, Release.of(version))
    assert written == volume
    return made


@pytest.mark.parametrize("volume", [{"name": "v"}, {"name": "v", "hostPath": None}])
def test_a_volume_without_a_source_is_an_empty_dir(volume: dict[str, Any]) -> None:
    assert defaulted(volume)["emptyDir"] == {}


def test_a_volume_with_a_source_is_no_empty_dir() -> None:
    assert "emptyDir" not in defaulted({"name": "v", "nfs": {"server": "s"}})


@pytest.mark.parametrize("kind", ["secret", "configMap", "downwardAPI", "projected"])
@pytest.mark.parametrize(("written", "mode"), [({}, 0o644), ({"defaultMode": 0}, 0), ({"defaultMode": 0o400}, 0o400)])
def test_files_may_be_read_by_all_unless_their_mode_is_written_even_zero(
    kind: str, written: dict[str, int], mode: int
) -> None:
    assert defaulted({kind: written})[kind]["defaultMode"] == mode


@pytest.mark.parametrize(
    ("kind", "written", "expected"),
    [
        ("iscsi", {"iscsiInterface": ""}, {"iscsiInterface": "default"}),
        ("rbd", {"pool": "own"}, {"pool": "own", "user": "admin", "keyring": "/etc/ceph/keyring"}),
        ("scaleIO", {}, {"storageMode": "ThinProvisioned", "fsType": "xfs"}),
        ("azureDisk", {}, {"cachingMode": "ReadWrite", "fsType": "ext4", "readOnly": False, "kind": "Shared"}),
        ("azureDisk", {"fsType": ""}, {"cachingMode": "ReadWrite", "fsType": "", "readOnly": False, "kind": "Shared"}),
        ("hostPath", {"path": "/"}, {"path": "/", "type": ""}),
        ("image", {"reference": "a:1"}, {"reference": "a:1", "pullPolicy": "IfNotPresent"}),
        ("image", {"reference": "a"}, {"reference": "a", "pullPolicy": "Always"}),
        ("nfs", {"server": "s"}, {"server": "s"}),
    ],
)
def test_a_source_has_the_defaults_of_its_type(kind: str, written: dict[str, Any], expected: dict[str, Any]) -> None:
    assert defaulted({kind: written})[kind] == expected


@pytest.mark.parametrize(
    ("volume", "before", "version"),
    [
        ({"hostPath": {"path": "/"}}, "1.7", "1.8"),
        ({"projected": {"sources": [{"serviceAccountToken": {"path": "t"}}], "defaultMode": 1}}, "1.9", "1.10"),
        ({"azureDisk": {"cachingMode": "None", "fsType": "xfs", "readOnly": True}}, "1.6", "1.7"),
        ({"ephemeral": {"volumeClaimTemplate": {"spec": {}}}}, "1.18", "1.19"),
        ({"image": {"reference": "a:1"}}, "1.34", "1.35"),
    ],
    ids=["hostPath", "token", "azureDisk", "ephemeral", "image"],
)
def test_a_default_is_there_from_its_release_on(volume: dict[str, Any], before: str, version: str) -> None:
    assert defaulted(volume, before) == volume
    assert defaulted(volume, version) != volume


def test_parts_of_a_projected_volume_have_their_own_defaults() -> None:
    sources = [
        {"serviceAccountToken": {"path": "t"}},
        {"downwardAPI": {"items": [{"path": "n", "fieldRef": {"fieldPath": "metadata.name"}}]}},
        {"secret": {"name": "s"}},
    ]
    token, downward, secret = defaulted({"projected": {"sources": sources}})["projected"]["sources"]
    assert token["serviceAccountToken"]["expirationSeconds"] == 3600
    assert downward["downwardAPI"]["items"][0]["fieldRef"]["apiVersion"] == "v1"
    assert secret == {"secret": {"name": "s"}}


def test_a_claim_template_is_a_file_system_and_its_quantities_are_rounded() -> None:
    spec = {"resources": {"requests": {"storage": "1.0001"}, "limits": {"storage": "2Gi"}}}
    claim = defaulted({"ephemeral": {"volumeClaimTemplate": {"spec": spec}}})["ephemeral"]["volumeClaimTemplate"]
    assert claim["spec"] == {
        "volumeMode": "Filesystem",
        "resources": {"requests": {"storage": "1001m"}, "limits": {"storage": "2Gi"}},
    }
