"""Warnings of the API server about a pod or a template.

Kubernetes: GetWarningsForPod and GetWarningsForPodTemplate in pkg/api/pod/warnings.go, and the Pod strategy.
"""

from __future__ import annotations

from collections.abc import Sequence

from dslint.findings import Fix, Problem, Related
from dslint.kubernetes.field_errors import Problems
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.go_quoting import quoted
from dslint.kubernetes.names import dns_label_errors
from dslint.kubernetes.raw_values import list_of, map_of
from dslint.validation.addresses import canonical_address
from dslint.validation.behaviours import (
    ADDRESS_WARNINGS,
    GRACE_PERIOD_WARNINGS,
    POD_NAME_WARNINGS,
)
from dslint.validation.container.container_warnings import container_warnings, fraction_warnings
from dslint.validation.pod.pod_under_validation import CONTAINER_LISTS, PodUnderValidation, listed
from dslint.validation.scheduling.scheduling_warnings import scheduling_warnings
from dslint.validation.volumes.volume_warnings import volume_warnings

REPEATED_ALIAS = "DS306"
SECRETS = "DS307"
NEGATIVE_GRACE_PERIOD = "DS312"
POD_NAME = "DS313"
ADDRESS = "DS314"
HOST_NAME = "this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: "


def pod_warnings(subject: PodUnderValidation, namespace: str = "") -> Problems:
    """Those of releases that have any. `namespace` is the object's own."""
    yield from _name_warnings(subject)
    if any(subject.spec.get(field) for field in ("nodeSelector", "affinity", "topologySpreadConstraints")):
        yield from scheduling_warnings(subject)
    if subject.annotations:
        from dslint.validation.pod.annotation_warnings import annotation_warnings

        yield from annotation_warnings(subject, namespace)
    if subject.spec.get("volumes"):
        yield from volume_warnings(subject)
    yield from _alias_warnings(subject)
    yield from _secret_warnings(subject)
    if subject.spec.get("overhead"):
        yield from fraction_warnings(subject.spec["overhead"], subject.place.child("overhead"))
    yield from container_warnings(subject)
    containers = (container for name in CONTAINER_LISTS for container in subject.spec.get(name) or ())
    if any(container and container.get("ports") for container in containers):
        from dslint.validation.container.port_warnings import port_warnings

        yield from port_warnings(subject)
    yield from _grace_period_warnings(subject)
    yield from _address_warnings(subject)


def _name_warnings(subject: PodUnderValidation) -> Problems:
    name = subject.metadata.get("name") or ""
    if subject.template or not name or not subject.release.has(POD_NAME_WARNINGS):
        return
    errors = dns_label_errors(name, subject.release)
    if errors:
        here = subject.metadata_place.child("name")
        yield Problem(POD_NAME, f"{HOST_NAME}[{' '.join(errors)}]", here.path, here.field)


def _repeats(subject: PodUnderValidation, name: str, key: str, code: str, message: str) -> Problems:
    """Warn of list items whose key occurred before."""
    if len(subject.spec.get(name) or ()) < 2:
        return
    first: dict[str, Field] = {}
    for item, place in listed(subject.spec, name, subject.place):
        value, here = item.get(key) or "", place.child(key)
        if value in first:
            related = (Related("the first one", first[value].path),)
            yield Problem(code, f"{message} {quoted(value)}", here.path, here.field, related=related)
        first.setdefault(value, here)


def _alias_warnings(subject: PodUnderValidation) -> Problems:
    yield from _repeats(subject, "hostAliases", "ip", REPEATED_ALIAS, "duplicate ip")


def _secret_warnings(subject: PodUnderValidation) -> Problems:
    yield from _repeats(subject, "imagePullSecrets", "name", SECRETS, "duplicate name")
    for secret, place in listed(subject.spec, "imagePullSecrets", subject.place):
        here = place.child("name")
        if not secret.get("name"):
            yield Problem(SECRETS, 'invalid empty name ""', here.path, here.field)


def _grace_period_warnings(subject: PodUnderValidation) -> Problems:
    """Templates only: in a Pod, the API server sets a negative period to 1 before it checks for warnings."""
    if not subject.template:
        return
    seconds, here = (
        subject.spec.get("terminationGracePeriodSeconds"),
        subject.place.child("terminationGracePeriodSeconds"),
    )
    if seconds is not None and seconds < 0 and subject.release.has(GRACE_PERIOD_WARNINGS):
        message = "must be >= 0; negative values are invalid and will be treated as 1"
        fix = Fix.setting("write 1, as which it is treated", here.path, 1)
        yield Problem(NEGATIVE_GRACE_PERIOD, message, here.path, here.field, fix=fix)


def _address_warnings(subject: PodUnderValidation) -> Problems:
    addresses = map_of(subject.spec, "dnsConfig").get("nameservers") or subject.spec.get("hostAliases")
    if not addresses or not subject.release.has(ADDRESS_WARNINGS):
        return
    servers = subject.place.child("dnsConfig", "nameservers")
    yield from _odd_addresses(list_of(map_of(subject.spec, "dnsConfig"), "nameservers"), servers)
    for alias, place in listed(subject.spec, "hostAliases", subject.place):
        yield from _odd_address(alias.get("ip") or "", place.child("ip"))


def _odd_addresses(addresses: Sequence[str], place: Field) -> Problems:
    for position, address in enumerate(addresses):
        yield from _odd_address(address, place.nth(position))


def _odd_address(address: str, place: Field) -> Problems:
    better = canonical_address(address)
    if better is not None and better != address:
        message = (
            f"non-standard IP address {quoted(address)} will be considered invalid in a future Kubernetes release: "
            f"use {quoted(better)}"
        )
        yield Problem(ADDRESS, message, place.path, place.field, fix=Fix.setting(f"write {better}", place.path, better))
