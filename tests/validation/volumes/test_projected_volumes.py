"""Several sources in one folder."""

from __future__ import annotations

import pytest

from tests.validation.objects import volume_errors
from tests.validation.words import NAME_PART, SUBDOMAIN


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"projected": {"sources": [{"secret": {"name": "a"}, "configMap": {"name": "b"}}]}},
            "1.36",
            ["projected.sources[0]: Forbidden: may not specify more than 1 volume type per source"],
        ),
        (
            {"projected": {"sources": [{"secret": {"name": "a"}, "configMap": {"name": "b"}}]}},
            "1.30",
            ["projected.sources[0]: Forbidden: may not specify more than 1 volume type"],
        ),
        ({"projected": {"sources": [{}]}}, "1.36", []),
        ({"projected": {"sources": []}}, "1.36", []),
    ],
)
def test_each_source_is_one(changes, version, told):
    assert volume_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {
                "projected": {
                    "sources": [
                        {"secret": {"name": "a", "items": [{"key": "k", "path": "p"}]}},
                        {"configMap": {"name": "b", "items": [{"key": "k", "path": "p"}]}},
                    ]
                }
            },
            ['projected: Invalid value: "b": conflicting duplicate paths'],
        ),
        (
            {
                "projected": {
                    "sources": [
                        {"downwardAPI": {"items": [{"path": "p", "fieldRef": {"fieldPath": "metadata.name"}}]}},
                        {"downwardAPI": {"items": [{"path": "p", "fieldRef": {"fieldPath": "metadata.uid"}}]}},
                    ]
                }
            },
            ['projected: Invalid value: "p": conflicting duplicate paths'],
        ),
        (
            {
                "projected": {
                    "sources": [
                        {"secret": {"name": "a", "items": [{"key": "k", "path": "p"}]}},
                        {"configMap": {"name": "b", "items": [{"key": "k", "path": "q"}]}},
                    ]
                }
            },
            [],
        ),
    ],
)
def test_no_path_is_taken_twice(changes, told):
    assert volume_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"projected": {"sources": [{"downwardAPI": {"items": [{"path": "p"}]}}]}},
            [("projected.sources[0].downwardAPI: Required value: one of fieldRef and resourceFieldRef is required")],
        ),
    ],
)
def test_files_of_the_downward_api_show_something(changes, told):
    assert volume_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"projected": {"sources": [{"clusterTrustBundle": {"path": "/x"}}, {"podCertificate": {"keyType": "x"}}]}},
            [],
        ),
    ],
)
def test_what_is_off_is_not_looked_at(changes, told):
    assert volume_errors(changes) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"projected": {"sources": [{"clusterTrustBundle": {"path": "p", "name": "a"}}]}},
            "1.36 ClusterTrustBundleProjection",
            [],
        ),
        (
            {"projected": {"sources": [{"clusterTrustBundle": {"path": "p"}}]}},
            "1.36 ClusterTrustBundleProjection",
            [
                (
                    "projected.sources[0].clusterTrustBundlePEM: Required value: either name or signerName must be "
                    "specified"
                )
            ],
        ),
        (
            {"projected": {"sources": [{"clusterTrustBundle": {"path": "p", "name": "a", "signerName": "b"}}]}},
            "1.36 ClusterTrustBundleProjection",
            [
                (
                    'projected.sources[0].clusterTrustBundlePEM: Invalid value: {"Name":"a","SignerName":"b",'
                    '"LabelSelector":null,"Optional":null,"Path":"p"}: only one of name and signerName may be used'
                )
            ],
        ),
        (
            {"projected": {"sources": [{"clusterTrustBundle": {"path": "p", "name": "A:B"}}]}},
            "1.36 ClusterTrustBundleProjection",
            [
                (
                    'projected.sources[0].clusterTrustBundlePEM.name: Invalid value: "A:B": not a valid '
                    f"clustertrustbundlename: {SUBDOMAIN}"
                )
            ],
        ),
        (
            {"projected": {"sources": [{"clusterTrustBundle": {"path": "p", "name": ""}}]}},
            "1.36 ClusterTrustBundleProjection",
            [
                "projected.sources[0].clusterTrustBundlePEM.name: Required value: must be a valid object name",
                (
                    'projected.sources[0].clusterTrustBundlePEM.name: Invalid value: "": not a valid '
                    f"clustertrustbundlename: {SUBDOMAIN}"
                ),
            ],
        ),
        (
            {"projected": {"sources": [{"clusterTrustBundle": {"path": "p", "name": "a", "labelSelector": {}}}]}},
            "1.36 ClusterTrustBundleProjection",
            [
                (
                    "projected.sources[0].clusterTrustBundlePEM.labelSelector: Invalid value: {}: labelSelector must "
                    "be unset if name is specified"
                )
            ],
        ),
        (
            {
                "projected": {
                    "sources": [
                        {
                            "clusterTrustBundle": {
                                "path": "p",
                                "signerName": "s",
                                "labelSelector": {"matchLabels": {"a b": "c"}},
                            }
                        }
                    ]
                }
            },
            "1.36 ClusterTrustBundleProjection",
            [
                (
                    'projected.sources[0].clusterTrustBundlePEM.labelSelector.matchLabels: Invalid value: "a b": '
                    f"{NAME_PART}"
                )
            ],
        ),
        (
            {"projected": {"sources": [{"clusterTrustBundle": {"path": "p", "signerName": ""}}]}},
            "1.36 ClusterTrustBundleProjection",
            [("projected.sources[0].clusterTrustBundlePEM.signerName: Required value: must be a valid signer name")],
        ),
    ],
)
def test_bundles_are_named_or_of_a_signer(changes, version, told):
    assert volume_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {
                "projected": {
                    "sources": [{"podCertificate": {"signerName": "a.b/c", "keyType": "ED25519", "keyPath": "k"}}]
                }
            },
            "1.36 PodCertificateRequest",
            [],
        ),
        (
            {"projected": {"sources": [{"podCertificate": {"signerName": "a.b/c", "keyType": "x"}}]}},
            "1.36 PodCertificateRequest",
            [
                (
                    'projected.sources[0].podCertificate.keyType: Unsupported value: "x": supported values: "RSA3072",'
                    ' "RSA4096", "ECDSAP256", "ECDSAP384", "ECDSAP521", "ED25519"'
                ),
                (
                    "projected.sources[0].podCertificate: Required value: specify at least one of "
                    "credentialBundlePath, keyPath, and certificateChainPath"
                ),
            ],
        ),
        (
            {
                "projected": {
                    "sources": [
                        {
                            "podCertificate": {
                                "signerName": "a.b/c",
                                "keyType": "ED25519",
                                "keyPath": "../k",
                                "certificateChainPath": "/c",
                            }
                        }
                    ]
                }
            },
            "1.36 PodCertificateRequest",
            [
                "projected.sources[0].podCertificate.keyPath: Invalid value: \"../k\": must not contain '..'",
                (
                    'projected.sources[0].podCertificate.certificateChainPath: Invalid value: "/c": must be a '
                    "relative path"
                ),
            ],
        ),
    ],
)
def test_certificates_have_a_key_and_a_place(changes, version, told):
    assert volume_errors(changes, version) == told
