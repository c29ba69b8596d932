"""Manifests -> workloads to plan, each with the API server's errors and with the places of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from dslint.api_server.baseline import Baseline
from dslint.api_server.objects import (
    ManifestObject,
    ManifestObjects,
    is_whole,
    objects_of_source,
    objects_of_value,
    text_error_code,
)
from dslint.api_server.stored_object import StoredObjects, rejections
from dslint.findings import REFUSING, FieldPath, Finding, Note, ObjectRef, Origin, Severity, Span
from dslint.inventory.brought_objects import is_brought
from dslint.inventory.other_objects import GROUPS, WHAT_RUNS
from dslint.kubernetes.release import Release
from dslint.placement.behaviours import CONTROLLER_BINDS
from dslint.planning.workload import PLANNED_KINDS, Key, Places, Workload
from dslint.source import documents
from dslint.source.document_reader import read_text
from dslint.source.documents import Document, items_of_lists
from dslint.source.inputs import FoundText, Skipped, Text, texts_of
from dslint.source.text_errors import JSON_REJECTED_BY_KUBECTL

Source = str | Path | Text | Note | Skipped | Mapping[str, Any]
"""A path to a file or folder, a text that is at hand or why it is not, or an object that was read already."""


BROUGHT = GROUPS.keys() - WHAT_RUNS


class BroughtObject(NamedTuple):
    """An object that comes with the workloads; `place` is the number of its file and its line, if it has a text.

    `path` leads to it in its document.
    """

    value: Mapping[str, Any]
    place: tuple[int, int] | None
    document: Document | None = None
    path: FieldPath = ()


@dataclass(slots=True)
class Manifests:
    """The objects of the sources, each once. `skipped` were read and are not planned, `unreadable` could not be read.

    `findings` and `remarks` are about objects with several manifests. `brought` are the other objects: those that
    matter for pods, and those that policies may take as parameters. `files` are all texts in their order. `stored` has
    what the API server makes of each object, once a release.
    """

    objects: list[ManifestObject] = field(default_factory=list)
    skipped: list[Note] = field(default_factory=list)
    unreadable: list[Note] = field(default_factory=list)
    stored: StoredObjects = field(default_factory=StoredObjects)
    findings: tuple[Finding, ...] = ()
    remarks: tuple[str, ...] = ()
    brought: list[BroughtObject] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, sources: Iterable[Source]) -> Manifests:
        manifests = cls()
        for source in sources:
            for gathered in manifests._gathered(source):
                manifests.objects.extend(gathered.objects)
                manifests.skipped.extend(note for note in gathered.skipped if note.kind not in BROUGHT)
        manifests._keep_each_once()
        return manifests

    def findings_in(self, release: Release) -> tuple[Finding, ...]:
        return tuple(finding._replace(kubernetes_versions=(str(release),)) for finding in self.findings)

    def workloads(self, release: Release, baseline: Baseline) -> list[Workload]:
        """DaemonSets and Pods, and objects that could not be read, in the order of the sources.

        Each updates the object of its name in the baseline.
        """
        return [_workload(found, release, baseline, self.stored) for found in self.objects if _planned(found)]

    def _keep_each_once(self) -> None:
        keys = [_key(found) for found in self.objects]
        known = [key for key in keys if key is not None]
        if len(set(known)) < len(known):
            from dslint.planning.duplicates import distinct

            self.objects, self.findings, self.remarks = distinct(self.objects, keys)

    def _gathered(self, source: Source) -> Iterator[ManifestObjects]:
        if isinstance(source, Mapping):
            self._bring(items_of_lists(source), None)
            yield objects_of_value(source)
            return
        for text in [source] if isinstance(source, (Text, Note, Skipped)) else texts_of(Path(source)):
            if isinstance(text, Note):
                self.unreadable.append(text)
            elif isinstance(text, Skipped):
                self.skipped.append(text.note)
            else:
                read = read_text(text.text, text.name)
                self.files.append(text.name)
                for document in read.documents:
                    self._bring(document.objects(), document)
                yield _objects(read, given=not isinstance(text, FoundText))

    def _bring(self, objects: Iterable[tuple[FieldPath, Any]], document: Document | None) -> None:
        index = len(self.files) - 1
        for path, value in objects:
            kind = value.get("kind") if isinstance(value, dict) else None
            if isinstance(kind, str) and kind not in PLANNED_KINDS and (kind not in BROUGHT or is_brought(value)):
                place = None if document is None else (index, document.place(path).line)
                self.brought.append(BroughtObject(value, place, document, path))


def _objects(source: documents.Source, *, given: bool) -> ManifestObjects:
    """The objects of a text. What its file is for matters only where one is not whole."""
    contents = objects_of_source(source, given=given)
    if all(is_whole(found.value) for found in contents.objects):
        return contents
    from dslint.linting.cross_file_context import Neighbours

    return objects_of_source(source, Neighbours().role(source.name), given=given)


def _key(subject: ManifestObject) -> Key | None:
    """Which object the manifest is about; None for one that the server names, and for what is not planned."""
    if subject.unreadable or subject.problem is not None:
        return None
    key, metadata = Workload(ObjectRef.of(subject.value)).key, subject.value.get("metadata")
    named = isinstance(metadata, dict) and metadata.get("name")
    return key if named and key[0] in PLANNED_KINDS else None


def _planned(subject: ManifestObject) -> bool:
    return subject.unreadable or subject.problem is not None or ObjectRef.of(subject.value).kind in PLANNED_KINDS


def _workload(subject: ManifestObject, release: Release, baseline: Baseline, stored: StoredObjects) -> Workload:
    errors = list(_errors(subject, release, baseline.of(subject.value, only=False), stored))
    told = [error for error in errors if _passes(error, subject, release)]
    rejected = tuple(error for error in errors if error not in told)
    notes = () if rejected else tuple(map(_note, told))
    value = _value(subject, release, stored)
    return Workload(ObjectRef.of(subject.value), value, rejected, subject.file, _spans(subject), notes)


UNKNOWN_FIELD = "DS101"
"""kubectl asks for strict decoding of a file, and is refused. An object that some program has at hand it may send
without, and the API server takes it and drops the field."""


def _passes(error: Finding, subject: ManifestObject, release: Release) -> bool:
    """Whether the workload is placed nevertheless, with the error as a note.

    The recordings of releases whose controller binds its pods itself were made without an API server.
    """
    if error.code == UNKNOWN_FIELD:
        return subject.document is None
    return error.origin is Origin.API_SERVER and release.has(CONTROLLER_BINDS)


def _note(error: Finding) -> str:
    if error.code == UNKNOWN_FIELD:
        return f"{error.message}: kubectl rejects it; for other clients the API server drops the field"
    return f"the API server would reject it: {error.field}: {error.message}"


def _value(subject: ManifestObject, release: Release, stored: StoredObjects) -> dict[str, Any]:
    """Also for rejected objects: what a rejected update needs instead is derived from the value."""
    if subject.unreadable or subject.problem is not None:
        return {}
    return stored.of(subject.value, release).value


def _errors(
    subject: ManifestObject, release: Release, baseline: Mapping[str, Any] | None, stored: StoredObjects
) -> Iterator[Finding]:
    """The errors for which the API server rejects the object, or kubectl the text."""
    problems = () if subject.unreadable else tuple(rejections(subject, release, stored, baseline))
    if not problems and not subject.text_errors:
        return
    from dslint.linting.findings import Findings
    from dslint.policy import catalogue

    findings = Findings(catalogue.rule)
    for error in subject.text_errors:
        findings.add_text_error(subject, error, text_error_code(error, release), str(release))
    for problem in problems:
        findings.add_problem(subject, problem, str(release))
    for finding in findings.sorted():
        refused = finding.origin in REFUSING or finding.code == JSON_REJECTED_BY_KUBECTL
        if finding.severity is Severity.ERROR and refused:
            yield finding


def _spans(subject: ManifestObject) -> Places:
    def place(path: FieldPath) -> Span | None:
        return subject.document.place((*subject.prefix, *path)) if subject.document else None

    return place
