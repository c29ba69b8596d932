"""Validation of metadata: name, labels, annotations, owners and finalizers.

Kubernetes: apimachinery/pkg/api/validation/objectmeta.go (ValidateObjectMetaUpdate too), and ValidateObjectMeta in
pkg/apis/core/validation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dslint.kubernetes.field_errors import Problems, each_invalid, invalid, required, too_long
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.field_values import GoStruct, Printed, StringList, Struct, Value, shown
from dslint.kubernetes.go_quoting import quoted
from dslint.kubernetes.names import dns_label_errors, label_key_errors, size
from dslint.kubernetes.raw_values import Map, list_of
from dslint.validation.behaviours import UID_IS_NAMED
from dslint.validation.labels import label_errors
from dslint.validation.pod.pod_under_validation import listed

IMMUTABLE = "field is immutable"
IMMUTABLE_NAME = "DS244"
ANNOTATIONS_LIMIT = 256 * 1024
GROUP_AND_VERSION = 2
STANDARD_FINALIZERS = frozenset({"kubernetes", "orphan", "foregroundDeletion"})


def metadata_errors(metadata: Map, place: Field, *, keeps_generation: bool) -> Problems:
    """Errors of metadata. `keeps_generation`: whether the server validates the generation as written."""
    if not metadata.get("name") and not metadata.get("generateName"):
        yield required(place.child("name"), "name or generateName is required")
    namespace = metadata.get("namespace") or ""
    errors = dns_label_errors(namespace, place.release) if namespace else ()
    if errors:
        yield from each_invalid(place.child("namespace"), namespace, errors)
    generation = metadata.get("generation") or 0
    if generation < 0 and keeps_generation:
        yield invalid(place.child("generation"), generation, "must be greater than or equal to 0")
    if metadata.get("labels"):
        yield from label_errors(metadata["labels"], place.child("labels"))
    if metadata.get("annotations"):
        yield from annotation_errors(metadata["annotations"], place.child("annotations"))
    if metadata.get("ownerReferences"):
        yield from _owner_errors(metadata, place)
    if metadata.get("finalizers"):
        yield from _finalizer_errors(list_of(metadata, "finalizers"), place.child("finalizers"))


def annotation_errors(annotations: Mapping[str, str], place: Field) -> Problems:
    for key in annotations:
        errors = label_key_errors(key.lower(), place.release)
        if errors:
            yield from each_invalid(place.key(key).called(place.field), key, errors, at="key")
    if sum(size(key) + size(value) for key, value in annotations.items()) > ANNOTATIONS_LIMIT:
        yield too_long(place, ANNOTATIONS_LIMIT)


def _owner_errors(metadata: Map, place: Field) -> Problems:
    controller = ""
    owners: Printed | None = None
    for owner, here in listed(metadata, "ownerReferences", place):
        yield from _one_owner_errors(owner, here, place.child("ownerReferences").field)
        if not owner.get("controller"):
            continue
        name = f"{owner.get('kind') or ''}/{owner.get('name') or ''}"
        if controller:
            detail = (
                'Only one reference can have Controller set to true. Found "true" in references for '
                f"{controller} and {name}"
            )
            owners = owners or Printed(shown(Struct(list_of(metadata, "ownerReferences")), place.release))
            yield invalid(here.called(f"{place.field}.ownerReferences"), owners, detail)
        controller = controller or name


def _one_owner_errors(owner: Map, place: Field, field: str) -> Problems:
    """The API server omits the index."""
    group_and_version = (owner.get("apiVersion") or "").split("/")
    if not group_and_version[-1] or len(group_and_version) > GROUP_AND_VERSION:
        here = place.child("apiVersion").called(f"{field}.apiVersion")
        yield invalid(here, owner.get("apiVersion") or "", "version must not be empty")
    for name in ("kind", "name", "uid"):
        if not owner.get(name):
            subject = f"{name} " if place.release.has(UID_IS_NAMED) else ""
            yield invalid(place.child(name).called(f"{field}.{name}"), "", f"{subject}must not be empty")
    if (owner.get("apiVersion"), owner.get("kind")) == ("v1", "Event"):
        yield invalid(place.called(field), _owner_value(owner), "/v1, Kind=Event is disallowed from being an owner")


def _owner_value(owner: Map) -> Value:
    """The owner as the API server prints it. In Go syntax, the two booleans would be addresses, unless they are nil."""
    if owner.get("controller") is not None or owner.get("blockOwnerDeletion") is not None:
        return Struct(owner)
    names = {"APIVersion": "apiVersion", "Kind": "kind", "Name": "name", "UID": "uid"}
    texts = "".join(f"{name}:{quoted(owner.get(key) or '')}, " for name, key in names.items())
    return GoStruct(owner, f"v1.OwnerReference{{{texts}Controller:(*bool)(nil), BlockOwnerDeletion:(*bool)(nil)}}")


def _finalizer_errors(finalizers: Sequence[str], place: Field) -> Problems:
    for position, finalizer in enumerate(finalizers):
        here = place.nth(position)
        yield from each_invalid(here.called(place.field), finalizer, label_key_errors(finalizer, place.release))
        if "/" not in finalizer and finalizer not in STANDARD_FINALIZERS:
            yield invalid(here, finalizer, "name is neither a standard finalizer name nor is it fully qualified")
    if {"orphan", "foregroundDeletion"} <= set(finalizers):
        detail = "finalizer orphan and foregroundDeletion cannot be both set"
        yield invalid(place, StringList(finalizers), detail)


def metadata_update_errors(metadata: Map, stored: Map, place: Field) -> Problems:
    """Names do not change. An empty namespace is set from the request.

    resourceVersion, uid and others that the server sets are not compared: kubectl takes them from the stored object.
    """
    for name in ("name", "namespace"):
        given, was = metadata.get(name) or "", stored.get(name) or ""
        if name == "namespace":
            given, was = given or was, was or given
        if given != was:
            yield invalid(place.child(name), given, IMMUTABLE, code=IMMUTABLE_NAME)
