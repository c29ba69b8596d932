"""The text of a manifest file as the kubelet reads it: its first document, or an error in the library's words.

Kubernetes: apimachinery/pkg/util/yaml (ToJSON). A text that starts like JSON is read as JSON, any other
as YAML; documents after the first are ignored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dslint.source import text_errors
from dslint.source.document_reader import looks_like_json
from dslint.source.json_text import NotJSONError, read_json
from dslint.source.library_errors import DEPTH_WORDS, encoding_words, json_words, yaml_words
from dslint.source.tree import EXCEEDED
from dslint.source.yaml_text import Reading, read_yaml

_BYTE_ORDER_MARK = "\ufeff"
_IN_LIBRARY_WORDS = frozenset(
    {text_errors.UNKNOWN_ANCHOR, text_errors.RECURSIVE_ALIAS, text_errors.EXCESSIVE_ALIASING, text_errors.YAML_VERSION}
)


@dataclass(frozen=True, slots=True)
class ManifestText:
    """The first document's value, None if there is an error."""

    value: Any
    error: str | None = None


def first_document(content: bytes) -> ManifestText:
    """The first document of a file's content."""
    try:
        text = content.decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError:
        return _of_other_bytes(content)
    return _json(text) if looks_like_json(text) else _yaml(text)


def _of_other_bytes(content: bytes) -> ManifestText:
    """UTF-16 is always read as YAML. The JSON reader takes any byte as a character, the YAML reader none."""
    from dslint.source.encodings import as_kubectl_reads, is_utf16

    text = as_kubectl_reads(content)
    if text is not None and is_utf16(content):
        return _yaml(text)
    if text is not None and looks_like_json(text):
        return _json(text)
    return ManifestText(None, encoding_words(content))


def _json(text: str) -> ManifestText:
    message = json_words(text)
    if message is not None:
        return ManifestText(None, f"couldn't get version/kind; json parse error: {message}")
    try:
        _, reading = next(iter(read_json(text)))
    except NotJSONError:
        return ManifestText(None, "couldn't get version/kind; json parse error: exceeded max depth")
    return ManifestText(reading.value)


def _yaml(text: str) -> ManifestText:
    reading = read_yaml(text)
    return ManifestText(None, _words(text, reading)) if reading.fatal else ManifestText(_sorted(reading.value, {}))


def _sorted(value: Any, known: dict[int, Any]) -> Any:
    """The value as the decoder gets YAML: as JSON with sorted keys. What aliases share stays shared."""
    if not isinstance(value, dict | list):
        return value
    if id(value) not in known:
        if isinstance(value, dict):
            known[id(value)] = {key: _sorted(value[key], known) for key in sorted(value)}
        else:
            known[id(value)] = [_sorted(item, known) for item in value]
    return known[id(value)]


def _words(text: str, reading: Reading) -> str:
    fault = next(fault for fault in reading.faults if fault.fatal)
    if fault.code == text_errors.VALUE_OUTSIDE_JSON:
        return fault.message
    if fault.message == EXCEEDED:
        return DEPTH_WORDS  # also between our limit and the kubelet's: the rest of the text is not read
    if fault.code in _IN_LIBRARY_WORDS:
        return f"yaml: {fault.message}"
    return yaml_words(text) or f"yaml: {fault.message}"
