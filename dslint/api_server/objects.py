"""The objects that a text holds, those that dslint judges among them, and what is said of the others."""

from __future__ import annotations

from typing import Any, NamedTuple

from dslint.findings import FieldPath, Note, Problem
from dslint.schema import served_versions
from dslint.source import text_errors
from dslint.source.documents import Content, Document, Source
from dslint.source.lists import items_of_lists
from dslint.source.text_errors import TextError

_OWN_DOMAINS = (".k8s.io", ".kubernetes.io")

_OF_KUBERNETES_ONLY = frozenset(
    {
        text_errors.DUPLICATE_KEY,
        text_errors.KEY_OF_NO_TEXT,
        text_errors.VALUE_OUTSIDE_JSON,
        text_errors.YAML_VERSION,
        text_errors.TEXT_BEHIND_END,
        text_errors.KEYS_THAT_COLLIDE,
    }
)
"""Faults that are none where the text is plainly no manifest, or one that is not judged."""


class ManifestObject(NamedTuple):
    """An object to judge: its value, the path to it in its document, and the document, where it has a text.

    `problem` is what stands in the way of judging it, `faults` are those of its text. `unread` is a document of which
    Kubernetes reads nothing: there are only its faults to tell.
    """

    value: dict[str, Any]
    prefix: FieldPath = ()
    document: Document | None = None
    file: str | None = None
    problem: Problem | None = None
    faults: tuple[TextError, ...] = ()
    unread: bool = False


class ManifestObjects(NamedTuple):
    """What one source holds: objects to judge, and notes on all else that was read and not judged."""

    subjects: tuple[ManifestObject, ...] = ()
    skipped: tuple[Note, ...] = ()


def objects_of_source(source: Source) -> ManifestObjects:
    """All objects of a text. What could not be read is a subject too: of faults only."""
    subjects: list[ManifestObject] = []
    skipped: list[Note] = []
    for document in source.documents:
        if document.content is Content.TEMPLATE:
            skipped.append(Note(source.name, document.line, "is a template; lint what it becomes once it is filled in"))
        elif document.content is Content.BROKEN:
            _broken(document, source.name, subjects, skipped)
        elif document.content is not Content.EMPTY:
            _readable(document, source.name, subjects, skipped)
    return ManifestObjects(tuple(subjects), tuple(skipped))


def objects_of_value(value: Any, name: str = "") -> ManifestObjects:
    """The objects of a value that came without text."""
    subjects: list[ManifestObject] = []
    skipped: list[Note] = []
    for prefix, item in items_of_lists(value):
        subject = _subject(item, prefix, None, None)
        if isinstance(subject, str):
            skipped.append(Note(name, None, subject, _kind(item)))
        else:
            subjects.append(subject)
    return ManifestObjects(tuple(subjects), tuple(skipped))


def _readable(document: Document, name: str, subjects: list[ManifestObject], skipped: list[Note]) -> None:
    found = document.objects() or ([((), document.value)] if document.content is Content.NOT_AN_OBJECT else [])
    for prefix, value in found:
        subject = _subject(value, prefix, document, name)
        if isinstance(subject, str):
            skipped.append(Note(name, document.place(prefix).line, subject, _kind(value)))
        else:
            subjects.append(subject)


def _broken(document: Document, name: str, subjects: list[ManifestObject], skipped: list[Note]) -> None:
    """A document of which Kubernetes reads nothing; one that is no manifest may be good for somebody else."""
    if all(fault.code in _OF_KUBERNETES_ONLY for fault in document.faults):
        note = _note(document.value)
        if note is not None:
            skipped.append(Note(name, document.line, note, _kind(document.value)))
            return
    value = document.value if isinstance(document.value, dict) else {}
    subjects.append(ManifestObject(value, (), document, name, None, document.faults, unread=True))


def _subject(value: Any, prefix: FieldPath, document: Document | None, name: str | None) -> ManifestObject | str:
    """An object to judge, or why it is none."""
    note = _note(value)
    if note is not None:
        return note
    found = document.faults if document else ()
    own = tuple(fault for fault in found if fault.path[: len(prefix)] == prefix)
    return ManifestObject(value, prefix, document, name, _without_kind(value), own)


def _note(value: Any) -> str | None:
    """Why a value is passed over; None where it is to be judged."""
    if not isinstance(value, dict):
        return f"is no Kubernetes object but {_shown(value)}"
    kind = value.get("kind")
    if not kind:
        return None if _without_kind(value) else "is no Kubernetes object: it has no kind"
    if not isinstance(kind, str):
        return None
    if (kind in served_versions.JUDGED or served_versions.nearly(kind)) and not _foreign(value.get("apiVersion")):
        return None
    article = "an" if kind[:1] in "AEIOU" else "a"
    return f"is {article} {kind}, which dslint does not judge"


def _without_kind(value: dict[str, Any]) -> Problem | None:
    """An object that lacks its kind and nothing else, as far as one can tell."""
    parts = sum(isinstance(value.get(part), dict) for part in ("metadata", "spec"))
    if value.get("kind") or parts + bool(value.get("apiVersion")) < 2:
        return None
    at = "apiVersion" if "apiVersion" in value else "metadata"
    return Problem(text_errors.KIND_MISSING, "kind is missing; say what this object is", (at,), "kind", at="key")


def _foreign(api_version: Any) -> bool:
    """Whether an API group is somebody's own: those have a domain, and may call a kind DaemonSet too."""
    group = api_version.partition("/")[0] if isinstance(api_version, str) and "/" in api_version else ""
    return "." in group and not group.endswith(_OWN_DOMAINS)


def _kind(value: Any) -> str:
    kind = value.get("kind") if isinstance(value, dict) else None
    return kind if isinstance(kind, str) else ""


def _shown(value: Any) -> str:
    return {list: "a list", type(None): "null"}.get(type(value), f"the plain value {str(value)[:40]!r}")
