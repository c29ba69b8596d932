"""An image from a registry that Kubernetes no longer uses: it gets no new images, and old ones may be removed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dslint.findings import FieldPath, Fix, Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS534"
SAME_IMAGES = (
    "k8s.gcr.io",
    "us.gcr.io/k8s-artifacts-prod",
    "eu.gcr.io/k8s-artifacts-prod",
    "asia.gcr.io/k8s-artifacts-prod",
)
"""The registries of which registry.k8s.io has every image: requests to the first have been redirected there."""
OTHER_IMAGES = ("gcr.io/google_containers", "gcr.io/google-containers")
"""The registries before those, with images that nobody has moved."""
MOVED = frozenset({
    "etcd", "kube-apiserver", "kube-controller-manager", "kube-proxy", "kube-scheduler", "pause",
})  # fmt: skip
"""Images of the older registries that registry.k8s.io has under the same names."""


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for container in workload.containers:
        image = container.value.get("image") or ""
        for registry in (*SAME_IMAGES, *OTHER_IMAGES):
            if image.startswith(f"{registry}/"):
                message = f"{registry} has been frozen since 2023; use registry.k8s.io"
                path = (*container.path, "image")
                yield problem(CODE, message, path, fix=_fix(registry, image.removeprefix(f"{registry}/"), path))


def _fix(registry: str, name: str, path: FieldPath) -> Fix | None:
    """The same image from where it is now, if it is known to be there."""
    if registry in OTHER_IMAGES and re.split("[:@]", name)[0] not in MOVED:
        return None
    return Fix.setting("pull the image from registry.k8s.io", path, f"registry.k8s.io/{name}", safe=False)
