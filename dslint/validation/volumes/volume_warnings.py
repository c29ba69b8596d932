"""Warnings about volumes: deprecated types, fractions of a byte in claims, and conflicting files."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from dslint.findings import Problem
from dslint.kubernetes.field_errors import Problems
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.go_quoting import quoted
from dslint.kubernetes.raw_values import Map, list_of, map_of
from dslint.kubernetes.release import Behaviour
from dslint.limits import FILES_COMPARED
from dslint.validation.behaviours import CLAIM_WARNINGS, OVERLAP_WARNINGS
from dslint.validation.container.container_warnings import fraction_warnings
from dslint.validation.pod.pod_under_validation import PodUnderValidation, listed

DEPRECATED_KIND = "DS304"
OVERLAPPING_FILES = "DS305"
KINDS_WITH_FILES = ("configMap", "secret", "downwardAPI", "projected")
NO_SOURCES = "has no sources provided"
CERTIFICATE_PATHS = {
    "certificateChainPath": "chain",
    "keyPath": "key",
    "credentialBundlePath": "credential bundle",
}
# Kind -> the name that the server gives it, and its sentence by release.
DEPRECATED_KINDS: dict[str, tuple[str, tuple[tuple[str, Behaviour], ...]]] = {
    "photonPersistentDisk": (
        "photonPersistentDisk",
        (("deprecated in v1.11, non-functional in v1.16+", Behaviour()),),
    ),
    "gitRepo": (
        "gitRepo",
        (
            ("deprecated in v1.11", Behaviour(until="1.33")),
            ("deprecated in v1.11, and disabled by default in v1.33+", Behaviour(since="1.33")),
        ),
    ),
    "scaleIO": ("scaleIO", (("deprecated in v1.16, non-functional in v1.22+", Behaviour()),)),
    "flocker": ("flocker", (("deprecated in v1.22, non-functional in v1.25+", Behaviour()),)),
    "storageos": ("storageOS", (("deprecated in v1.22, non-functional in v1.25+", Behaviour()),)),
    "quobyte": ("quobyte", (("deprecated in v1.22, non-functional in v1.25+", Behaviour()),)),
    "glusterfs": (
        "glusterfs",
        (
            ("deprecated in v1.25", Behaviour(since="1.25", until="1.26")),
            ("deprecated in v1.25, non-functional in v1.26+", Behaviour(since="1.26")),
        ),
    ),
    "cephfs": ("cephfs", (("deprecated in v1.28, non-functional in v1.31+", Behaviour(since="1.28")),)),
    "rbd": ("rbd", (("deprecated in v1.28, non-functional in v1.31+", Behaviour(since="1.28")),)),
}
_JUDGED = frozenset({*DEPRECATED_KINDS, "ephemeral", "projected"})


class _File(NamedTuple):
    """A file of a volume, with its source if the volume has several."""

    path: str
    source: str
    place: Field

    def __str__(self) -> str:
        return f"{quoted(self.path)} ({self.source})" if self.source else quoted(self.path)


def volume_warnings(subject: PodUnderValidation) -> Problems:
    for position, volume in enumerate(subject.spec.get("volumes") or ()):
        # Fields are made only where there may be something to say, which is rare.
        if volume is None or not _is_judged(volume):
            continue
        place = subject.place.item("volumes", position)
        for kind, (source_name, sentences) in DEPRECATED_KINDS.items():
            if volume.get(kind) is not None:
                yield from _deprecation(sentences, place.child(kind).called(f"{place.field}.{source_name}"))
        claim = map_of(volume, "ephemeral", "volumeClaimTemplate", "spec", "resources")
        if claim and subject.release.has(CLAIM_WARNINGS):
            here = place.child("ephemeral", "volumeClaimTemplate", "spec", "resources")
            for kind in ("requests", "limits"):
                yield from fraction_warnings(map_of(claim, kind), here.child(kind), ("storage",))
        if any(map(volume.get, KINDS_WITH_FILES)) and subject.release.has(OVERLAP_WARNINGS):
            yield from _overlap_warnings(volume, place)


def _is_judged(volume: Map) -> bool:
    """Whether it is deprecated or may be a claim with a fraction, or has several files or sources."""
    if not _JUDGED.isdisjoint(volume):
        return True
    return any(len(map_of(volume, kind).get("items") or ()) > 1 for kind in KINDS_WITH_FILES if kind in volume)


def _deprecation(sentences: tuple[tuple[str, Behaviour], ...], place: Field) -> Problems:
    for sentence, behaviour in sentences:
        if place.release.has(behaviour):
            yield Problem(DEPRECATED_KIND, sentence, place.path, place.field, "key")


def _overlap_warnings(volume: Map, place: Field) -> Problems:
    """The API server names the volume instead of its index."""
    name = quoted(volume.get("name") or "")
    for kind, source_name in _simple_kinds(volume):
        files = list(_files(volume[kind], place.child(kind), ""))
        yield from _conflict_warnings(files, f"volume {name} ({source_name})")
    if volume.get("projected") is None:
        return
    for source, here in listed(volume["projected"], "sources", place.child("projected")):
        if not any(inner is not None for inner in source.values()):
            # The server's text begins with no field.
            yield Problem(OVERLAPPING_FILES, f"volume {name} (Projected) {NO_SOURCES}", here.path, "")
    files = list(_projected_files(volume["projected"], place.child("projected")))
    yield from _conflict_warnings(files, f"volume {name} (Projected)")


def _conflict_warnings(files: list[_File], field: str) -> Problems:
    """One warning for each pair of files; the server gives the same warning only once."""
    told = set()
    earlier = _Folder()
    for position, late in enumerate(files):
        if not late.path:
            continue
        for early in earlier.overlapping(position, late):
            message = f"overlapping paths: {late} with {early}"
            if message not in told:
                told.add(message)
                yield Problem(OVERLAPPING_FILES, message, late.place.path, field)


class _Folder:
    """The files of a volume up to now by the parts of their paths: those at a path, and those below it."""

    def __init__(self) -> None:
        self.at: dict[str, tuple[int, _File]] = {}
        self.below: dict[str, tuple[int, _File]] = {}
        self.inner: dict[str, _Folder] = {}

    def overlapping(self, position: int, file: _File) -> list[_File]:
        """The earlier files at the path, above and below it, in their order; the file is one of them from now on.

        Of files that a message says the same of, the first; and so many that a volume of one path stays readable.
        """
        folder = self
        found: list[tuple[int, _File]] = []
        text = str(file)
        for part in file.path.split("/"):
            found += folder.at.values()
            _keep(folder.below, text, (position, file))
            folder = folder.inner.setdefault(part, _Folder())
        found += (*folder.at.values(), *folder.below.values())
        _keep(folder.at, text, (position, file))
        return [other for _, other in sorted(found, key=itemgetter(0))][:FILES_COMPARED]


def _keep(files: dict[str, tuple[int, _File]], text: str, file: tuple[int, _File]) -> None:
    if len(files) < FILES_COMPARED:
        files.setdefault(text, file)


def _simple_kinds(volume: Map) -> Iterator[tuple[str, str]]:
    if volume.get("configMap") is not None:
        yield "configMap", f"ConfigMap {quoted(volume['configMap'].get('name') or '')}"
    if volume.get("secret") is not None:
        yield "secret", f"Secret {quoted(volume['secret'].get('secretName') or '')}"
    if volume.get("downwardAPI") is not None:
        yield "downwardAPI", "DownwardAPI"


def _files(source: Map, place: Field, source_name: str) -> Iterator[_File]:
    for item, here in listed(source, "items", place):
        yield _file(item, "path", source_name, here)


def _file(source: Map, key: str, source_name: str, place: Field) -> _File:
    return _File((source.get(key) or "").rstrip("/"), source_name, place.child(key))


def _projected_files(projected: Map, place: Field) -> Iterator[_File]:
    for source, here in listed(projected, "sources", place):
        for kind, source_name in (("configMap", "ConfigMap"), ("secret", "Secret")):
            if source.get(kind) is not None:
                name = quoted(source[kind].get("name") or "")
                yield from _files(source[kind], here.child(kind), f"{source_name} {name}")
        yield from _files(map_of(source, "downwardAPI"), here.child("downwardAPI"), "DownwardAPI")
        if source.get("serviceAccountToken") is not None:
            yield _file(source["serviceAccountToken"], "path", "ServiceAccountToken", here.child("serviceAccountToken"))
        if source.get("clusterTrustBundle") is not None:
            bundle = source["clusterTrustBundle"]
            name = quoted(bundle.get("name") or bundle.get("signerName") or "")
            yield _file(bundle, "path", f"ClusterTrustBundle {name}", here.child("clusterTrustBundle"))
        for key, part in CERTIFICATE_PATHS.items():
            if map_of(source, "podCertificate").get(key):
                certificate = source["podCertificate"]
                yield _file(certificate, key, f"PodCertificate {part}", here.child("podCertificate"))


__all__ = ["list_of", "volume_warnings"]
