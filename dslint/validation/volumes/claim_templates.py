"""Validation of claim templates of ephemeral volumes.

Kubernetes: ValidatePersistentVolumeClaimTemplate and ValidatePersistentVolumeClaimSpec.
"""

from __future__ import annotations

from collections.abc import Sequence

from dslint.kubernetes.field_errors import Problems, each_invalid, forbidden, invalid, required, unsupported
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.names import dns_label_errors, dns_subdomain_errors
from dslint.kubernetes.quantity_text import rounded_to_milli
from dslint.kubernetes.raw_values import Map, list_of, map_of
from dslint.validation.container.resources import amount
from dslint.validation.labels import label_errors, selector_errors
from dslint.validation.metadata import annotation_errors

ACCESS_MODES = ("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod")
ALONE = "ReadWriteOncePod"
OWN_KIND = "PersistentVolumeClaim"


def ephemeral_errors(source: Map, place: Field) -> Problems:
    template, here = source.get("volumeClaimTemplate"), place.child("volumeClaimTemplate")
    if template is None:
        yield required(here)
    else:
        yield from _template_errors(template, here)


def _template_errors(template: Map, place: Field) -> Problems:
    metadata, here = map_of(template, "metadata"), place.child("metadata")
    yield from annotation_errors(map_of(metadata, "annotations"), here.child("annotations"))
    yield from label_errors(map_of(metadata, "labels"), here.child("labels"))
    for name, value in metadata.items():
        if name not in ("labels", "annotations") and value:
            yield forbidden(here.child(name), "cannot be set")
    yield from _claim_errors(map_of(template, "spec"), place.child("spec"))


def _claim_errors(claim: Map, place: Field) -> Problems:
    yield from _access_mode_errors(list_of(claim, "accessModes"), place.child("accessModes"))
    yield from selector_errors(map_of(claim, "selector"), place.child("selector"), values=True)
    yield from _storage_errors(map_of(claim, "resources", "requests"), place)
    name = claim.get("storageClassName") or ""
    if name:
        yield from each_invalid(place.child("storageClassName"), name, dns_subdomain_errors(name, place.release))
    mode = claim.get("volumeMode")
    if mode is not None and mode not in ("Block", "Filesystem"):
        yield unsupported(place.child("volumeMode"), mode, ("Block", "Filesystem"))
    for source in ("dataSource", "dataSourceRef"):
        if claim.get(source) is not None:
            yield from _data_source_errors(claim[source], place.child(source))
    yield from _both_sources_errors(claim, place)


def _access_mode_errors(modes: Sequence[str], place: Field) -> Problems:
    """The API server omits the index."""
    if not modes:
        yield required(place, "at least 1 access mode is required")
    for position, mode in enumerate(modes):
        if mode not in ACCESS_MODES:
            yield unsupported(place.nth(position).called(place.field), mode, ACCESS_MODES)
    if ALONE in modes and any(mode in ACCESS_MODES and mode != ALONE for mode in modes):
        yield forbidden(place, "may not use ReadWriteOncePod with other access modes")


def _storage_errors(requests: Map, place: Field) -> Problems:
    here = place.child("resources", "requests").key("storage").called(f"{place.field}.resources[storage]")
    storage = requests.get("storage")
    value = amount(storage) if storage is not None else None
    if storage is None:
        yield required(here)
    elif value is not None and value <= 0:
        yield invalid(here, rounded_to_milli(storage), "must be greater than zero")


def _data_source_errors(source: Map, place: Field) -> Problems:
    for name in ("name", "kind"):
        if not source.get(name):
            yield required(place.child(name))
    group, kind = source.get("apiGroup") or "", source.get("kind") or ""
    if not group and kind != OWN_KIND:
        yield invalid(place, kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup")
    if group:
        yield from each_invalid(place.child("apiGroup"), group, dns_subdomain_errors(group, place.release))
    namespace = source.get("namespace") or ""
    if namespace:
        yield from each_invalid(place.child("namespace"), namespace, dns_label_errors(namespace, place.release))


def _both_sources_errors(claim: Map, place: Field) -> Problems:
    source, reference = claim.get("dataSource"), claim.get("dataSourceRef")
    if source is None or reference is None:
        return
    shown = place.child("dataSource").field
    if reference.get("namespace"):
        yield invalid(place, shown, "may not be specified when dataSourceRef.namespace is specified")
    elif any(source.get(name) != reference.get(name) for name in ("apiGroup", "kind", "name")):
        yield invalid(place, shown, "must match dataSourceRef")
