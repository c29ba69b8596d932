"""Validation of projected volumes: their sources, whose paths must be unique.

Kubernetes: validateProjectionSources. Errors of duplicate paths are reported at the source of the volume.
"""

from __future__ import annotations

from collections.abc import Callable

from dslint.kubernetes.field_errors import Problems, forbidden, invalid, required, unsupported
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.field_values import Struct
from dslint.kubernetes.names import dns_subdomain_errors
from dslint.kubernetes.raw_values import Map, map_of
from dslint.validation.behaviours import ONE_TYPE_PER_SOURCE
from dslint.validation.labels import selector_errors
from dslint.validation.pod.pod_under_validation import listed
from dslint.validation.volumes.downward_api import downward_api_file_errors
from dslint.validation.volumes.paths import file_path_errors

KINDS = ("secret", "configMap", "downwardAPI", "serviceAccountToken", "clusterTrustBundle", "podCertificate")
BUNDLE_FIELDS = ("Name", "SignerName", "LabelSelector", "Optional", "Path")
"""Fields of the struct in the internal API, in its order."""
KEY_TYPES = ("RSA3072", "RSA4096", "ECDSAP256", "ECDSAP384", "ECDSAP521", "ED25519")
CERTIFICATE_PATHS = ("credentialBundlePath", "keyPath", "certificateChainPath")


class _Paths:
    """The paths of files so far. Duplicates are reported at the source of the volume, as the API server does."""

    def __init__(self, place: Field) -> None:
        self.place = place
        self.taken: set[str] = set()

    def take(self, path: str, shown: str, at: Field) -> Problems:
        if path in self.taken:
            yield invalid(at.called(self.place.field), shown, "conflicting duplicate paths")
        self.taken.add(path)


def projected_errors(source: Map, place: Field) -> Problems:
    paths = _Paths(place)
    for projection, here in listed(source, "sources", place):
        for kind, rules in _RULES.items():
            if projection.get(kind) is not None:
                yield from rules(map_of(projection, kind), here.child(kind), paths)
        if sum(projection.get(kind) is not None for kind in KINDS) > 1:
            per_source = " per source" if place.release.has(ONE_TYPE_PER_SOURCE) else ""
            yield forbidden(here, f"may not specify more than 1 volume type{per_source}")


def _key_errors(source: Map, place: Field, paths: _Paths) -> Problems:
    """Keys of a Secret or ConfigMap as files."""
    for item, here in listed(source, "items", place):
        path = item.get("path") or ""
        if path:
            yield from paths.take(path, source.get("name") or "", here.child("path"))


def _file_errors(source: Map, place: Field, paths: _Paths) -> Problems:
    for file, here in listed(source, "items", place):
        yield from downward_api_file_errors(file, here.called(place.field))
        path = file.get("path") or ""
        if path:
            yield from paths.take(path, path, here.child("path"))


def _bundle_errors(source: Map, place: Field, paths: _Paths) -> Problems:
    if not place.release.enabled("ClusterTrustBundleProjection"):
        return
    place = place.called(f"{place.field}PEM")
    name, signer = source.get("name"), source.get("signerName")
    if name is not None and signer is not None:
        shown = Struct({key: source.get(key[0].lower() + key[1:]) for key in BUNDLE_FIELDS})
        yield invalid(place, shown, "only one of name and signerName may be used")
    elif name is not None:
        yield from _bundle_name_errors(name, place.child("name"))
        if source.get("labelSelector") is not None:
            detail = "labelSelector must be unset if name is specified"
            yield invalid(place.child("labelSelector"), Struct(source["labelSelector"]), detail)
    elif signer is not None:
        if not signer:
            yield required(place.child("signerName"), "must be a valid signer name")
        yield from selector_errors(map_of(source, "labelSelector"), place.child("labelSelector"), values=True)
    else:
        yield required(place, "either name or signerName must be specified")
    path = source.get("path") or ""
    if not path:
        yield required(place.child("path"))
    yield from file_path_errors(path, place.child("path"))
    yield from paths.take(path, path, place.child("path"))


def _bundle_name_errors(name: str, place: Field) -> Problems:
    if not name:
        yield required(place, "must be a valid object name")
    for error in dns_subdomain_errors(name.rpartition(":")[2], place.release):
        yield invalid(place, name, f"not a valid clustertrustbundlename: {error}")


def _certificate_errors(source: Map, place: Field, paths: _Paths) -> Problems:
    if not place.release.enabled("PodCertificateRequest"):
        return
    key_type = source.get("keyType") or ""
    if key_type not in KEY_TYPES:
        yield unsupported(place.child("keyType"), key_type, KEY_TYPES)
    given = [name for name in CERTIFICATE_PATHS if source.get(name)]
    if not given:
        yield required(place, "specify at least one of credentialBundlePath, keyPath, and certificateChainPath")
    for name in given:
        yield from file_path_errors(source[name], place.child(name))
        yield from paths.take(source[name], source[name], place.child(name))


_RULES: dict[str, Callable[[Map, Field, _Paths], Problems]] = {
    "secret": _key_errors,
    "configMap": _key_errors,
    "downwardAPI": _file_errors,
    "clusterTrustBundle": _bundle_errors,
    "podCertificate": _certificate_errors,
}
