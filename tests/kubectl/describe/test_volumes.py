"""Volumes in kubectl's words."""

from __future__ import annotations

import pytest

from tests.kubectl.describe.templates import shown, volume_lines


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        (
            {"hostPath": {"path": "/x", "type": ""}},
            ["    Type:\tHostPath (bare host directory volume)", "    Path:\t/x", "    HostPathType:\t"],
        ),
        ({"emptyDir": {"sizeLimit": "0"}}, ["    Medium:\t", "    SizeLimit:\t<unset>"]),
        ({"emptyDir": {"medium": "Memory", "sizeLimit": "1Gi"}}, ["    Medium:\tMemory", "    SizeLimit:\t1Gi"]),
        ({"configMap": {"name": "m"}}, ["    Name:\tm", "    Optional:\tfalse"]),
        ({"secret": {"secretName": "s", "optional": True}}, ["    SecretName:\ts", "    Optional:\ttrue"]),
        (
            {"downwardAPI": {"items": [{"path": "p", "fieldRef": {"fieldPath": "metadata.name"}}]}},
            ["    Items:", "      metadata.name -> p"],
        ),
        (
            {
                "projected": {
                    "sources": [
                        {"serviceAccountToken": {"path": "t", "expirationSeconds": 3600}},
                        {"configMap": {"name": "m"}},
                        {"downwardAPI": {}},
                        {"secret": {"name": "s"}},
                    ]
                }
            },
            [
                "    TokenExpirationSeconds:\t3600",
                "    ConfigMapName:\tm",
                "    Optional:\tfalse",
                "    DownwardAPI:\ttrue",
                "    SecretName:\ts",
                "    Optional:\tfalse",
            ],
        ),
        (
            {"csi": {"driver": "d", "volumeAttributes": {"b": "2", "a": "1"}}},
            [
                "    Driver:\td",
                "    FSType:\t",
                "    ReadOnly:\tfalse",
                "    VolumeAttributes:\t    a=1",
                "        \t    b=2",
            ],
        ),
        ({"csi": {"driver": "d"}}, ["    FSType:\t", "    ReadOnly:\tfalse", "    VolumeAttributes:\t<none>"]),
        ({"nfs": {"server": "s", "path": "/p"}}, ["    Server:\ts", "    Path:\t/p", "    ReadOnly:\tfalse"]),
        ({"persistentVolumeClaim": {"claimName": "c"}}, ["    ClaimName:\tc", "    ReadOnly:\tfalse"]),
        ({"fc": {"targetWWNs": ["a", "b"], "lun": 0}}, ["    TargetWWNs:\ta, b", "    LUN:\t0"]),
        ({"cephfs": {"monitors": ["a", "b"], "secretRef": {"name": "s"}}}, ["    Monitors:\t[a b]"]),
        ({"flexVolume": {"driver": "d", "options": {"k": "v"}}}, ["    SecretRef:\tnil", "    Options:\tmap[k:v]"]),
        ({"rbd": {"monitors": [], "secretRef": {"name": "s"}}}, ["    SecretRef:\t&LocalObjectReference{Name:s,}"]),
        ({"brandNew": {}}, ["  <unknown>"]),
    ],
)
def test_volumes(source, lines) -> None:
    found = volume_lines(**source)
    assert [line for line in found if line in lines] == lines, found


def test_the_claim_of_an_ephemeral_volume_is_nested() -> None:
    template = {
        "metadata": {"labels": {"b": "2", "a": "1"}},
        "spec": {"storageClassName": "fast", "volumeMode": "Filesystem"},
    }
    assert volume_lines(ephemeral={"volumeClaimTemplate": template})[1:] == [
        "    StorageClass:\tfast",
        "    Volume:\t",
        "    Labels:\t    a=1",
        "        \t    b=2",
        "    Annotations:\t    <none>",
        "    Capacity:\t",
        "    Access Modes:\t",
        "    VolumeMode:\tFilesystem",
    ]


def test_volumes_without_a_name_or_with_null_sources() -> None:
    text = shown(volumes=[{"emptyDir": {"sizeLimit": None}}, {"name": "v", "hostPath": None}])
    assert "   :\n    Type:\tEmptyDir" in text
    assert "   v:\n  <unknown>\n" in text
