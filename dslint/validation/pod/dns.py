"""Validation of DNS configuration and host aliases of a pod.

Kubernetes: validatePodDNSConfig and ValidateHostAliases.
"""

from __future__ import annotations

from dslint.kubernetes.field_errors import Problems, each_invalid, invalid, required
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.field_values import StringList
from dslint.kubernetes.names import dns_subdomain_errors, dns_subdomain_with_underscore_errors
from dslint.kubernetes.raw_values import Map, list_of
from dslint.kubernetes.release import Release
from dslint.validation.addresses import address_errors
from dslint.validation.behaviours import HOST_ALIAS_INDICES
from dslint.validation.pod.pod_under_validation import PodUnderValidation, listed

NONE = "None"
NAME_SERVERS = 3
SEARCH_PATHS = 32
SEARCH_CHARACTERS = 2048
OLD_SEARCH_PATHS = 6
OLD_SEARCH_CHARACTERS = 256


def dns_errors(subject: PodUnderValidation) -> Problems:
    config, place = subject.spec.get("dnsConfig"), subject.place.child("dnsConfig")
    alone = subject.spec.get("dnsPolicy") == NONE
    if config is None:
        if alone:
            yield required(place, "must provide `dnsConfig` when `dnsPolicy` is None")
    elif alone and not config.get("nameservers"):
        yield required(place.child("nameservers"), "must provide at least one DNS nameserver when `dnsPolicy` is None")
    else:
        yield from _config_errors(config, place)
    for alias, here in listed(subject.spec, "hostAliases", subject.place):
        yield from _alias_errors(alias, here, f"{subject.place.field}.hostAliases")


def _config_errors(config: Map, place: Field) -> Problems:
    servers = list_of(config, "nameservers")
    if len(servers) > NAME_SERVERS:
        here = place.child("nameservers")
        yield invalid(here, StringList(servers), f"must not have more than {NAME_SERVERS} nameservers")
    for position, server in enumerate(servers):
        yield from each_invalid(place.item("nameservers", position), server, address_errors(server, place.release))
    yield from _search_errors(config, place)
    for option, here in listed(config, "options", place):
        if not option.get("name"):
            yield required(here, "must not be empty")


def _search_errors(config: Map, place: Field) -> Problems:
    searches, here = list_of(config, "searches"), place.child("searches")
    paths, characters = _search_limits(place.release)
    if len(searches) > paths:
        yield invalid(here, StringList(searches), f"must not have more than {paths} search paths")
    if len(" ".join(searches).encode()) > characters:
        detail = f"must not have more than {characters} characters (including spaces) in the search list"
        yield invalid(here, StringList(searches), detail)
    for position, search in enumerate(searches):
        yield from _one_search_errors(search, here.nth(position))


def _search_limits(release: Release) -> tuple[int, int]:
    if release.enabled("ExpandedDNSConfig"):
        return SEARCH_PATHS, SEARCH_CHARACTERS
    return OLD_SEARCH_PATHS, OLD_SEARCH_CHARACTERS


def _one_search_errors(search: str, place: Field) -> Problems:
    bare = search.removesuffix(".")
    if not place.release.enabled("RelaxedDNSSearchValidation"):
        yield from each_invalid(place, bare, dns_subdomain_errors(bare, place.release))
    elif search != ".":
        yield from each_invalid(place, bare, dns_subdomain_with_underscore_errors(bare, place.release))


def _alias_errors(alias: Map, place: Field, field: str) -> Problems:
    """Old API servers omit the indices."""
    indices = place.release.has(HOST_ALIAS_INDICES)
    address = alias.get("ip") or ""
    here = place.child("ip") if indices else place.child("ip").called(f"{field}.ip")
    yield from each_invalid(here, address, address_errors(address, place.release))
    for position, name in enumerate(list_of(alias, "hostnames")):
        here = place.item("hostnames", position)
        here = here if indices else here.called(f"{field}.hostnames")
        yield from each_invalid(here, name, dns_subdomain_errors(name, place.release))
