"""Validation of annotations of pods: mirror pods, old tolerations, deletion cost, seccomp and AppArmor profiles.

Kubernetes: ValidatePodSpecificAnnotations, validateSeccompAnnotationsAndFields and
validateAppArmorAnnotationsAndFieldsMatchOnCreate.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from dslint.findings import Problem
from dslint.kubernetes.field_errors import Problems, forbidden, invalid
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.quantity import whole
from dslint.kubernetes.raw_values import Map, map_of
from dslint.validation.behaviours import APPARMOR_FIELDS, DELETION_COST, SECCOMP_FIELDS
from dslint.validation.pod.pod_under_validation import PodUnderValidation
from dslint.validation.scheduling.tolerations import toleration_errors
from dslint.validation.volumes.paths import descending_path_errors

MIRROR_POD = "kubernetes.io/config.mirror"
TOLERATIONS = "scheduler.alpha.kubernetes.io/tolerations"
COST = "controller.kubernetes.io/pod-deletion-cost"
SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod"
SECCOMP_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/"
APPARMOR_CONTAINER = "container.apparmor.security.beta.kubernetes.io/"
LOCALHOST = "localhost/"
# The annotation's values for each type of profile.
SECCOMP_VALUES = {"Unconfined": ("unconfined",), "RuntimeDefault": ("runtime/default", "docker/default")}
APPARMOR_VALUES = {"Unconfined": ("unconfined",), "RuntimeDefault": ("runtime/default",)}


def pod_annotation_errors(subject: PodUnderValidation, place: Field) -> Problems:
    """Errors of annotations. `place` is their path, with the name that the API server uses."""
    annotations = subject.annotations
    if MIRROR_POD in annotations and not subject.spec.get("nodeName"):
        detail = "must set spec.nodeName if mirror pod annotation is set"
        yield invalid(place.key(MIRROR_POD), annotations[MIRROR_POD], detail)
    if annotations.get(TOLERATIONS):
        yield from _toleration_errors(annotations[TOLERATIONS], place)
    if place.release.has(DELETION_COST) and not _stored_cost_wrong(subject):
        yield from _cost_errors(annotations.get(COST), place.key(COST))
    for key, value in annotations.items():
        if key == SECCOMP_POD or key.startswith(SECCOMP_CONTAINER):
            yield from _seccomp_errors(value, place.key(key).called(f"{place.field}.{key}"))
        elif key.startswith(APPARMOR_CONTAINER):
            yield from _apparmor_errors(key, value, place.key(key), subject)


def _toleration_errors(text: str, place: Field) -> Problems:
    try:
        tolerations = json.loads(text)
    except json.JSONDecodeError as error:
        yield invalid(place.key(TOLERATIONS).called(place.field), TOLERATIONS, _json_complaint(text, error.pos))
        return
    if isinstance(tolerations, list) and all(isinstance(item, dict) for item in tolerations):
        annotation = place.child(TOLERATIONS)
        for problem in toleration_errors(tolerations, annotation):
            yield _at_annotation(problem, annotation)


def _json_complaint(text: str, position: int) -> str:
    """The error of Go's encoding/json for most invalid texts."""
    if position >= len(text):
        return "unexpected end of JSON input"
    return f"invalid character '{text[position]}' looking for beginning of value"


def _at_annotation(problem: Problem, place: Field) -> Problem:
    """The problem at the annotation: paths inside its text do not exist."""
    return problem._replace(path=place.path)


def _cost_errors(cost: str | None, place: Field) -> Problems:
    if cost is not None and not _is_cost(cost):
        yield invalid(place, cost, "must be a 32bit integer")


def _is_cost(text: str) -> bool:
    if re.fullmatch(r"0|-?[1-9][0-9]*", text) is None:
        return False
    return -(2**31) <= whole(text) < 2**31


def _stored_cost_wrong(subject: PodUnderValidation) -> bool:
    stored = map_of(subject.old_metadata or {}, "annotations").get(COST)
    return stored is not None and not _is_cost(stored)


def _seccomp_errors(profile: str, place: Field) -> Problems:
    if profile in ("runtime/default", "docker/default", "unconfined"):
        return
    if profile.startswith(LOCALHOST):
        yield from descending_path_errors(profile.removeprefix(LOCALHOST), place)
    else:
        yield invalid(place, profile, "must be a valid seccomp profile")


def _apparmor_errors(key: str, profile: str, place: Field, subject: PodUnderValidation) -> Problems:
    name = key.removeprefix(APPARMOR_CONTAINER)
    if all(container.get("name") != name for container, _ in subject.containers()):
        yield invalid(place, name, "container not found", at="key")
    if profile not in ("", "runtime/default", "unconfined") and not profile.startswith(LOCALHOST):
        yield invalid(place, profile, f'invalid AppArmor profile name: "{profile}"')


def profile_match_errors(subject: PodUnderValidation) -> Problems:
    """Annotation and field must name the same profile for a pod or container."""
    place = subject.place.child("securityContext")
    if subject.release.has(SECCOMP_FIELDS):
        field = subject.security_context.get("seccompProfile")
        annotation = subject.annotations.get(SECCOMP_POD)
        yield from _match_errors("seccomp", annotation, field, place.child("seccompProfile"))
    for container, here in subject.containers():
        yield from _container_match_errors(container, here.child("securityContext"), subject)


def _container_match_errors(container: Map, place: Field, subject: PodUnderValidation) -> Problems:
    context, name = map_of(container, "securityContext"), container.get("name") or ""
    if subject.release.has(SECCOMP_FIELDS):
        annotation = subject.annotations.get(f"{SECCOMP_CONTAINER}{name}")
        yield from _match_errors("seccomp", annotation, context.get("seccompProfile"), place.child("seccompProfile"))
    if subject.release.has(APPARMOR_FIELDS) and map_of(subject.spec, "os").get("name") != "windows":
        profile = context.get("appArmorProfile") or subject.security_context.get("appArmorProfile")
        annotation = subject.annotations.get(f"{APPARMOR_CONTAINER}{name}")
        yield from _match_errors("apparmor", annotation, profile, place.child("appArmorProfile"))


def _match_errors(kind: str, annotation: str | None, profile: Map | None, place: Field) -> Problems:
    if annotation is None or profile is None:
        return
    disagreement = next(_disagreements(kind, annotation, profile), None)
    if disagreement is not None:
        name, what = disagreement
        yield forbidden(place.child(name), f"{kind} {what} in annotation and field must match")


def _disagreements(kind: str, annotation: str, profile: Map) -> Iterator[tuple[str, str]]:
    values = SECCOMP_VALUES if kind == "seccomp" else APPARMOR_VALUES
    type_ = profile.get("type") or ""
    if type_ in values:
        if annotation not in values[type_]:
            yield "type", "type"
    elif type_ == "Localhost":
        if not annotation.startswith(LOCALHOST):
            yield "type", "type"
        elif annotation.removeprefix(LOCALHOST) != profile.get("localhostProfile"):
            yield "localhostProfile", "profile"
