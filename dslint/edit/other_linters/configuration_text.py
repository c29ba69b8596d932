"""The configuration of dslint with what it is to ignore as well; all that it says already stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dslint.edit.document_edit import EditError, edited
from dslint.edit.draft import applied
from dslint.edit.other_linters.values import content_of
from dslint.edit.value_text import Layout, block_lines
from dslint.findings import Edit, Operation
from dslint.source.document_reader import read_text
from dslint.source.documents import Content, Document

_LISTS = ("ignore", "ignores", "exclude")


class ConfigurationTextError(ValueError):
    """Why a configuration cannot be changed, with what to add to it."""


def with_settings(text: str, new: Mapping[str, Any]) -> str:
    """A configuration with what `new` has besides. Raises ConfigurationTextError.

    `ignore`, `ignores` and `exclude` are lists to which items are added, `severity` a map that gets more keys.
    """
    document = content_of(read_text(text, "").documents)
    before = _value(document)
    added = {key: value for key, value in _added(before, new) if value}
    if not added:
        return text
    lines = block_lines(added, Layout(list_offset=0))
    if document.content is Content.EMPTY:
        end = "\r\n" if "\r\n" in text else "\n"
        head = text if not text or text.endswith("\n") else f"{text}{end}"
        return head + "".join(f"{line}{end}" for line in lines)
    try:
        changed = applied(text, edited(document, [*_edits(before, added)]))
    except EditError as error:
        raise _refusal(error.message, lines) from error
    again = _value(content_of(read_text(changed, "").documents))
    if any(value for _, value in _added(again, new)):
        raise _refusal("the result would not say it", lines)
    return changed


def _refusal(why: str, lines: list[str]) -> ConfigurationTextError:
    found = "\n".join(f"  {line}" for line in lines)
    return ConfigurationTextError(f"{why}; add this yourself:\n{found}")


def _value(document: Document) -> Mapping[str, Any]:
    return document.value if document.content is Content.OBJECT else {}


def _added(before: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What a configuration does not say yet. A code that it names, or a prefix of it, is there already."""
    ignored = before.get("ignore") or []
    severities = before.get("severity") or {}
    for key in _LISTS:
        present = before.get(key) or []
        known: Sequence[str] = ignored if key == "ignore" else ()
        yield (
            key,
            [
                item
                for item in new.get(key, ())
                if item not in present
                and not (key == "ignore" and any(item.startswith(code) for code in known if code))
            ],
        )
    yield "severity", {code: value for code, value in new.get("severity", {}).items() if code not in severities}


def _edits(before: Mapping[str, Any], added: Mapping[str, Any]) -> Iterator[Edit]:
    for key, value in added.items():
        present = before.get(key)
        if not present:
            yield Edit(Operation.SET, (key,), value)
        elif isinstance(value, list):
            yield from (Edit(Operation.SET, (key, len(present) + index), item) for index, item in enumerate(value))
        else:
            yield from (Edit(Operation.SET, (key, code), item) for code, item in value.items())
