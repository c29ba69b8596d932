"""Inventory files: YAML and JSON, by path, folder and stdin."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from dslint.findings import FieldPath
from dslint.inventory.documents import (
    INVENTORY,
    Document,
    NotOneValueError,
    located,
    of_json,
    of_json_list,
    of_value,
    with_kinds,
)
from dslint.inventory.errors import InventoryError, Place
from dslint.limits import INVENTORY_FILE_BYTES
from dslint.own_files.errors import Locator, Position, UnreadableFileError
from dslint.own_files.files import decoded
from dslint.source.bounded_input import read_file, read_standard_input
from dslint.source.document_reader import read_text
from dslint.source.documents import Content
from dslint.source.documents import Document as Text
from dslint.source.encodings import UTF_16
from dslint.source.file_search import NotRead, find_files, is_folder
from dslint.source.text_errors import JSON_READ_AS_YAML, TextError

STDIN = "-"
STDIN_NAME = "<stdin>"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
COMMAND = "kubectl get nodes,pods -A -o json > nodes.json"
NO_OBJECT = "is not a Kubernetes object; write kind and apiVersion"
_MOST_TO_LOCATE = 20_000_000
"""The largest JSON text, in bytes, that is read a second time to find the line of an error."""

_LARGE = 4_000_000
"""Above this size in bytes, the images in YAML are not read: only one score needs them, and they take long."""

# More than half of a dump: who wrote which field, and which images a node has. The lines are emptied, not removed.
_WRITERS = re.compile(rb"^( +)managedFields:\n(?:\1(?:- | ).*\n)*", re.MULTILINE)
_IMAGES = re.compile(rb"^( +)images:\n(?=\1- )(?:\1(?:- | ).*\n)*", re.MULTILINE)

# What `kubectl cluster-info dump` prints after the objects.
_LOGS_BEGIN = b"\n==== START logs for container "
_LOGS = re.compile(
    rb"^==== START logs for container .*?^==== END logs for container [^\n]*\n?", re.MULTILINE | re.DOTALL
)


class NoObjectError(InventoryError):
    """A text that contains something else than objects."""


def documents_of(path: str | Path, notes: list[str], unread: list[str]) -> Iterator[Document]:
    """The objects of a file, of all manifests in a folder, or of standard input for "-".

    Adds what is skipped to `notes`, and the files of a folder that are not read to `unread`. A folder may also contain
    objects of no kind and files without objects, as archives of clusters do.
    Raises InventoryError for a file that cannot be read.
    """
    if str(path) == STDIN:
        yield from with_kinds(of_bytes(content_of(path), STDIN_NAME, notes))
        return
    try:
        if not is_folder(Path(path)):
            yield from with_kinds(of_bytes(read_file(Path(path), INVENTORY_FILE_BYTES), str(path), notes))
            return
        for found in find_files(Path(path)):
            if not isinstance(found, NotRead):
                yield from _in_folder(found, notes)
            elif found.failed:
                raise InventoryError(found.message, file=str(found.path))
            else:
                unread.append(f"{found.path} {found.message}")
    except FileNotFoundError as error:
        raise InventoryError("no such file or folder", file=str(path)) from error
    except OSError as error:
        raise InventoryError(f"cannot be read: {error.strerror}", file=str(path)) from error


def _in_folder(file: Path, notes: list[str]) -> Iterator[Document]:
    try:
        yield from of_bytes(read_file(file, INVENTORY_FILE_BYTES), str(file), notes)
    except NoObjectError:
        notes.append(f"{file}: contains no Kubernetes objects")


def text_of(path: str) -> tuple[str, str]:
    """The text of a file, or of standard input for "-", and its name. Raises InventoryError."""
    name = STDIN_NAME if path == STDIN else path
    return _decoded(content_of(path), name), name


def content_of(path: str | Path) -> bytes:
    """The bytes of a file, or of standard input for "-". Raises InventoryError."""
    name = STDIN_NAME if str(path) == STDIN else str(path)
    try:
        if str(path) == STDIN:
            return read_standard_input(INVENTORY_FILE_BYTES)
        return read_file(Path(path), INVENTORY_FILE_BYTES)
    except OSError as error:
        raise InventoryError(f"cannot be read: {error.strerror}", file=name) from error


def of_bytes(content: bytes, name: str, notes: list[str]) -> Iterator[Document]:
    """The objects of one file's content."""
    if content.startswith(UTF_16):
        content = _decoded(content, name).encode()
    if _LOGS_BEGIN in content:
        content = _LOGS.sub(_emptied, content)
    start = content[:1000].removeprefix(_BYTE_ORDER_MARK).lstrip()[:1]
    if start in (b"{", b"["):
        yield from _of_json(content.removeprefix(_BYTE_ORDER_MARK), name, of_json_list if start == b"[" else of_json)
        return
    content = _WRITERS.sub(_emptied, content)
    if len(content) > _LARGE:
        content, found = _IMAGES.subn(_emptied, content)
        if found:
            notes.append(f"images of the nodes in {name}: not read from a YAML file this large; save it with -o json")
    try:
        for text in _texts(content, name):
            for document in _of_text(text, name):
                if not document.kind:
                    _check_not_printed(content, name)
                yield document
    except InventoryError:
        _check_not_printed(content, name)
        raise


def _of_json(content: bytes, name: str, of: Callable[[bytes, Place], Iterator[Document]]) -> Iterator[Document]:
    """Only a single valid value is read the fast way; a stream of values, and errors, are read as text."""
    if not content.isascii():
        _decoded(content, name)
    try:
        found = list(of(content, Place(name, locate=_positions(content, name))))
    except NotOneValueError:
        found = [item for document in _texts(content, name) for item in _of_text(document, name)]
    yield from found


def _positions(content: bytes, name: str) -> Locator:
    """Finds positions in a JSON text, which is read again for them: only errors need them."""

    def position(path: FieldPath) -> Position | None:
        return None if len(content) > _MOST_TO_LOCATE else located(_texts(content, name)[0])(path)

    return position


def _texts(content: bytes, name: str) -> tuple[Text, ...]:
    return read_text(_decoded(content, name), name).documents


def _decoded(content: bytes, name: str) -> str:
    """Raises InventoryError."""
    try:
        return decoded(content, name)
    except UnreadableFileError as error:
        raise InventoryError.of(error) from error


def _of_text(document: Text, name: str) -> Iterator[Document]:
    if document.content is Content.EMPTY:
        return
    for fault in document.faults:
        if fault.code == JSON_READ_AS_YAML:  # Nobody applies an inventory with kubectl.
            continue
        raise _text_error(fault, document, name)
    if document.content is Content.TEMPLATE:
        raise InventoryError("is a template; render it first", file=name, line=document.line)
    if document.content is Content.NOT_AN_OBJECT and not _is_list_of_objects(document.value):
        raise NoObjectError(NO_OBJECT, file=name, line=document.line)
    place = Place(name, locate=located(document))
    if not isinstance(document.value, list):
        yield from of_value(document.value, place)
        return
    for index, item in enumerate(document.value):
        yield from of_value(item, place.under(index))


def _is_list_of_objects(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _check_not_printed(content: bytes, name: str) -> None:
    """Raises InventoryError, with advice, for what kubectl prints for people."""
    from dslint.inventory.imports.tools import printed_by

    command = printed_by(_decoded(content, name))
    if command:
        file = STDIN if name == STDIN_NAME else name
        advice = f"convert it with: dslint inventory import {file} > nodes.yaml, or save one with: {COMMAND}"
        raise InventoryError(f"is the output of {command}, not an inventory; {advice}", file=name)


def _text_error(fault: TextError, document: Text, name: str) -> InventoryError:
    """In a compact inventory, the error as in dslint's other files; in other objects, as Kubernetes prints it."""
    if not isinstance(document.value, dict) or document.value.get("kind") != INVENTORY:
        return InventoryError(fault.message, file=name, line=document.span(fault.place).line)
    from dslint.own_files.yaml_text import text_error

    def position_at(offset: int) -> Position:
        return Position(*document.lines.position(offset + document.offset))

    return InventoryError.of(text_error(fault, position_at, name))


def _emptied(block: re.Match[bytes]) -> bytes:
    return b"\n" * block[0].count(b"\n")
