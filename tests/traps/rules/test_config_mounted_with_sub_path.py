"""ConfigMaps and Secrets behind a subPath."""

from __future__ import annotations

import pytest

from tests.traps.volumes import MOUNT, SPEC, fields_with_volume

CODE = "DS541"


@pytest.mark.parametrize(
    ("source", "mount", "key"),
    [
        ({"configMap": {"name": "x"}}, {"subPath": "f"}, "subPath"),
        ({"secret": {"secretName": "x"}}, {"subPathExpr": "$(NODE)"}, "subPathExpr"),
        ({"configMap": {"name": "x"}}, {}, None),
        ({"hostPath": {"path": "/x"}}, {"subPath": "f"}, None),
    ],
)
def test_a_file_behind_a_sub_path_does_not_change(source, mount, key):
    assert fields_with_volume(CODE, source, mount) == ([f"{MOUNT}.{key}"] if key else [])


@pytest.mark.parametrize(("restart", "frozen"), [({}, False), ({"restartPolicy": "Always"}, True)])
def test_an_init_container_that_ends_does_not_wait_for_a_change(restart, frozen):
    mount = {"name": "v", "mountPath": "/v", "subPath": "f"}
    init = {"pod.initContainers": [{"name": "i", "image": "x", "volumeMounts": [mount], **restart}]}
    expected = [f"{SPEC}.initContainers[0].volumeMounts[0].subPath"] if frozen else []
    assert fields_with_volume(CODE, {"configMap": {"name": "x"}}, **init) == expected
