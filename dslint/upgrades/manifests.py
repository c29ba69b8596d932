"""What of the changes between two versions touches a manifest, and which findings differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dslint.api_server.objects import ManifestObject, objects_of_source
from dslint.api_server.stored_object import StoredObject
from dslint.findings import Finding, LintReport, Note, ObjectRef, json_form
from dslint.kubelet.static_pod_files import STATIC_POD_FOLDERS, is_manifest_of_a_kubelet
from dslint.kubernetes.release import Release, Version, parse_version, show
from dslint.schema.definitions import Definitions, definitions, is_struct
from dslint.schema.type_lookup import short_name
from dslint.source.document_reader import read_text
from dslint.source.inputs import Text
from dslint.traps.support.workload import Workload
from dslint.upgrades.between import Span
from dslint.upgrades.changes import DAEMONSET, POD, STATIC_POD, Change

DAEMONSET_KIND = "DaemonSet"
STRATEGIES = frozenset(f"daemonset.updateStrategy.type={name}" for name in ("OnDelete", "RollingUpdate"))


class Manifest(NamedTuple):
    """A text, with the feature gates and the folders of static pods that the configuration sets for it."""

    text: Text
    gates: Mapping[str, bool] = {}
    static_pod_folders: Sequence[str] = STATIC_POD_FOLDERS


class ObjectChanges(NamedTuple):
    """The changes that touch an object, and the findings that it has at one end of the span only."""

    file: str
    line: int | None
    object: ObjectRef
    changes: tuple[Change, ...]
    gone: tuple[Finding, ...]
    new: tuple[Finding, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "line": self.line,
            "object": json_form(self.object),
            "changes": [change.to_dict() for change in self.changes],
            "findings": {"gone": json_form(self.gone), "new": json_form(self.new)},
        }


class ManifestChanges(NamedTuple):
    """The objects of the files; `unreadable` are files that cannot be read."""

    objects: tuple[ObjectChanges, ...]
    unreadable: tuple[Note, ...]


def manifest_changes(span: Span, manifests: Iterable[Manifest], report: LintReport) -> ManifestChanges:
    """For each DaemonSet and Pod of the manifests. `report` is what lint says of them in both versions."""
    changes = span.changes()
    objects: list[ObjectChanges] = []
    for manifest in manifests:
        met = [change for change in changes if not _is_settled(change, manifest.gates)]
        findings = [finding for finding in report.findings if finding.file == manifest.text.name]
        objects += _of_manifest(manifest, span, met, findings)
    return ManifestChanges(tuple(objects), report.unreadable)


def _is_settled(change: Change, gates: Mapping[str, bool]) -> bool:
    """Whether it is a stage of a gate that the cluster sets, so that nothing changes for it in that version."""
    if not change.is_stage or change.gate not in gates:
        return False
    major, minor = parse_version(change.version)
    before = Release.of(show((major, minor - 1)), gates)
    return before.enabled(change.gate) == Release.of(change.version, gates).enabled(change.gate)


def _of_manifest(
    manifest: Manifest, span: Span, changes: Sequence[Change], findings: Sequence[Finding]
) -> Iterator[ObjectChanges]:
    text = manifest.text
    source = read_text(text.text, text.name)
    static = is_manifest_of_a_kubelet(source, manifest.static_pod_folders)
    gone = [finding for finding in findings if finding.kubernetes_versions == (span.start,)]
    new = [finding for finding in findings if finding.kubernetes_versions == (span.end,)]
    for item in objects_of_source(source).objects:
        if not isinstance(item.value, dict) or not item.value:
            continue
        ref = ObjectRef.of(item.value)
        used = _Use.of(item, [Release.of(version, manifest.gates) for version in span], static=static)
        yield ObjectChanges(
            text.name,
            item.document.line if item.document else None,
            ref,
            tuple(change for change in changes if used.meets(change)),
            tuple(finding for finding in gone if finding.object == ref),
            tuple(finding for finding in new if finding.object == ref),
        )


class _Use(NamedTuple):
    """What an object uses: fields as traps name them and kinds, and fields by struct."""

    fields: frozenset[str]
    types: frozenset[str]

    @classmethod
    def of(cls, item: ManifestObject, releases: Sequence[Release], *, static: bool) -> _Use:
        fields: set[str] = set()
        types: set[str] = set()
        for release in releases:
            stored = StoredObject.of(item.value, release)
            # What the server fills in is nothing that the manifest uses, but for the strategy that it decides.
            fields |= Workload.of(stored.decoded.value, stored.decoded.value).fields
            fields |= {name for name in Workload.of(stored.decoded.value, stored.value).fields if name in STRATEGIES}
            types |= set(_types(item.value, release.version))
        fields.add(f"apiVersion={item.value.get('apiVersion')}")
        kind = DAEMONSET if item.value.get("kind") == DAEMONSET_KIND else POD
        return cls(frozenset(fields | {STATIC_POD if static and kind == POD else kind}), frozenset(types))

    def meets(self, change: Change) -> bool:
        return not (self.fields.isdisjoint(change.touches) and self.types.isdisjoint(change.types))


def _types(value: dict[str, Any], version: Version) -> Iterator[str]:
    """The fields that a manifest has, as `Container.resizePolicy`, in the types of a version."""
    known = definitions(version)
    name = known.of(str(value.get("apiVersion")), str(value.get("kind")))
    if name is not None:
        yield from _within(known, value, {"$ref": f"#/$defs/{name}"})


def _within(known: Definitions, value: Any, schema: dict[str, Any]) -> Iterator[str]:
    resolved = known.resolved(schema)
    struct = short_name(str(schema.get("$ref"))) if is_struct(resolved) else ""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in members:
        if struct:
            yield f"{struct}.{key}"
        inner = known.below(schema, key)
        if inner is not None:
            yield from _within(known, item, inner)
