"""Inventory files: YAML and JSON, by path, folder and stdin."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from dslint.findings import FieldPath
from dslint.inventory.documents import Document, NotOneValueError, of_json, of_json_list, of_value
from dslint.inventory.errors import InventoryError, Place
from dslint.source.bounded_input import MOST_OF_INVENTORY, read_file, read_standard_input
from dslint.source.document_reader import read_text
from dslint.source.documents import Content
from dslint.source.documents import Document as Text
from dslint.source.file_search import NotRead, find_files

STDIN = "-"
NO_TEXT = "is not UTF-8 text; save it as UTF-8"
STDIN_NAME = "<stdin>"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_MOST_TO_LOCATE = 20_000_000
"""Bytes of JSON up to which a fault's line is worth a second reading."""

_LARGE = 4_000_000
"""Bytes of YAML from which on images cost more time than the one score that asks for them is worth."""

# Half of a dump and more: who wrote which field, and what the kubelet has pulled. Their lines stay, empty.
_WRITERS = re.compile(rb"^( +)managedFields:\n(?:\1(?:- | ).*\n)*", re.MULTILINE)
_IMAGES = re.compile(rb"^( +)images:\n(?=\1- )(?:\1(?:- | ).*\n)*", re.MULTILINE)


def documents_of(path: str | Path, notes: list[str], unread: list[str]) -> Iterator[Document]:
    """The objects of a file, of all manifests in a folder, or of standard input for "-".

    Adds what is skipped to `notes`, and the files of a folder that are not read to `unread`.
    Raises InventoryError for a file that cannot be read.
    """
    if str(path) == STDIN:
        yield from of_bytes(content_of(path), STDIN_NAME, notes)
        return
    try:
        for found in find_files(Path(path)):
            if not isinstance(found, NotRead):
                yield from of_bytes(read_file(found, MOST_OF_INVENTORY), str(found), notes)
            elif found.failed:
                raise InventoryError(found.message, file=str(found.path))
            else:
                unread.append(f"{found.path} {found.message}")
    except FileNotFoundError as error:
        raise InventoryError("no such file or folder", file=str(path)) from error
    except OSError as error:
        raise InventoryError(f"cannot be read: {error.strerror}", file=str(path)) from error


def text_of(path: str) -> tuple[str, str]:
    """The text of a file, or of standard input for "-", and its name. Raises InventoryError."""
    name = STDIN_NAME if path == STDIN else path
    try:
        return content_of(path).removeprefix(_BYTE_ORDER_MARK).decode("utf-8"), name
    except UnicodeDecodeError as error:
        raise InventoryError(NO_TEXT, file=name) from error


def content_of(path: str | Path) -> bytes:
    """The bytes of a file, or of standard input for "-". Raises InventoryError."""
    name = STDIN_NAME if str(path) == STDIN else str(path)
    try:
        if str(path) == STDIN:
            return read_standard_input(MOST_OF_INVENTORY)
        return read_file(Path(path), MOST_OF_INVENTORY)
    except OSError as error:
        raise InventoryError(f"cannot be read: {error.strerror}", file=name) from error


def of_bytes(content: bytes, name: str, notes: list[str]) -> Iterator[Document]:
    """The objects of one file's content."""
    start = content[:1000].removeprefix(_BYTE_ORDER_MARK).lstrip()[:1]
    if start in (b"{", b"["):
        yield from _of_json(content.removeprefix(_BYTE_ORDER_MARK), name, of_json_list if start == b"[" else of_json)
        return
    content = _WRITERS.sub(_emptied, content)
    if len(content) > _LARGE:
        content, found = _IMAGES.subn(_emptied, content)
        notes += (
            [f"images on {found} nodes of {name}: not read from so much YAML; save it with -o json"] if found else []
        )
    for document in _texts(content, name):
        yield from _of_text(document, name)


def _of_json(content: bytes, name: str, of: Callable[[bytes, Place], Iterator[Document]]) -> Iterator[Document]:
    """A stream of JSON values is read as text: only one value has the fast way. So is what is wrong with one."""
    _check_encoding(content, name)
    try:
        found = list(of(content, Place(name, line_of=_lines_of(content, name))))
    except NotOneValueError:
        found = [item for document in _texts(content, name) for item in _of_text(document, name)]
    yield from found


def _check_encoding(content: bytes, name: str) -> None:
    """The fast way looks at a text only where it is asked for. Raises InventoryError."""
    if content.isascii():
        return
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InventoryError(NO_TEXT, file=name) from error


def _lines_of(content: bytes, name: str) -> Callable[[FieldPath], int | None]:
    """Lines of a JSON text, which is read again for them: only an error asks."""

    def line_of(path: FieldPath) -> int | None:
        if len(content) > _MOST_TO_LOCATE:
            return None
        return _texts(content, name)[0].place(path).line

    return line_of


def _texts(content: bytes, name: str) -> tuple[Text, ...]:
    try:
        return read_text(content.decode("utf-8"), name).documents
    except UnicodeDecodeError as error:
        raise InventoryError(NO_TEXT, file=name) from error


def _of_text(document: Text, name: str) -> Iterator[Document]:
    if document.content is Content.EMPTY:
        return
    for problem, fault in zip(document.problems, document.faults, strict=True):
        raise InventoryError(problem.message, file=name, line=document.span(fault.place).line)
    if document.content is Content.TEMPLATE:
        raise InventoryError("is a template; render it first", file=name, line=document.line)
    if document.content is Content.NOT_AN_OBJECT:
        message = "is not a Kubernetes object; write kind and apiVersion"
        raise InventoryError(message, file=name, line=document.line)
    yield from of_value(document.value, Place(name, line_of=lambda path: document.place(path).line))


def _emptied(block: re.Match[bytes]) -> bytes:
    return b"\n" * block[0].count(b"\n")
