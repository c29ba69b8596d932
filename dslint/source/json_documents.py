"""A text that begins as JSON: a stream of JSON values, and what kubectl does where the stream stops being JSON.

Kubernetes: YAMLOrJSONDecoder in staging/src/k8s.io/apimachinery/pkg/util/yaml/decoder.go. Until 1.32 the rest is an
error; since, it is read as YAML, unless two or more values came before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dslint.source import text_errors
from dslint.source.documents import Content, Document, document_of
from dslint.source.json_text import NotJSONError, read_json
from dslint.source.library_errors import json_fault
from dslint.source.lines import Lines
from dslint.source.text_errors import TextError, TextRange
from dslint.source.tree import EXCEEDED

_MOST_BEFORE_YAML = 1
"""After more JSON values than this, no reader changes to YAML."""

_AS_YAML = "kubectl before 1.33 and kubelets reject this, kubectl from 1.33 on reads it as YAML"
_AFTER_VALUES = "after two or more JSON values kubectl reads no YAML"


def json_documents(lines: Lines, read_yaml: Callable[[Lines, int], Iterator[Document]]) -> Iterator[Document]:
    """The documents of such a text; `read_yaml` reads those from an offset on as YAML."""
    start, count = 0, 0
    try:
        for end, reading in read_json(lines.text):
            yield document_of(reading, lines, 0, _first(lines.text, start))
            start, count = end, count + 1
    except NotJSONError:
        found = json_fault(lines.text, _first(lines.text, start))
        if found is None:  # JSON that nests too deep, which the YAML reader reports
            yield from read_yaml(lines, start)
        elif count > _MOST_BEFORE_YAML:
            fault = _fault(found, text_errors.NOT_JSON, _AFTER_VALUES, lines.text)
            yield Document(Content.BROKEN, None, (fault,), lines, 0, _first(lines.text, start))
        else:
            rest = read_yaml(lines, _first(lines.text, start))
            yield from _told(rest, _fault(found, text_errors.JSON_READ_AS_YAML, _AS_YAML, lines.text), count)


def _told(documents: Iterator[Document], fault: TextError, count: int) -> Iterator[Document]:
    """The documents, each with the fault: older readers get none of them. kubectl shows it instead of YAML's error."""
    for document in documents:
        here = _within(fault, document.offset)
        if document.content is Content.OBJECT:
            yield document._replace(faults=(*document.faults, here))
        elif not count and document.content is Content.BROKEN and _is_syntax(document.faults):
            words = fault.message.partition(";")[0]
            yield document._replace(faults=(here._replace(code=text_errors.NOT_JSON, message=words, fatal=True),))
        else:
            yield document


def _is_syntax(faults: tuple[TextError, ...]) -> bool:
    return all(fault.code == text_errors.SYNTAX and fault.message != EXCEEDED for fault in faults)


def _within(fault: TextError, start: int) -> TextError:
    """A fault of the whole text for a document that begins at an offset."""
    place, fix = TextRange(*(offset - start for offset in fault.place)), fault.fix
    if fix is not None:
        edits = (edit._replace(start=edit.start - start, end=edit.end - start) for edit in fix.text_edits)
        fix = fix._replace(text_edits=tuple(edits))
    return fault._replace(place=place, fix=fix)


def _fault(found: tuple[str, int], code: str, consequence: str, text: str) -> TextError:
    from dslint.source.text_fixes import comma_removed

    words, offset = found
    fatal, place = code == text_errors.NOT_JSON, TextRange(offset, offset + 1)
    return TextError(code, f"{words}; {consequence}", place, fatal=fatal, fix=comma_removed(text, offset))


def _first(text: str, start: int) -> int:
    """The offset of the first character from another on that is not a blank."""
    while text[start : start + 1].isspace():
        start += 1
    return start
