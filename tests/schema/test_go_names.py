"""Go's names of string types and of embedded structs."""

from __future__ import annotations

import pytest

from dslint.kubernetes.release import Release
from dslint.schema.go_names import member, text_type


@pytest.mark.parametrize(
    ("struct", "field", "name"),
    [
        ("PodSpec", "dnsPolicy", "v1.DNSPolicy"),
        ("PodSpec", "nodeName", "string"),
        ("ObjectMeta", "uid", "types.UID"),
        ("Capabilities", "add", "v1.Capability"),
        ("Unknown", "dnsPolicy", "string"),
    ],
)
def test_a_named_string_type_is_called_by_its_name(struct: str, field: str, name: str) -> None:
    assert text_type(struct, field) == name


@pytest.mark.parametrize(
    ("fields", "before", "today"),
    [
        ((("PodSpec", "volumes"), ("Volume", "hostPath")), "volumes.hostPath", "volumes.VolumeSource.hostPath"),
        ((("PodSpec", "volumes"), ("Volume", "name")), "volumes.name", "volumes.name"),
        ((("Probe", "httpGet"),), "httpGet", "ProbeHandler.httpGet"),
        ((("Probe", "periodSeconds"),), "periodSeconds", "periodSeconds"),
        ((("LifecycleHandler", "httpGet"),), "httpGet", "httpGet"),
        ((("SecretKeySelector", "name"),), "name", "LocalObjectReference.name"),
        ((("SecretKeySelector", "key"),), "key", "key"),
        ((("SecretVolumeSource", "secretName"),), "secretName", "secretName"),
        ((("EphemeralContainer", "image"),), "image", "EphemeralContainerCommon.image"),
        ((("EphemeralContainer", "targetContainerName"),), "targetContainerName", "targetContainerName"),
        ((), "", ""),
    ],
)
def test_embedded_structs_are_named_from_1_36_on(fields: tuple[tuple[str, str], ...], before: str, today: str) -> None:
    for version, steps in (("1.35", before), ("1.36", today)):
        assert member("Pod", fields, Release.of(version)) == "Pod" + (f".{steps}" if steps else "")
