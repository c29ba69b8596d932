from __future__ import annotations

from typing import Any

import pytest

from dslint.kubelet.references import references, rejections
from dslint.kubernetes.release import Release

NOW, BEFORE = Release.of("1.36"), Release.of("1.33")


def with_volume(**source: Any) -> dict[str, Any]:
    return {"volumes": [{"name": "v", **source}]}


@pytest.mark.parametrize(
    ("spec", "resource"),
    [
        ({"serviceAccountName": "robot"}, "serviceaccounts"),
        ({"imagePullSecrets": [{"name": "s"}]}, "secrets"),
        ({"containers": [{"env": [{"valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}}]}]}, "secrets"),
        ({"initContainers": [{"envFrom": [{"configMapRef": {"name": "c"}}]}]}, "configmaps"),
        ({"resourceClaims": [{"name": "c"}]}, "resourceclaims"),
        (with_volume(secret={"secretName": "s"}), "secrets"),
        (with_volume(configMap={"name": "c"}), "configmaps"),
        (with_volume(cephfs={"monitors": ["m"], "secretRef": {"name": "s"}}), "secrets"),
        (with_volume(azureFile={"secretName": "s", "shareName": "x"}), "secrets"),
        (with_volume(csi={"driver": "d"}), "csidrivers (via CSI volumes)"),
        (with_volume(csi={"driver": "d", "nodePublishSecretRef": {"name": "s"}}), "secrets"),
        (with_volume(glusterfs={"endpoints": "e"}), "endpoints (via glusterFS volumes)"),
        (with_volume(persistentVolumeClaim={"claimName": "c"}), "persistentvolumeclaims"),
        (with_volume(ephemeral={}), "persistentvolumeclaims (via ephemeral volumes)"),
        (with_volume(projected={"sources": [{"secret": {"name": "s"}}]}), "secrets"),
        (with_volume(projected={"sources": [{"serviceAccountToken": {}}]}), "serviceaccounts (via projected volumes)"),
        (with_volume(projected={"sources": [{"clusterTrustBundle": {}}]}), "clustertrustbundles"),
        (with_volume(projected={"sources": [{"podCertificate": {}}]}), "podcertificates"),
    ],
)
def test_the_first_reference_is_refused_by_its_name(spec: dict[str, Any], resource: str) -> None:
    assert next(rejections(spec, NOW)).message == f"static pods may not reference {resource}"


@pytest.mark.parametrize(
    "spec",
    [
        {"serviceAccountName": ""},
        {"imagePullSecrets": [{}]},
        {"containers": [{"env": [{"valueFrom": {"fieldRef": {"fieldPath": "spec.nodeName"}}}]}]},
        with_volume(hostPath={"path": "/"}),
        with_volume(emptyDir={}),
        with_volume(nfs={"server": "s", "path": "/"}),
        with_volume(projected={"sources": [{"downwardAPI": {}}]}),
        with_volume(rbd={"monitors": ["m"]}),
    ],
)
def test_what_needs_no_api_is_taken(spec: dict[str, Any]) -> None:
    assert list(rejections(spec, NOW)) == []


def test_before_the_gate_only_claims_and_trust_bundles_are_refused_and_in_other_words() -> None:
    bundles = with_volume(projected={"sources": [{"clusterTrustBundle": {}}]})
    claims = {"resourceClaims": [{"name": "c"}]}
    assert list(rejections({"serviceAccountName": "robot"}, BEFORE)) == []
    assert [problem.message for problem in rejections({**claims, **bundles}, BEFORE)] == [
        "static pods may not use ClusterTrustBundle projected volume sources",
        "static pods may not use ResourceClaims",
    ]
    assert list(rejections(claims, Release.of("1.30"))) == []


def test_every_rejected_value_is_told_once() -> None:
    spec = {
        "serviceAccountName": "robot",
        "volumes": [
            {"name": "a", "secret": {"secretName": "a"}},
            {"name": "b", "secret": {"secretName": "b"}},
            {"name": "c", "configMap": {"name": "c"}},
            {"name": "d", "csi": {"driver": "d"}},
        ],
    }
    assert [(problem.message.rpartition(" reference ")[2], problem.path) for problem in rejections(spec, NOW)] == [
        ("serviceaccounts", ("spec", "serviceAccountName")),
        ("secrets", ("spec", "volumes", 0, "secret", "secretName")),
        ("secrets", ("spec", "volumes", 1, "secret", "secretName")),
        ("configmaps", ("spec", "volumes", 2, "configMap", "name")),
        ("csidrivers (via CSI volumes)", ("spec", "volumes", 3, "csi")),
    ]


def test_every_reference_has_its_place() -> None:
    spec = {
        "serviceAccountName": "robot",
        "containers": [{"env": [{"name": "A", "valueFrom": {"configMapKeyRef": {"name": "c", "key": "k"}}}]}],
        **with_volume(secret={"secretName": "s"}),
    }
    assert [reference.path for reference in references(spec)] == [
        ("spec", "serviceAccountName"),
        ("spec", "volumes", 0, "secret", "secretName"),
        ("spec", "containers", 0, "env", 0, "valueFrom", "configMapKeyRef"),
        ("spec", "volumes", 0, "secret"),
    ]
