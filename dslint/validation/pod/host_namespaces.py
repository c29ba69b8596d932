"""Pods with their own user namespace, and what they cannot share with the node; host name overrides.

Kubernetes: validateHostUsers and validateHostnameOverride. `HostPID` is written so by the server.
"""

from __future__ import annotations

from dslint.kubernetes.field_errors import Problems, forbidden
from dslint.validation.behaviours import HOST_USERS_WORDING
from dslint.validation.pod.pod_under_validation import PodUnderValidation


def host_namespace_errors(subject: PodUnderValidation) -> Problems:
    yield from _user_namespace_errors(subject)
    yield from _override_errors(subject)


def _user_namespace_errors(subject: PodUnderValidation) -> Problems:
    if subject.spec.get("hostUsers") is not False or not subject.release.enabled("UserNamespacesSupport"):
        return
    name = "hostUsers" if subject.release.has(HOST_USERS_WORDING) else "pod.Spec.HostUsers"
    network_allowed = subject.release.enabled("UserNamespacesHostNetworkSupport")
    shared = {"hostNetwork": "hostNetwork", "hostPID": "HostPID", "hostIPC": "HostIPC"}
    for key, told in shared.items():
        if subject.spec.get(key) and not (key == "hostNetwork" and network_allowed):
            here = subject.place.child(key).called(f"{subject.place.field}.{told}")
            yield forbidden(here, f"when `{name}` is false")


def _override_errors(subject: PodUnderValidation) -> Problems:
    if subject.spec.get("hostnameOverride") is None or not subject.release.enabled("HostnameOverride"):
        return
    here = subject.place.child("hostnameOverride")
    if subject.spec.get("setHostnameAsFQDN"):
        yield forbidden(here, "may not be specified when setHostnameAsFQDN is true")
    if subject.host_network:
        yield forbidden(here, "may not be specified when hostNetwork is true")
