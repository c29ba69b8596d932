"""Validation of ephemeral containers. Neither templates nor new Pods may have any.

Kubernetes: validateEphemeralContainers and its list of allowed fields.
"""

from __future__ import annotations

from collections.abc import Mapping

from dslint.kubernetes.field_errors import Problems, forbidden, not_found
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.raw_values import Map
from dslint.validation.behaviours import EPHEMERAL_CONTAINERS
from dslint.validation.pod.pod_under_validation import PodUnderValidation, listed

REFUSED = (
    "ports",
    "resources",
    "livenessProbe",
    "readinessProbe",
    "startupProbe",
    "lifecycle",
    "resizePolicy",
    "restartPolicy",
    "restartPolicyRules",
)
NOT_HERE = "cannot be set for an Ephemeral Container"


def ephemeral_container_errors(container: Map, place: Field, names: Mapping[str, Field]) -> Problems:
    """Errors of an ephemeral container. `names` are the names of the containers before it."""
    target = container.get("targetContainerName") or ""
    if target and target not in names:
        yield not_found(place.child("targetContainerName"), target)
    for name in REFUSED:
        if container.get(name):
            yield forbidden(place.child(name), NOT_HERE)
    for mount, here in listed(container, "volumeMounts", place):
        for name in ("subPath", "subPathExpr"):
            if mount.get(name):
                yield forbidden(here.child(name), NOT_HERE)


def placement_errors(subject: PodUnderValidation) -> Problems:
    if not subject.spec.get("ephemeralContainers") or not subject.release.has(EPHEMERAL_CONTAINERS):
        return
    here = subject.place.child("ephemeralContainers")
    if subject.template:
        yield forbidden(here, "ephemeral containers not allowed in pod template")
    elif subject.old is None:
        yield forbidden(here, "cannot be set on create")
