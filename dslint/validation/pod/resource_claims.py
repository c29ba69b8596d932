"""Validation of resource claims of a pod, and of its containers' references to them.

Kubernetes: validatePodResourceClaims and validateResourceClaimNames.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence

from dslint.kubernetes.field_errors import (
    Problems,
    duplicate,
    each_invalid,
    forbidden,
    invalid,
    names_listed,
    not_found,
    required,
)
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.field_values import GoStruct, Struct, Value
from dslint.kubernetes.names import dns_label_errors, dns_subdomain_errors
from dslint.kubernetes.raw_values import Map, list_of, map_of
from dslint.validation.behaviours import CLAIM_SOURCE_APART
from dslint.validation.pod.pod_under_validation import PodUnderValidation, listed

MIRROR_POD = "kubernetes.io/config.mirror"


def resource_claim_errors(subject: PodUnderValidation) -> Problems:
    if not subject.release.enabled("DynamicResourceAllocation"):
        return
    seen: dict[str, Field] = {}
    for claim, place in listed(subject.spec, "resourceClaims", subject.place):
        name = claim.get("name") or ""
        if name in seen:
            yield duplicate(place.child("name"), name, first=seen[name])
        elif name:
            seen[name] = place.child("name")
            yield from _made_name_errors(claim, place.child("name"), subject)
        yield from _source_errors(claim, place)
    if seen and MIRROR_POD in subject.annotations and not subject.template:
        yield forbidden(subject.place.child("resourceClaims"), "static pods do not support resource claims")


def _made_name_errors(claim: Map, place: Field, subject: PodUnderValidation) -> Problems:
    """The name of a claim created from a template consists of the names of pod and claim."""
    name, pod = claim["name"], subject.metadata.get("name") or ""
    made = claim.get("resourceClaimTemplateName") is not None and not subject.template
    if made and pod and not dns_label_errors(name, subject.release):
        for error in dns_subdomain_errors(f"{pod}-{name}", subject.release):
            yield invalid(place, f"{pod}-{name}", f"final ResourceClaim name: {error}")


def _source_errors(claim: Map, place: Field) -> Problems:
    apart = place.release.has(CLAIM_SOURCE_APART)
    holder = map_of(claim, "source") if apart else claim
    given = [holder.get("resourceClaimName"), holder.get("resourceClaimTemplateName")]
    here, shown = (place.child("source"), _source_apart(given)) if apart else (place, _shown(claim, given))
    if given == [None, None]:
        yield invalid(here, shown, "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`")
    elif None not in given:
        detail = "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified"
        yield invalid(here, shown, detail)


def _shown(claim: Map, given: Sequence[str | None]) -> Struct:
    return Struct(
        {"Name": claim.get("name") or "", "ResourceClaimName": given[0], "ResourceClaimTemplateName": given[1]}
    )


def _source_apart(given: Sequence[str | None]) -> Value:
    """The source as the server prints it. The names are pointers: Go syntax shows nil, or an address."""
    shown = {"ResourceClaimName": given[0], "ResourceClaimTemplateName": given[1]}
    if any(given):
        return Struct(shown)
    return GoStruct(
        shown, "core.ClaimSource{ResourceClaimName:(*string)(nil), ResourceClaimTemplateName:(*string)(nil)}"
    )


def claim_reference_errors(claims: Sequence[Map], place: Field, subject: PodUnderValidation) -> Problems:
    """A claim, or a request of a claim, may be referenced once."""
    declared = {claim.get("name") for claim in list_of(subject.spec, "resourceClaims")} - {None, ""}
    listing = f": {names_listed(sorted(map(str, declared)))}" if declared else " which is empty"
    seen: set[str] = set()
    ordered: list[str] = []
    for position, claim in enumerate(claims):
        here, name, request = place.nth(position), claim.get("name") or "", claim.get("request") or ""
        if not name:
            yield required(here)
            continue
        key = f"{name}/{request}" if request else name
        if request and name not in seen:
            yield from each_invalid(here.child("request"), request, dns_label_errors(request, here.release))
        if name in seen or key in seen:
            yield duplicate(here, name if name in seen else key)
        elif not request and _begins_one(f"{name}/", ordered):
            yield duplicate(here, name)
        seen.add(key)
        insort(ordered, key)
        if name not in declared:
            yield not_found(here, name, f"must be one of the names in pod.spec.resourceClaims{listing}")


def _begins_one(beginning: str, ordered: Sequence[str]) -> bool:
    """Whether one of the texts, which are in order, begins so."""
    found = bisect_left(ordered, beginning)
    return found < len(ordered) and ordered[found].startswith(beginning)
