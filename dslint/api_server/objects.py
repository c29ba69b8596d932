"""The objects of a manifest: those that dslint checks, and notes on the others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.findings import FieldPath, Fix, Note, Problem
from dslint.kubernetes.release import Release
from dslint.schema import served_versions
from dslint.schema.behaviours import JSON_FALLS_BACK_TO_YAML, STRICT_FIELDS
from dslint.source import text_errors
from dslint.source.documents import Content, Document, Source, items_of_lists
from dslint.source.text_errors import TextError

if TYPE_CHECKING:
    from dslint.source.file_roles import Role

_KUBERNETES_DOMAINS = (".k8s.io", ".kubernetes.io")

NAMESPACE = "Namespace"
IS_TEMPLATE = "is a template; lint the rendered output"
OTHER_KIND = ", which dslint does not check"
IS_JSON_PATCH = "is a JSON patch"
OF_ANOTHER_PROGRAM = "cannot be read as YAML or JSON, and names no DaemonSet, Pod or admission policy"

_PATCH_DIRECTIVE = re.compile(r"\$(?:patch|retainKeys|setElementOrder|deleteFromPrimitiveList)\b")
_directive_in = lru_cache(maxsize=1)(_PATCH_DIRECTIVE.search)  # once for all objects of a text


class ManifestObject(NamedTuple):
    """An object to check: its value, the path to it in its document, and the document if it has a text.

    `problem` is why it cannot be checked, `text_errors` are those of its own text. `unreadable`: Kubernetes reads
    nothing of the document, so that it has no more than its text errors. `placeholders` are values that a tool writes
    over, by their paths.
    """

    value: dict[str, Any]
    prefix: FieldPath = ()
    document: Document | None = None
    file: str | None = None
    problem: Problem | None = None
    text_errors: tuple[TextError, ...] = ()
    unreadable: bool = False
    placeholders: Mapping[FieldPath, str] = {}


class ManifestObjects(NamedTuple):
    """What one source contains: the objects to check, and a note for everything else that was read.

    `namespaces` are those among the latter: their labels decide what Pod Security does.
    """

    objects: tuple[ManifestObject, ...] = ()
    skipped: tuple[Note, ...] = ()
    namespaces: tuple[ManifestObject, ...] = ()


def objects_of_source(source: Source, role: Role | None = None, *, given: bool = True) -> ManifestObjects:
    """All objects of a text. A document that could not be read is one too, with nothing but its text errors.

    `role` is what its file is for. `given`: somebody says that it is a manifest, so that it is to be readable.
    """
    objects: list[ManifestObject] = []
    skipped: list[Note] = []
    for document in source.documents:
        if document.content is Content.TEMPLATE or (role is not None and _is_template(document, role, source.text)):
            skipped.append(Note(source.name, document.line, IS_TEMPLATE))
        elif document.content is Content.BROKEN:
            found = _broken(document, source.name, given=given and role is None)
            if isinstance(found, Note):
                skipped.append(found)
            else:
                objects.append(found)
        elif document.content is not Content.EMPTY:
            _readable(document, source, role, objects, skipped)
    return ManifestObjects(tuple(objects), tuple(skipped), _namespaces(source))


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
    namespaces = tuple(ManifestObject(item, path) for path, item in items_of_lists(value) if _kind(item) == NAMESPACE)
    return ManifestObjects(tuple(objects), tuple(skipped), namespaces)


def _namespaces(source: Source) -> tuple[ManifestObject, ...]:
    return tuple(
        ManifestObject(value, path, document, source.name)
        for document in source.documents
        for path, value in document.objects()
        if _kind(value) == NAMESPACE
    )


def is_whole(value: dict[str, Any]) -> bool:
    """Whether an object has what each of its kind needs: an identity, and containers with images or a policy's spec."""
    spec = value.get("spec")
    if not value.get("apiVersion") or not isinstance(spec, dict):
        return False
    if value.get("kind") in served_versions.POLICY_KINDS:
        return bool(spec.get("matchConstraints") or spec.get("policyName"))
    template = spec.get("template")
    if isinstance(template, dict):
        spec = template.get("spec") if spec.get("selector") and template.get("metadata") else None
    containers = spec.get("containers") if isinstance(spec, dict) else None
    if not isinstance(containers, list) or not containers:
        return False
    return all(isinstance(one, dict) and one.get("name") and one.get("image") for one in containers)


def text_error_code(error: TextError, release: Release) -> str:
    """The rule that reports a text error: some are rejected by newer or by older releases only."""
    if error.strict and not release.has(STRICT_FIELDS):
        return text_errors.DUPLICATE_KEY_DROPPED
    if error.code == text_errors.JSON_READ_AS_YAML and not release.has(JSON_FALLS_BACK_TO_YAML):
        return text_errors.JSON_REJECTED_BY_KUBECTL
    return error.code


def _is_template(document: Document, role: Role, text: str) -> bool:
    """Whether a document of a chart's templates is one: it has actions, or cannot be read without those around it."""
    from dslint.source.file_roles import Role

    if role is not Role.CHART_TEMPLATE or document.content is Content.EMPTY or "{{" not in text:
        return False
    return document.content is Content.BROKEN or "{{" in document.text


def _readable(
    document: Document, source: Source, role: Role | None, objects: list[ManifestObject], skipped: list[Note]
) -> None:
    values = document.objects() or ([((), document.value)] if document.content is Content.NOT_AN_OBJECT else [])
    for prefix, value in values:
        found = _manifest_object(value, prefix, document, source.name)
        if not isinstance(found, str):
            found = _fragment_note(found, role, source) or found
        if isinstance(found, str):
            skipped.append(Note(source.name, document.place(prefix).line, found, _kind_skipped(value, found)))
        else:
            objects.append(found)


def _fragment_note(manifest: ManifestObject, role: Role | None, source: Source) -> str | None:
    """Why an object is no whole one, but a patch or the like; None if it is to be checked."""
    whole = bool(manifest.prefix) or is_whole(manifest.value)
    if whole and role is None and _directive_in(source.text) is None:
        return None
    from dslint.source.fragments import fragment_note

    return fragment_note(manifest.value, role, source.name, whole=whole)


def _broken(document: Document, name: str, *, given: bool) -> ManifestObject | Note:
    """A document that Kubernetes cannot read; one that is not a manifest may be valid for another program."""
    from dslint.api_server.unreadable_documents import is_readable_for_others, names_our_kind

    note = None
    if is_readable_for_others(document):
        note = _note(document.value)
    elif not given and not names_our_kind(document.text):
        note = OF_ANOTHER_PROGRAM
    if note is not None:
        return Note(name, document.line, note, _kind_skipped(document.value, note))
    value = document.value if isinstance(document.value, dict) else {}
    return ManifestObject(value, (), document, name, None, document.faults, unreadable=True)


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
        return IS_JSON_PATCH if _is_json_patch(value) else f"is not a Kubernetes object but {_shown(value)}"
    kind = value.get("kind")
    if not kind:
        return None if _without_kind(value) else "is not a Kubernetes object: it has no kind"
    if not isinstance(kind, str):
        return None
    checked = kind in served_versions.CHECKED_KINDS or kind in served_versions.POLICY_KINDS
    if (checked or served_versions.similar_kind(kind)) and not _foreign(value.get("apiVersion")):
        return None
    article = "an" if kind[:1] in "AEIOU" else "a"
    return f"is {article} {kind}{OTHER_KIND}"


def _without_kind(value: dict[str, Any]) -> Problem | None:
    """The problem of an object that seems to lack nothing but its kind."""
    parts = any(isinstance(value.get(part), dict) for part in ("metadata", "spec"))
    if value.get("kind") or not parts or not value.get("apiVersion") or _foreign(value["apiVersion"]):
        return None
    near = next((key for key in value if isinstance(key, str) and key.lower() == "kind" != key), None)
    if near is not None:
        message = f"kind is missing; {near} is another field: the names of fields are case-sensitive"
        help_, fix = "write kind in lowercase", Fix.renaming("write kind in lowercase", (near,), "kind")
        return Problem(text_errors.KIND_MISSING, message, (near,), "kind", at="key", help=help_, fix=fix)
    return Problem(
        text_errors.KIND_MISSING, "kind is missing; say what this object is", ("apiVersion",), "kind", at="key"
    )


def _is_json_patch(value: Any) -> bool:
    """Whether it is a list of operations as RFC 6902 has them."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, dict) and {"op", "path"} <= one.keys() for one in value)
    )


def _foreign(api_version: Any) -> bool:
    """Whether an API group is not Kubernetes' own: those have a domain, and may define a kind DaemonSet too."""
    group = api_version.partition("/")[0] if isinstance(api_version, str) and "/" in api_version else ""
    return "." in group and not group.endswith(_KUBERNETES_DOMAINS)


def _kind(value: Any) -> str:
    kind = value.get("kind") if isinstance(value, dict) else None
    return kind if isinstance(kind, str) else ""


def _kind_skipped(value: Any, note: str) -> str:
    """The kind of an object that is skipped for its kind; what is skipped for another reason is told by that."""
    return _kind(value) if note.endswith(OTHER_KIND) else ""


def _shown(value: Any) -> str:
    return {list: "a list", type(None): "null"}.get(type(value), f"the plain value {str(value)[:40]!r}")
