"""File modes that nobody can mean."""

from __future__ import annotations

import pytest

import dslint
from tests.traps.volumes import SPEC, fields_with_volume
from tests.traps.workloads import of_daemonset

CODE = "DS573"


@pytest.mark.parametrize(
    ("mode", "told"),
    [
        (8, True),
        (0, True),
        (408, True),
        (0o111, True),
        (0o420, True),
        (0o600, False),
        (0o644, False),
        (0o400, False),
        (0o755, False),
        (0o711, False),
        (0o040, False),
        (400, False),
    ],
)
def test_somebody_must_read_and_who_writes_too(mode, told):
    place = [f"{SPEC}.volumes[0].configMap.defaultMode"] * told
    assert fields_with_volume(CODE, {"configMap": {"name": "x", "defaultMode": mode}}, {}) == place


@pytest.mark.parametrize(
    ("mode", "message"),
    [
        (8, "8 is the mode 0010, with which nobody may read the files"),
        (408, "408 is the mode 0630, with which the group may write the files but not read them"),
    ],
)
def test_the_mode_is_told_as_it_is_read(mode, message):
    volume = {"name": "v", "secret": {"secretName": "x", "defaultMode": mode}}
    assert [said for _, said in of_daemonset(CODE, {"pod.volumes": [volume]})] == [message]


def test_a_number_with_an_8_is_not_octal_in_yaml():
    text = """\
apiVersion: v1
kind: Pod
metadata: {name: agent, namespace: agents}
spec:
  volumes: [{name: v, configMap: {name: x, defaultMode: 0008}}]
  containers: [{name: agent, image: "registry.example/agent:1.0", volumeMounts: [{name: v, mountPath: /v}]}]
"""
    assert CODE in [finding.code for finding in dslint.lint_text(text, name="pod.yaml").findings]
