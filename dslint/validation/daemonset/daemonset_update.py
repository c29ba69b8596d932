"""Immutable fields: the names of an object, and the selector of a DaemonSet.

Kubernetes: ValidateObjectMetaUpdate, and ValidateUpdate of the DaemonSet strategy. resourceVersion, uid and other
fields that the server sets are not compared: kubectl takes them from the stored object.
"""

from __future__ import annotations

from dslint.findings import Related
from dslint.kubernetes.field_errors import Problems, invalid
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.raw_values import Map, map_of
from dslint.kubernetes.stored_template import stored
from dslint.validation.daemonset.daemonset import selector_value

IMMUTABLE = "field is immutable"
IMMUTABLE_SELECTOR = "DS243"
IMMUTABLE_NAME = "DS244"
EXTENSIONS = "extensions/v1beta1"


def metadata_update_errors(metadata: Map, stored: Map, place: Field) -> Problems:
    """An empty namespace is set from the request."""
    for name in ("name", "namespace"):
        given, was = metadata.get(name) or "", stored.get(name) or ""
        if name == "namespace":
            given, was = given or was, was or given
        if given != was:
            yield invalid(place.child(name), given, IMMUTABLE, code=IMMUTABLE_NAME)


def daemonset_update_errors(value: Map, baseline: Map, place: Field) -> Problems:
    """In extensions/v1beta1 the selector is mutable."""
    here = place.child("spec", "selector")
    changed = stored(map_of(value, "spec", "selector")) != stored(map_of(baseline, "spec", "selector"))
    if changed and value.get("apiVersion") != EXTENSIONS:
        labels = Related("the labels that the pods have", (*place.path, "spec", "template", "metadata", "labels"))
        shown = selector_value(map_of(value, "spec", "selector"))
        yield invalid(here, shown, IMMUTABLE, code=IMMUTABLE_SELECTOR, related=(labels,))
