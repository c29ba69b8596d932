"""Containers, init containers and ephemeral containers: unique names, and the fields that each kind may have.

Kubernetes: validateContainers, validateInitContainers, validateEphemeralContainers and validateContainerCommon.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dslint.findings import FieldPath, Problem
from dslint.kubernetes.field_errors import Problems, duplicate, forbidden, invalid, unsupported
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.field_values import Struct
from dslint.kubernetes.raw_values import Map
from dslint.kubernetes.release import Release
from dslint.validation.behaviours import EMPTY_NAMES_REPEAT, INIT_FIELDS_FORBIDDEN, RESTART_RULES, SIDECAR_WORDING
from dslint.validation.container.handlers import PROBES, lifecycle_errors, probe_errors
from dslint.validation.container.mounts import mount_errors, valid_volumes
from dslint.validation.container.ports import host_port_conflicts, port_errors
from dslint.validation.container.resources import amount_errors, claim_errors
from dslint.validation.container.restart_policy import restart_policy_errors
from dslint.validation.pod.pod_under_validation import ALWAYS, PodUnderValidation, listed, pod_place, restarts_always

DUPLICATE_NAME = "DS236"
ONLY_SIDECARS = "may not be set for init containers without restartPolicy=Always"


def container_errors(subject: PodUnderValidation, volume_errors: Iterable[FieldPath]) -> Problems:
    """`volume_errors` are the paths of errors in volumes: mounts cannot refer to a volume with errors."""
    mounting = any(part.get("volumeMounts") or part.get("volumeDevices") for part, _ in subject.containers())
    volumes = valid_volumes(subject, frozenset(volume_errors)) if mounting else {}
    names: dict[str, Field] = {}
    containers = list(listed(subject.spec, "containers", subject.place))
    for container, place in containers:
        yield from _common_errors(container, place, subject, volumes)
        yield from _name_errors(container, place, names)
        yield from _running_errors(container, place, subject)
    if any(container.get("ports") for container, _ in containers):
        yield from host_port_conflicts(containers)
    for container, place in listed(subject.spec, "initContainers", subject.place):
        yield from _common_errors(container, place, subject, volumes)
        yield from _name_errors(container, place, names)
        yield from _init_errors(container, place, subject)
        if container.get("ports"):
            yield from host_port_conflicts([(container, place)])
    for container, place in listed(subject.spec, "ephemeralContainers", subject.place):
        yield from _common_errors(container, place, subject, volumes)
        from dslint.validation.container.ephemeral_containers import ephemeral_container_errors

        yield from ephemeral_container_errors(container, place, names)
        yield from _name_errors(container, place, names)
    if not subject.template:
        yield from _image_errors(subject)


def _common_errors(container: Map, place: Field, subject: PodUnderValidation, volumes: Mapping[str, Map]) -> Problems:
    """The errors of what all kinds of containers may have. Only fields that are set are validated.

    `volumes` are the valid ones by name.
    """
    own = _own_errors(container, place, subject)
    yield from own.names
    if container.get("volumeMounts") or container.get("volumeDevices"):
        yield from mount_errors(container, place, subject, volumes)
    yield from own.amounts
    if container.get("resources"):
        yield from claim_errors(container["resources"], place.child("resources"), subject)
    if container.get("resizePolicy"):
        from dslint.validation.container.resize_policy import resize_policy_errors

        yield from resize_policy_errors(container, place, subject)
    if container.get("securityContext"):
        from dslint.validation.container.security_context import security_context_errors

        yield from security_context_errors(container["securityContext"], place.child("securityContext"), subject)


class _OwnErrors(NamedTuple):
    """Errors of ports and environment variables, and of resources, that do not depend on the rest of the pod."""

    names: Iterable[Problem]
    amounts: Iterable[Problem]


def _own_errors(container: Map, place: Field, subject: PodUnderValidation) -> _OwnErrors:
    release = subject.release
    if len(release.together) == 1:
        return _OwnErrors(_errors_of_names(container, place), _errors_of_amounts(container, place))
    # Releases that differ in other parts of the pod have these in common.
    *_, name, position = place.path
    return release.once_a_part(_own_errors_at, container, name, position, subject.template)


def _own_errors_at(container: Map, name: str, position: int, template: bool, release: Release) -> _OwnErrors:  # noqa: FBT001
    place = pod_place(release, template=template).child("spec").item(name, position)
    return _OwnErrors(tuple(_errors_of_names(container, place)), tuple(_errors_of_amounts(container, place)))


def _errors_of_names(container: Map, place: Field) -> Problems:
    if container.get("ports"):
        yield from port_errors(container, place)
    if container.get("env") or container.get("envFrom"):
        from dslint.validation.container.environment import environment_errors

        yield from environment_errors(container, place)


def _errors_of_amounts(container: Map, place: Field) -> Problems:
    if container.get("resources"):
        yield from amount_errors(container["resources"], place.child("resources"))


def _name_errors(container: Map, place: Field, names: dict[str, Field]) -> Problems:
    """Containers without a name count as having the same name; since 1.26 init containers do not."""
    name = container.get("name") or ""
    if name in names:
        yield duplicate(place.child("name"), name, code=DUPLICATE_NAME, first=names[name].child("name"))
    if name or list_name(place) == "containers" or place.release.has(EMPTY_NAMES_REPEAT):
        names.setdefault(name, place)


def _running_errors(container: Map, place: Field, subject: PodUnderValidation) -> Problems:
    """Errors of containers and sidecars, which run as long as the pod."""
    if container.get("lifecycle"):
        yield from lifecycle_errors(container, place, subject)
    for name in PROBES:
        if container.get(name) is not None:
            yield from probe_errors(container[name], place.child(name), kind=name)
    if list_name(place) == "containers" and _restarts_by_itself(container):
        yield from restart_policy_errors(container, place)


def _restarts_by_itself(container: Map) -> bool:
    """Whether it has a restart policy or restart rules of its own."""
    return container.get("restartPolicy") is not None or bool(container.get("restartPolicyRules"))


def list_name(place: Field) -> str:
    return str(place.path[-2])


def _init_errors(container: Map, place: Field, subject: PodUnderValidation) -> Problems:
    policy = container.get("restartPolicy")
    if subject.release.has(RESTART_RULES):
        if _restarts_by_itself(container):
            yield from restart_policy_errors(container, place)
    elif policy is not None and policy != ALWAYS:
        yield unsupported(place.child("restartPolicy"), policy, [ALWAYS])
    if restarts_always(container):
        yield from _running_errors(container, place, subject)
    else:
        yield from _passing_errors(container, place)


def _passing_errors(container: Map, place: Field) -> Problems:
    """Errors of init containers that end: they cannot have probes or lifecycle hooks."""
    for name in ("lifecycle", *PROBES):
        if container.get(name) is None:
            continue
        if place.release.has(SIDECAR_WORDING):
            yield forbidden(place.child(name), ONLY_SIDECARS)
        elif place.release.has(INIT_FIELDS_FORBIDDEN):
            yield forbidden(place.child(name), "may not be set for init containers")
        else:
            yield invalid(place.child(name), Struct(container[name]), "must not be set for init containers")


def _image_errors(subject: PodUnderValidation) -> Problems:
    for container, place in subject.containers():
        image = container.get("image") or ""
        if image != image.strip():
            yield invalid(place.child("image"), image, "must not have leading or trailing whitespace")
