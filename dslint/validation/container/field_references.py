"""References to fields and resources of the pod, in variables and in downwardAPI files.

Kubernetes: validateObjectFieldSelector, validateContainerResourceFieldSelector, ConvertDownwardAPIFieldLabel.
"""

from __future__ import annotations

from dslint.kubernetes.field_errors import Problems, each_invalid, invalid, required, unsupported
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.names import label_key_errors
from dslint.kubernetes.quantity_text import canonical
from dslint.kubernetes.raw_values import Map
from dslint.kubernetes.release import Behaviour, Release
from dslint.validation.behaviours import HOST_IP, HOST_IPS, POD_IPS, POD_UID, SUBSCRIPTS

Fields = dict[str, Behaviour]

ALL_RELEASES = Behaviour()
ENVIRONMENT_FIELDS: Fields = {
    "metadata.name": ALL_RELEASES,
    "metadata.namespace": ALL_RELEASES,
    "metadata.uid": POD_UID,
    "spec.nodeName": ALL_RELEASES,
    "spec.serviceAccountName": ALL_RELEASES,
    "status.hostIP": HOST_IP,
    "status.hostIPs": HOST_IPS,
    "status.podIP": ALL_RELEASES,
    "status.podIPs": POD_IPS,
}
VOLUME_FIELDS: Fields = {
    **dict.fromkeys(("metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace"), ALL_RELEASES),
    "metadata.uid": POD_UID,
}
CONVERTIBLE: Fields = {
    **ENVIRONMENT_FIELDS,
    **VOLUME_FIELDS,
    "spec.restartPolicy": ALL_RELEASES,
    "spec.schedulerName": ALL_RELEASES,
    "status.hostIP": ALL_RELEASES,
    "status.phase": ALL_RELEASES,
}
RESOURCES = tuple(
    f"{kind}.{name}" for kind in ("limits", "requests") for name in ("cpu", "ephemeral-storage", "memory")
)
HUGEPAGES = ("limits.hugepages-", "requests.hugepages-")
BYTE_DIVISORS = ("1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei")
DIVISORS = {
    "cpu": (("1m", "1"), "only divisor's values 1m and 1 are supported with the cpu resource"),
    "memory": (
        BYTE_DIVISORS,
        f"only divisor's values {', '.join(BYTE_DIVISORS)} are supported with the memory resource",
    ),
    "ephemeral-storage": (
        BYTE_DIVISORS,
        f"only divisor's values {', '.join(BYTE_DIVISORS)} are supported with the local ephemeral storage resource",
    ),
    "hugepages": (
        BYTE_DIVISORS,
        f"only divisor's values {', '.join(BYTE_DIVISORS)} are supported with the hugepages resource",
    ),
}

SUBSCRIPTABLE = ("metadata.labels", "metadata.annotations")
OLD_NODE_NAME = "spec.host"


def field_reference_errors(reference: Map, place: Field, fields: Fields) -> Problems:
    """`fields` are those that may be named here, with the releases that know them."""
    path, here = reference.get("fieldPath") or "", place.child("fieldPath")
    if not path:
        return
    unreadable = _conversion_error(reference.get("apiVersion") or "v1", path, place.release)
    if unreadable:
        yield invalid(here, path, f"error converting fieldPath: {unreadable}")
        return
    whole, _, subscript = path.removesuffix("']").partition("['")
    if subscript or path.endswith("']"):
        key = subscript.lower() if whole == "metadata.annotations" else subscript
        yield from each_invalid(here.called(place.field), key, label_key_errors(key, place.release))
    elif path != OLD_NODE_NAME and path not in _known(fields, place.release):
        yield unsupported(here, path, sorted(_known(fields, place.release)))


def _conversion_error(version: str, path: str, release: Release) -> str | None:
    if version != "v1":
        return f"unsupported pod version: {version}"
    subscript = path.find("['", 1)
    if subscript > 0 and release.has(SUBSCRIPTS) and path.endswith("']", subscript + 2):
        return None if path[:subscript] in SUBSCRIPTABLE else f"field label does not support subscript: {path}"
    if path == OLD_NODE_NAME or path in _known(CONVERTIBLE, release):
        return None
    return f"field label not supported: {path}"


def _known(fields: Fields, release: Release) -> list[str]:
    return [name for name, behaviour in fields.items() if release.has(behaviour)]


def resource_reference_errors(reference: Map, place: Field, *, in_volume: bool) -> Problems:
    resource = reference.get("resource") or ""
    if in_volume and not reference.get("containerName"):
        yield required(place.child("containerName"))
    elif not resource:
        yield required(place.child("resource"))
    elif resource not in RESOURCES and not resource.startswith(HUGEPAGES):
        yield unsupported(place.child("resource"), resource, RESOURCES)
    yield from _divisor_errors(resource, reference.get("divisor"), place.child("divisor"))


def _divisor_errors(resource: str, divisor: str | float | None, place: Field) -> Problems:
    if divisor is None:
        return
    quantity = canonical(divisor)
    allowed = _divisors(resource)
    if allowed and quantity.amount and str(quantity) not in allowed[0]:
        yield invalid(place, resource, allowed[1])


def _divisors(resource: str) -> tuple[tuple[str, ...], str] | None:
    if resource.startswith(HUGEPAGES):
        return DIVISORS["hugepages"]
    return DIVISORS.get(resource.partition(".")[2]) if resource in RESOURCES else None
