"""The server's names of fields where they are not the path."""

from __future__ import annotations

import pytest

from dslint.findings import FieldPath
from dslint.schema.server_fields import server_field

CONTAINER: FieldPath = ("spec", "containers", 0)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ((*CONTAINER, "image"), "spec.containers[0].image"),
        ((*CONTAINER, "volumeMounts", 1, "mountPath"), "spec.containers[0].volumeMounts[1].mountPath"),
        ((*CONTAINER, "volumeMounts", 1, "subPath"), "spec.containers[0].volumeMounts.subPath"),
        ((*CONTAINER, "volumeMounts", 1, "mountPropagation"), "spec.containers[0].volumeMounts.mountPropagation"),
        (
            (*CONTAINER, "livenessProbe", "httpGet", "httpHeaders", 0, "name"),
            "spec.containers[0].livenessProbe.httpGet.httpHeaders",
        ),
        (
            (*CONTAINER, "livenessProbe", "httpGet", "httpHeaders", 0, "value"),
            "spec.containers[0].livenessProbe.httpGet.httpHeaders[0].value",
        ),
        (
            ("spec", "volumes", 0, "projected", "sources", 1, "serviceAccountToken", "path"),
            "spec.volumes[0].projected.path",
        ),
        (("spec", "volumes", 0, "gcePersistentDisk", "pdName"), "spec.volumes[0].persistentDisk.pdName"),
        (("spec", "volumes", 0, "gcePersistentDisk", "fsType"), "spec.volumes[0].gcePersistentDisk.fsType"),
        (("spec", "volumes", 0, "downwardAPI", "items", 2, "path"), "spec.volumes[0].downwardAPI.path"),
        (("spec", "volumes", 0, "configMap", "items", 2, "path"), "spec.volumes[0].configMap.items[2].path"),
        (("spec", "schedulingGates", 0, "name"), "spec.schedulingGates[0]"),
        (("spec", "nodeSelector", "a b"), "spec.nodeSelector"),
        (("spec", "nodeSelector"), "spec.nodeSelector"),
        ((), ""),
    ],
)
def test_a_path_has_the_servers_name(path: FieldPath, name: str) -> None:
    assert server_field(path) == name
