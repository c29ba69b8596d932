"""An image from a registry that Kubernetes no longer uses: it gets no new images, and old ones may be removed."""

from __future__ import annotations

from collections.abc import Iterator

from dslint.findings import Fix, Problem
from dslint.kubernetes.release import Release
from dslint.traps.support.workload import Workload, problem

CODE = "DS534"
RETIRED = (
    "k8s.gcr.io",
    "gcr.io/google_containers",
    "gcr.io/google-containers",
    "us.gcr.io/k8s-artifacts-prod",
    "eu.gcr.io/k8s-artifacts-prod",
    "asia.gcr.io/k8s-artifacts-prod",
)


def check(workload: Workload, release: Release) -> Iterator[Problem]:
    for container in workload.containers:
        image = container.value.get("image") or ""
        for registry in RETIRED:
            if image.startswith(f"{registry}/"):
                message = f"{registry} has been frozen since 2023; use registry.k8s.io"
                path = (*container.path, "image")
                better = f"registry.k8s.io{image.removeprefix(registry)}"
                fix = Fix.setting("pull the image from registry.k8s.io", path, better, safe=False)
                yield problem(CODE, message, path, fix=fix)
