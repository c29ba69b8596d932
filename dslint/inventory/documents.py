"""The objects of an inventory's sources, one by one, as JSON."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

import msgspec

from dslint.findings import FieldPath
from dslint.inventory.errors import InventoryError, Place
from dslint.own_files.errors import Locator, OwnFileError, Position
from dslint.own_files.json_text import NotPlainJSONError, read_json
from dslint.own_files.type_wording import OUT_OF_RANGE
from dslint.source.documents import Document as Text

INVENTORY = "Inventory"

Read = TypeVar("Read")


class NotOneValueError(ValueError):
    """A text that is not a single JSON value."""


class Document(NamedTuple):
    """One object, as JSON text. A compact inventory is already read: its `json` is empty and it has a `value`.

    `listed`: it stands in a List, which has all objects of its kind. A List of a kind without any object is a document
    that is `empty`.
    """

    kind: str
    api_version: str
    json: bytes | msgspec.Raw
    place: Place
    value: Any = None
    listed: bool = False
    empty: bool = False


class _Head(msgspec.Struct, rename="camel"):
    kind: str | None = None
    api_version: str | None = None
    items: list[msgspec.Raw] | msgspec.UnsetType | None = msgspec.UNSET


def json_value(json: bytes | msgspec.Raw, place: Place) -> Any:
    """The value of an object. Raises InventoryError for a number that is out of range."""
    try:
        return msgspec.json.decode(json)
    except msgspec.DecodeError as error:
        raise place.error(OUT_OF_RANGE, _infinity(json)) from error


def typed(json: bytes | msgspec.Raw, decoder: msgspec.json.Decoder[Read], place: Place, *path: str | int) -> Read:
    """The part of an object at a path, as its type.

    Raises InventoryError for a wrong type and a number that is out of range.
    """
    try:
        return decoder.decode(json)
    except msgspec.ValidationError as error:
        raise _type_error(error, json, place.under(*path)) from error


def _type_error(error: msgspec.ValidationError, json: bytes | msgspec.Raw, place: Place) -> OwnFileError:
    try:
        return place.type_error(str(error), json_value(json, place))
    except InventoryError as out_of_range:
        return out_of_range


def _infinity(json: bytes | msgspec.Raw) -> FieldPath:
    """The path of the first number that is out of range."""
    import json as standard_json

    waiting: list[tuple[FieldPath, Any]] = [((), standard_json.loads(bytes(json)))]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, float) and math.isinf(value):
            return path
        inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        waiting += reversed([((*path, key), item) for key, item in inner])
    return ()


def located(text: Text) -> Locator:
    """Finds the positions of paths in a text."""

    def position(path: FieldPath) -> Position:
        span = text.place(path)
        return Position(span.line, span.column)

    return position


def of_value(value: Any, place: Place) -> Iterator[Document]:
    """The objects in a value already read: itself, or the items of a List.

    Raises InventoryError.
    """
    if isinstance(value, dict) and value.get("kind") == INVENTORY:
        yield Document(INVENTORY, str(value.get("apiVersion") or ""), b"", place, value)
        return
    try:
        json = msgspec.json.encode(value)
    except (TypeError, ValueError) as error:
        raise place.error(f"not a JSON value: {error}") from error
    try:
        yield from of_json(json, place)
    except NotOneValueError as error:
        raise place.error("not a JSON value: it nests too deep, or has a number that JSON does not have") from error


def with_kinds(documents: Iterable[Document]) -> Iterator[Document]:
    """The documents. Raises InventoryError at the first one without a kind."""
    for document in documents:
        if not document.kind:
            raise document.place.error("no kind; add one, such as kind: Node", ("kind",))
        yield document


def of_json(
    json: bytes | msgspec.Raw, place: Place, *, kind: str = "", api_version: str = "", listed: bool = False
) -> Iterator[Document]:
    """The objects in one JSON value. `kind` and `api_version` are for items without one: their list says it.

    An object of a kind that nothing tells has the kind "".
    Raises InventoryError; NotOneValueError for a text that is not a single value.
    """
    head = _head(json, place)
    found, version = head.kind or kind, head.api_version or api_version
    if head.items is msgspec.UNSET or (head.items is None and not found.endswith("List")):
        if found == INVENTORY:
            yield Document(found, version, b"", place, _strict(json))
            return
        yield Document(found or _kind_of(json, version), version, json, place, listed=listed)
        return
    item_kind = found.removesuffix("List")
    item_version = version if item_kind and item_kind != found else ""
    if item_kind and not head.items:
        yield Document(item_kind, version, b"", place, listed=True, empty=True)
    for index, item in enumerate(head.items or ()):
        yield from of_json(item, place.under("items", index), kind=item_kind, api_version=item_version, listed=True)


def of_json_list(json: bytes, place: Place) -> Iterator[Document]:
    """The objects in a JSON list of objects. Raises as of_json does."""
    try:
        items = msgspec.json.decode(json, type=list[msgspec.Raw])
    except (msgspec.DecodeError, RecursionError) as error:
        raise NotOneValueError(str(error)) from error
    for index, item in enumerate(items):
        yield from of_json(item, place.under(index), listed=True)


def _kind_of(json: bytes | msgspec.Raw, api_version: str) -> str:
    """The kind of an object that does not say it: archives of clusters leave it out of Nodes and Pods."""
    value = _value(json)
    metadata, spec, status = (_map(value.get(part)) for part in ("metadata", "spec", "status"))
    if api_version not in ("", "v1") or not metadata.get("name"):
        return ""
    if isinstance(spec.get("containers"), list):
        return "Pod"
    return "Node" if any(isinstance(status.get(key), dict) for key in ("nodeInfo", "allocatable")) else ""


def _map(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _head(json: bytes | msgspec.Raw, place: Place) -> _Head:
    try:
        return msgspec.json.decode(json, type=_Head)
    except msgspec.ValidationError as error:
        raise place.type_error(str(error), _value(json)) from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise NotOneValueError(str(error)) from error


def _strict(json: bytes | msgspec.Raw) -> Any:
    """A compact inventory. Raises NotOneValueError for errors that the slower reader explains."""
    try:
        return read_json(bytes(json).decode("utf-8"))
    except (NotPlainJSONError, UnicodeDecodeError) as error:
        raise NotOneValueError(str(error)) from error


def _value(json: bytes | msgspec.Raw) -> Any:
    """All of an object whose head has a wrong type; the rest may not even be JSON. Raises NotOneValueError."""
    try:
        return msgspec.json.decode(json)
    except (msgspec.DecodeError, RecursionError) as error:
        raise NotOneValueError(str(error)) from error
