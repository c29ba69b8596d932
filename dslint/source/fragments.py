"""What looks like an object and is no whole one: patches, values, assertions. No server is to take it as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from dslint.source.file_roles import Role

IS_PATCH = "is a kustomize patch; lint what kustomize builds (--kustomize DIR)"
IS_COMPLETED = "is completed by a kustomize component; lint what kustomize builds (--kustomize DIR)"
IS_VALUES = "holds values of a Helm chart; lint the rendered chart"
IS_KUBEADM_PATCH = "is a kubeadm patch; lint the manifest that kubeadm writes"
IS_ASSERTION = "is what a test asserts of an object, not a manifest"
IS_PART = "is part of an object: it has no apiVersion"

NOTES = {
    Role.PATCH: IS_PATCH,
    Role.KUBEADM_PATCH: IS_KUBEADM_PATCH,
    Role.VALUES: IS_VALUES,
}
"""Files of which nothing is a manifest."""

DIRECTIVES = ("$patch", "$retainKeys", "$setElementOrder/", "$deleteFromPrimitiveList/")
"""Keys of a strategic merge patch."""

_PATCH_NAME = re.compile(r"(?:^|[-_.\d])patch(?:es)?(?:[-_.\d]|$)", re.IGNORECASE)
_KUBEADM_TARGET = re.compile(r"(?:kube-apiserver|kube-controller-manager|kube-scheduler|etcd)\w*\.(?:ya?ml|json)")
_ASSERTION = re.compile(r"(?:^|[-_.\d])(?:assert|asserts|errors)(?:[-_.\d]|$)", re.IGNORECASE)


def fragment_note(value: Mapping[str, Any], role: Role | None, name: str, *, whole: bool) -> str | None:
    """Why a value of a text is no manifest; None if it is one. `whole`: it has what each object of its kind needs."""
    if role in NOTES:
        return NOTES[role]
    if _lacks_identity(value):
        return IS_VALUES if "metadata" not in value else IS_PART
    if _has_directive(value):
        return IS_PATCH
    return None if whole else _partial_note(value, role, PurePath(name))


def _lacks_identity(value: Mapping[str, Any]) -> bool:
    """A manifest that lacks apiVersion has at least both of the other parts."""
    return not value.get("apiVersion") and not ("metadata" in value and "spec" in value)


def _partial_note(value: Mapping[str, Any], role: Role | None, path: PurePath) -> str | None:
    if role is Role.COMPONENT_RESOURCE:
        return IS_COMPLETED
    if _PATCH_NAME.search(path.stem) or _PATCH_NAME.fullmatch(path.parent.name):
        return IS_PATCH
    if _KUBEADM_TARGET.fullmatch(path.name):
        return IS_KUBEADM_PATCH
    asserts = "status" in value and "spec" not in value
    return IS_ASSERTION if asserts or _ASSERTION.search(path.stem) else None


def _has_directive(value: Any) -> bool:
    return any(key.startswith(DIRECTIVES) for key in _keys(value))


def _keys(value: Any) -> Iterator[str]:
    """All keys of a value. Values of a text are not nested deeply: places beyond a bound are left out of it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _keys(inner)
    elif isinstance(value, list):
        for item in value:
            yield from _keys(item)
