"""An image from a registry that Kubernetes has left."""

from __future__ import annotations

import pytest

import dslint
from tests.traps.workloads import fields_of_container

CODE = "DS534"


@pytest.mark.parametrize(
    ("image", "told"),
    [
        ("k8s.gcr.io/pause:3.2", True),
        ("gcr.io/google_containers/pause:3.2", True),
        ("gcr.io/google-containers/pause:3.2", True),
        ("eu.gcr.io/k8s-artifacts-prod/pause:3.2", True),
        ("registry.k8s.io/pause:3.9", False),
        ("gcr.io/google-samples/x", False),
        ("mirror.example/k8s.gcr.io/pause:3.2", False),
    ],
)
def test_registries_that_kubernetes_left_are_told(image, told):
    assert fields_of_container(CODE, {"container.image": image}) == ["image"] * told


@pytest.mark.parametrize(
    ("image", "better"),
    [
        (
            "k8s.gcr.io/node-problem-detector/node-problem-detector:v0.8.7",
            "node-problem-detector/node-problem-detector:v0.8.7",
        ),
        ("eu.gcr.io/k8s-artifacts-prod/pause:3.2", "pause:3.2"),
        ("gcr.io/google_containers/pause:3.0", "pause:3.0"),
        ("gcr.io/google-containers/kube-proxy@sha256:0", "kube-proxy@sha256:0"),
        ("gcr.io/google-containers/nginx:test-cmd", None),
        ("gcr.io/google_containers/pause-amd64:3.0", None),
    ],
)
def test_a_name_is_offered_only_where_the_image_is_known_to_be_there(image, better):
    container = {"name": "agent", "image": image}
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"containers": [container]}}
    (finding,) = [one for one in dslint.lint(pod).findings if one.code == CODE]
    offered = [edit.value for edit in finding.fix.edits] if finding.fix else []
    assert offered == ([f"registry.k8s.io/{better}"] if better else [])
