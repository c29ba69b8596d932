"""Windows options of a security context, and HostProcess containers.

Kubernetes: validateWindowsSecurityContextOptions and validateWindowsHostProcessPod.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dslint.kubernetes.field_errors import Problems, each_invalid, forbidden, invalid
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.names import dns_subdomain_errors, size
from dslint.kubernetes.raw_values import Map, map_of
from dslint.validation.pod.pod_under_validation import PodUnderValidation

CREDENTIAL_KIBIBYTES = 64
DOMAIN_LENGTH = 256
USER_LENGTH = 104
NETBIOS_DOMAIN = r"""[^\\/:\*\?"<>|\.][^\\/:\*\?"<>|]{0,14}"""
DNS_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
DNS_DOMAIN = rf"{DNS_LABEL}(?:\.{DNS_LABEL})*"
HOST_PROCESSES_ARE_OFF = (
    "pod must not contain Windows hostProcess containers when feature gate "
    "'WindowsHostProcessContainers' is not enabled"
)
ALL_HOST_PROCESSES = "If pod contains any hostProcess containers then all containers must be HostProcess containers"


def windows_option_errors(options: Map, place: Field) -> Problems:
    name = options.get("gmsaCredentialSpecName")
    if name is not None:
        here = place.child("gmsaCredentialSpecName")
        yield from each_invalid(here, name, dns_subdomain_errors(name, place.release))
    credential, here = options.get("gmsaCredentialSpec"), place.child("gmsaCredentialSpec")
    if credential == "":
        yield invalid(here, credential, "gmsaCredentialSpec cannot be an empty string")
    elif credential is not None and size(credential) > CREDENTIAL_KIBIBYTES * 1024:
        yield invalid(here, credential, f"gmsaCredentialSpec size must be under {CREDENTIAL_KIBIBYTES} KiB")
    user = options.get("runAsUserName")
    if user is not None:
        yield from each_invalid(place.child("runAsUserName"), user, _user_name_errors(user))


def _user_name_errors(name: str) -> Iterator[str]:
    if not name:
        yield "runAsUserName cannot be an empty string"
    elif re.search(r"[\x00-\x1f\x7f]", name):
        yield "runAsUserName cannot contain control characters"
    elif name.count("\\") > 1:
        yield "runAsUserName cannot contain more than one backslash"
    else:
        domain, backslash, user = name.rpartition("\\")
        if backslash:
            yield from _domain_errors(domain)
        yield from _user_errors(user)


def _domain_errors(domain: str) -> Iterator[str]:
    if size(domain) >= DOMAIN_LENGTH:
        yield f"runAsUserName's Domain length must be under {DOMAIN_LENGTH} characters"
    if not (re.fullmatch(NETBIOS_DOMAIN, domain) or re.fullmatch(DNS_DOMAIN, domain)):
        yield "runAsUserName's Domain doesn't match the NetBios nor the DNS format"


def _user_errors(user: str) -> Iterator[str]:
    if not user:
        yield "runAsUserName's User cannot be empty"
    elif size(user) > USER_LENGTH:
        yield f"runAsUserName's User length must not be longer than {USER_LENGTH} characters"
    if re.fullmatch(r"[. ]+", user):
        yield "runAsUserName's User cannot contain only periods or spaces"
    if re.search(r'["/\\:;|=,+*?<>@\[\]]', user):
        yield "runAsUserName's User cannot contain the following characters: \"/\\:;|=,+*?<>@[]"


def host_process_errors(subject: PodUnderValidation) -> Problems:
    """Either all containers are HostProcess containers or none is; they need hostNetwork."""
    of_pod = map_of(subject.security_context, "windowsOptions").get("hostProcess")
    containers = list(subject.containers())
    processes = 0
    for container, place in containers:
        own = map_of(container, "securityContext", "windowsOptions").get("hostProcess")
        if of_pod is not None and own is not None and of_pod != own:
            detail = f"pod hostProcess value must be identical if both are specified, was {str(of_pod).lower()}"
            yield invalid(place.child("securityContext", "windowsOptions", "hostProcess"), own, detail)
        processes += bool(own if own is not None else of_pod)
    if processes and not subject.release.enabled("WindowsHostProcessContainers"):
        yield forbidden(subject.place, HOST_PROCESSES_ARE_OFF)
        return
    if processes and processes != len(containers):
        yield invalid(subject.place, "", ALL_HOST_PROCESSES)
    if processes and not subject.host_network:
        detail = "hostNetwork must be true if pod contains any hostProcess containers"
        yield invalid(subject.place.child("hostNetwork"), value=False, detail=detail)
