"""A text, its documents and their objects: values, errors in the text, and the place of every part."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.findings import FieldPath, Problem, Span
from dslint.source.lines import Lines
from dslint.source.places import NO_PLACES, At, Place, Places, TreePlaces
from dslint.source.text_errors import TextError, TextRange

if TYPE_CHECKING:
    from dslint.source.yaml_text import Reading

_LIST = "List"


class Content(Enum):
    """What a document holds."""

    OBJECT = "object"
    NOT_AN_OBJECT = "not an object"
    TEMPLATE = "template"
    BROKEN = "broken"
    EMPTY = "empty"


class Document(NamedTuple):
    """One document of a text. `value` is what Kubernetes reads, None if `content` is not an object.

    `offset` is where its text starts; `first` is its first character that is not a comment.
    """

    content: Content
    value: Any
    faults: tuple[TextError, ...]
    lines: Lines
    offset: int
    first: int
    places: Places = NO_PLACES

    @property
    def top(self) -> Place:
        """The places of all its parts."""
        return self.places.top

    @property
    def line(self) -> int:
        """The line in which it begins, from 1."""
        return self.lines.position(self.first)[0]

    @property
    def text(self) -> str:
        """Its text, from the first character that is not a comment to the next separator."""
        end = self.lines.text.find("\n---", self.first)
        return self.lines.text[self.first : end if end >= 0 else None]

    @property
    def problems(self) -> list[Problem]:
        """The errors in its text; `located` gives their places."""
        return [problem_of(fault) for fault in self.faults]

    def place(self, path: FieldPath, at: At = "value") -> Span:
        """The span of the key or value at a path; if there is none, of its nearest ancestor's key."""
        return self.span(self.places.stretch(path, at))

    def missing(self, path: FieldPath) -> FieldPath:
        """The end of a path that the text does not have: empty if it has all of it."""
        return path[self.places.depth(path) :]

    def span(self, stretch: TextRange) -> Span:
        """Line and column of a stretch of the document's text."""
        return self.lines.span(TextRange(stretch.start + self.offset, stretch.end + self.offset))

    def objects(self) -> list[tuple[FieldPath, Any]]:
        """The objects in it, each with the path to it: a `List` and lists of one kind are unfolded."""
        return items_of_lists(self.value) if self.content is Content.OBJECT else []


class Source(NamedTuple):
    """A text that was read, with the name that reports show."""

    name: str
    text: str
    documents: tuple[Document, ...]

    @property
    def objects(self) -> list[tuple[FieldPath, Any]]:
        """The objects of all documents, as `Document.objects` gives them."""
        return [each for document in self.documents for each in document.objects()]


def document_of(reading: Reading, lines: Lines, offset: int, first: int) -> Document:
    """The document of what was read at an offset; `first` is the offset of its first character."""
    return Document(_content(reading), reading.value, reading.faults, lines, offset, first, TreePlaces(reading.place))


def _content(reading: Reading) -> Content:
    if reading.fatal:
        return Content.BROKEN
    if reading.value is None:
        return Content.EMPTY
    return Content.OBJECT if isinstance(reading.value, dict) else Content.NOT_AN_OBJECT


def problem_of(fault: TextError) -> Problem:
    """A fault as a problem of its path."""
    return Problem(code=fault.code, message=fault.message, path=fault.path, at="key", help=fault.help)


def items_of_lists(value: Any) -> list[tuple[FieldPath, Any]]:
    """The objects of a value, each with its path; a value that is not a list is the only object.

    `kind: List` and lists of one kind (`DaemonSetList`) are unfolded as kubectl does, item by item. An item
    without a kind gets it from the kind of the list.
    """
    found: list[tuple[FieldPath, Any]] = []
    waiting: list[tuple[FieldPath, Any]] = [((), value)]
    while waiting:
        path, value = waiting.pop()
        if not is_list(value):
            found.append((path, value))
            continue
        items = value.get("items") or ()
        waiting.extend(((*path, "items", index), _typed(item, value)) for index, item in reversed([*enumerate(items)]))
    return found


def is_list(value: Any) -> bool:
    """Whether an object is a list of objects."""
    if not isinstance(value, dict):
        return False
    kind = value.get("kind")
    if not isinstance(kind, str) or not kind.endswith(_LIST):
        return False
    return isinstance(value.get("items"), list | None) and (kind == _LIST or "items" in value)


def _typed(item: Any, parent: dict[str, Any]) -> Any:
    kind = parent["kind"].removesuffix(_LIST)
    if not isinstance(item, dict) or not kind or item.get("kind"):
        return item
    return {"apiVersion": parent.get("apiVersion"), "kind": kind, **item}
