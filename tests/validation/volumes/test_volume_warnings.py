"""Warnings of volumes: kinds that go, files in the same place."""

from __future__ import annotations

import pytest

from dslint.limits import FILES_COMPARED
from tests.validation.objects import pod_warnings

THREE_TIMES_THE_SAME = [{"key": key, "path": "a"} for key in "klm"]
TWO_PAIRS = [{"key": key, "path": path} for key, path in (("k", "x"), ("l", "x"), ("m", "y"), ("n", "y/z/"))]
CERTIFICATE = {"signerName": "a/b", "keyType": "ED25519", "certificateChainPath": "tls", "keyPath": "tls/key"}


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"spec.volumes": [{"name": "data", "gitRepo": {"repository": "x"}}]},
            "1.36",
            ["spec.volumes[0].gitRepo: deprecated in v1.11, and disabled by default in v1.33+"],
        ),
        (
            {"spec.volumes": [{"name": "data", "gitRepo": {"repository": "x"}}]},
            "1.30",
            ["spec.volumes[0].gitRepo: deprecated in v1.11"],
        ),
        ({"spec.volumes": [{"name": "data", "gitRepo": {"repository": "x"}}]}, "1.21", []),
        (
            {"spec.volumes": [{"name": "data", "glusterfs": {"endpoints": "a", "path": "b"}}]},
            "1.36",
            ["spec.volumes[0].glusterfs: deprecated in v1.25, non-functional in v1.26+"],
        ),
        (
            {"spec.volumes": [{"name": "data", "glusterfs": {"endpoints": "a", "path": "b"}}]},
            "1.25",
            ["spec.volumes[0].glusterfs: deprecated in v1.25"],
        ),
        ({"spec.volumes": [{"name": "data", "glusterfs": {"endpoints": "a", "path": "b"}}]}, "1.24", []),
        (
            {"spec.volumes": [{"name": "data", "cephfs": {"monitors": ["a"]}}]},
            "1.36",
            ["spec.volumes[0].cephfs: deprecated in v1.28, non-functional in v1.31+"],
        ),
        (
            {"spec.volumes": [{"name": "data", "cephfs": {"monitors": ["a"]}}]},
            "1.28",
            ["spec.volumes[0].cephfs: deprecated in v1.28, non-functional in v1.31+"],
        ),
        ({"spec.volumes": [{"name": "data", "cephfs": {"monitors": ["a"]}}]}, "1.27", []),
        (
            {"spec.volumes": [{"name": "data", "storageos": {"volumeName": "a"}}]},
            "1.36",
            ["spec.volumes[0].storageOS: deprecated in v1.22, non-functional in v1.25+"],
        ),
        (
            {"spec.volumes": [{"name": "data", "flocker": {"datasetName": "a"}}]},
            "1.36",
            ["spec.volumes[0].flocker: deprecated in v1.22, non-functional in v1.25+"],
        ),
    ],
)
def test_kinds_of_volumes_go(changes, version, told):
    assert pod_warnings(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {
                "spec.volumes": [
                    {
                        "name": "data",
                        "configMap": {"name": "c", "items": [{"key": "k", "path": "a"}, {"key": "k", "path": "a"}]},
                    }
                ]
            },
            "1.36",
            ['volume "data" (ConfigMap "c"): overlapping paths: "a" with "a"'],
        ),
        (
            {
                "spec.volumes": [
                    {
                        "name": "data",
                        "configMap": {"name": "c", "items": [{"key": "k", "path": "a"}, {"key": "k", "path": "a"}]},
                    }
                ]
            },
            "1.27",
            [],
        ),
        (
            {
                "spec.volumes": [
                    {
                        "name": "data",
                        "secret": {
                            "secretName": "s",
                            "items": [
                                {"key": "k", "path": "a/b"},
                                {"key": "k", "path": "a"},
                                {"key": "k", "path": "ab"},
                            ],
                        },
                    }
                ]
            },
            "1.36",
            ['volume "data" (Secret "s"): overlapping paths: "a" with "a/b"'],
        ),
        (
            {
                "spec.volumes": [
                    {
                        "name": "data",
                        "downwardAPI": {
                            "items": [
                                {"path": "a", "fieldRef": {"fieldPath": "metadata.name"}},
                                {"path": "a", "fieldRef": {"fieldPath": "metadata.name"}},
                            ]
                        },
                    }
                ]
            },
            "1.36",
            ['volume "data" (DownwardAPI): overlapping paths: "a" with "a"'],
        ),
        (
            {
                "spec.serviceAccountName": "x",
                "spec.volumes": [
                    {
                        "name": "data",
                        "projected": {
                            "sources": [
                                {"secret": {"name": "s", "items": [{"key": "k", "path": "token/x"}]}},
                                {"serviceAccountToken": {"path": "token"}},
                            ]
                        },
                    }
                ],
            },
            "1.36",
            [
                (
                    'volume "data" (Projected): overlapping paths: "token" (ServiceAccountToken) with "token/x" '
                    '(Secret "s")'
                )
            ],
        ),
        (
            {"spec.volumes": [{"name": "data", "projected": {"sources": [{}]}}]},
            "1.36",
            ['volume "data" (Projected) has no sources provided'],
        ),
        (
            {"spec.volumes": [{"name": "data", "projected": {"sources": [{"clusterTrustBundle": {"path": "p"}}]}}]},
            "1.36",
            ['volume "data" (Projected) has no sources provided'],
        ),
        (
            {"spec.volumes": [{"name": "data", "configMap": {"name": "c", "items": THREE_TIMES_THE_SAME}}]},
            "1.36",
            ['volume "data" (ConfigMap "c"): overlapping paths: "a" with "a"'],
        ),
        (
            {"spec.volumes": [{"name": "data", "configMap": {"name": "c", "items": TWO_PAIRS}}]},
            "1.33",
            [
                'volume "data" (ConfigMap "c"): overlapping paths: "x" with "x"',
                'volume "data" (ConfigMap "c"): overlapping paths: "y/z" with "y"',
            ],
        ),
        (
            {"spec.volumes": [{"name": "data", "projected": {"sources": [{"podCertificate": CERTIFICATE}]}}]},
            "1.36 PodCertificateRequest",
            [
                (
                    'volume "data" (Projected): overlapping paths: "tls/key" (PodCertificate key) with "tls" '
                    "(PodCertificate chain)"
                )
            ],
        ),
    ],
)
def test_files_overlap_where_one_is_below_the_other(changes, version, told):
    assert pod_warnings(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {
                "spec.volumes": [
                    {
                        "name": "data",
                        "ephemeral": {
                            "volumeClaimTemplate": {
                                "spec": {
                                    "accessModes": ["ReadWriteOnce"],
                                    "resources": {"requests": {"storage": "1.5"}},
                                }
                            }
                        },
                    }
                ]
            },
            "1.36",
            [
                (
                    "spec.volumes[0].ephemeral.volumeClaimTemplate.spec.resources.requests[storage]: fractional byte "
                    'value "1500m" is invalid, must be an integer'
                )
            ],
        ),
        (
            {
                "spec.volumes": [
                    {
                        "name": "data",
                        "ephemeral": {
                            "volumeClaimTemplate": {
                                "spec": {
                                    "accessModes": ["ReadWriteOnce"],
                                    "resources": {"requests": {"storage": "1.5"}},
                                }
                            }
                        },
                    }
                ]
            },
            "1.24",
            [],
        ),
    ],
)
def test_claims_of_volumes_are_whole_bytes(changes, version, told):
    assert pod_warnings(changes, version) == told


def test_files_overlap_if_they_are_the_same_or_one_is_below_the_other():
    paths = ["a", "b/c", "a/b", "ab", "b", "a", "b/c/d", "/", "b//c", ""]
    items = [{"key": "k", "path": path} for path in paths]
    volumes = [{"name": "data", "configMap": {"name": "c", "items": items}}]
    told = [one.rpartition("paths: ")[2] for one in pod_warnings({"spec.volumes": volumes}, "1.36")]
    kept = [path.rstrip("/") for path in paths]
    pairs = [(late, early) for number, late in enumerate(kept) for early in kept[:number] if late and early]
    meeting = [(one, two) for one, two in pairs if f"{one}/".startswith(f"{two}/") or f"{two}/".startswith(f"{one}/")]
    assert told == list(dict.fromkeys(f'"{late}" with "{early}"' for late, early in meeting))


def test_of_many_files_at_one_path_each_is_compared_with_some():
    items = [{"key": "k", "path": f"a/{number}"} for number in range(3 * FILES_COMPARED)]
    volumes = [{"name": "data", "configMap": {"name": "c", "items": [*items, {"key": "k", "path": "a"}]}}]
    assert len(pod_warnings({"spec.volumes": volumes}, "1.36")) == FILES_COMPARED
