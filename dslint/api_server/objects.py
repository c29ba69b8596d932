"""The objects of a manifest: those that dslint checks, and notes on the others."""

from __future__ import annotations

from typing import Any, NamedTuple

from dslint.findings import FieldPath, Note, Problem
from dslint.kubernetes.release import Release
from dslint.schema import served_versions
from dslint.schema.behaviours import JSON_FALLS_BACK_TO_YAML, STRICT_FIELDS
from dslint.source import text_errors
from dslint.source.documents import Content, Document, Source, items_of_lists
from dslint.source.text_errors import TextError

_KUBERNETES_DOMAINS = (".k8s.io", ".kubernetes.io")

IS_TEMPLATE = "is a template; lint the rendered output"

_IGNORED_IN_OTHER_TEXTS = frozenset(
    {
        text_errors.DUPLICATE_KEY,
        text_errors.KEY_OF_NO_TEXT,
        text_errors.VALUE_OUTSIDE_JSON,
        text_errors.YAML_VERSION,
        text_errors.TEXT_BEHIND_END,
        text_errors.KEYS_THAT_COLLIDE,
        text_errors.JSON_READ_AS_YAML,
        text_errors.OVERWRITTEN_BY_MERGE,
        text_errors.REPLACED_BYTE,
    }
)
"""Errors that are reported of manifests only, not of texts that are plainly something else or of other kinds."""


class ManifestObject(NamedTuple):
    """An object to check: its value, the path to it in its document, and the document if it has a text.

    `problem` is why it cannot be checked, `text_errors` are those of its own text. `unreadable`: Kubernetes reads
    nothing of the document, so that it has no more than its text errors.
    """

    value: dict[str, Any]
    prefix: FieldPath = ()
    document: Document | None = None
    file: str | None = None
    problem: Problem | None = None
    text_errors: tuple[TextError, ...] = ()
    unreadable: bool = False


class ManifestObjects(NamedTuple):
    """What one source contains: the objects to check, and a note for everything else that was read."""

    objects: tuple[ManifestObject, ...] = ()
    skipped: tuple[Note, ...] = ()


def objects_of_source(source: Source) -> ManifestObjects:
    """All objects of a text. A document that could not be read is one too, with nothing but its text errors."""
    objects: list[ManifestObject] = []
    skipped: list[Note] = []
    for document in source.documents:
        if document.content is Content.TEMPLATE:
            skipped.append(Note(source.name, document.line, IS_TEMPLATE))
        elif document.content is Content.BROKEN:
            _broken(document, source.name, objects, skipped)
        elif document.content is not Content.EMPTY:
            _readable(document, source.name, objects, skipped)
    return ManifestObjects(tuple(objects), tuple(skipped))


def objects_of_value(value: Any, name: str = "") -> ManifestObjects:
    """The objects of a value that came without text: an object, or a List of them."""
    objects: list[ManifestObject] = []
    skipped: list[Note] = []
    for prefix, item in items_of_lists(value):
        found = _manifest_object(item, prefix, None, None)
        if isinstance(found, str):
            skipped.append(Note(name, None, found, _kind(item)))
        else:
            objects.append(found)
    return ManifestObjects(tuple(objects), tuple(skipped))


def text_error_code(error: TextError, release: Release) -> str:
    """The rule that reports a text error: some are rejected by newer or by older releases only."""
    if error.strict and not release.has(STRICT_FIELDS):
        return text_errors.DUPLICATE_KEY_DROPPED
    if error.code == text_errors.JSON_READ_AS_YAML and not release.has(JSON_FALLS_BACK_TO_YAML):
        return text_errors.JSON_REJECTED_BY_KUBECTL
    return error.code


def _readable(document: Document, name: str, objects: list[ManifestObject], skipped: list[Note]) -> None:
    values = document.objects() or ([((), document.value)] if document.content is Content.NOT_AN_OBJECT else [])
    for prefix, value in values:
        found = _manifest_object(value, prefix, document, name)
        if isinstance(found, str):
            skipped.append(Note(name, document.place(prefix).line, found, _kind(value)))
        else:
            objects.append(found)


def _broken(document: Document, name: str, objects: list[ManifestObject], skipped: list[Note]) -> None:
    """A document that Kubernetes cannot read; one that is not a manifest may be valid for another program."""
    if all(error.code in _IGNORED_IN_OTHER_TEXTS for error in document.faults):
        note = _note(document.value)
        if note is not None:
            skipped.append(Note(name, document.line, note, _kind(document.value)))
            return
    value = document.value if isinstance(document.value, dict) else {}
    objects.append(ManifestObject(value, (), document, name, None, document.faults, unreadable=True))


def _manifest_object(
    value: Any, prefix: FieldPath, document: Document | None, name: str | None
) -> ManifestObject | str:
    """An object to check, or the note that says why it is not checked."""
    note = _note(value)
    if note is not None:
        return note
    own = tuple(error for error in (document.faults if document else ()) if error.path[: len(prefix)] == prefix)
    return ManifestObject(value, prefix, document, name, _without_kind(value), own)


def _note(value: Any) -> str | None:
    """Why a value is skipped; None if it is to be checked."""
    if not isinstance(value, dict):
        return f"is not a Kubernetes object but {_shown(value)}"
    kind = value.get("kind")
    if not kind:
        return None if _without_kind(value) else "is not a Kubernetes object: it has no kind"
    if not isinstance(kind, str):
        return None
    if (kind in served_versions.CHECKED_KINDS or served_versions.similar_kind(kind)) and not _foreign(
        value.get("apiVersion")
    ):
        return None
    article = "an" if kind[:1] in "AEIOU" else "a"
    return f"is {article} {kind}, which dslint does not check"


def _without_kind(value: dict[str, Any]) -> Problem | None:
    """The problem of an object that seems to lack nothing but its kind."""
    parts = sum(isinstance(value.get(part), dict) for part in ("metadata", "spec"))
    if value.get("kind") or parts + bool(value.get("apiVersion")) < 2:
        return None
    at = "apiVersion" if "apiVersion" in value else "metadata"
    return Problem(text_errors.KIND_MISSING, "kind is missing; say what this object is", (at,), "kind", at="key")


def _foreign(api_version: Any) -> bool:
    """Whether an API group is not Kubernetes' own: those have a domain, and may define a kind DaemonSet too."""
    group = api_version.partition("/")[0] if isinstance(api_version, str) and "/" in api_version else ""
    return "." in group and not group.endswith(_KUBERNETES_DOMAINS)


def _kind(value: Any) -> str:
    kind = value.get("kind") if isinstance(value, dict) else None
    return kind if isinstance(kind, str) else ""


def _shown(value: Any) -> str:
    return {list: "a list", type(None): "null"}.get(type(value), f"the plain value {str(value)[:40]!r}")
