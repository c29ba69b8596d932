"""An image from a registry that Kubernetes has left."""

from __future__ import annotations

import pytest

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
