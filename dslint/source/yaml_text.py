"""One YAML document: parsed by libyaml and decoded as Kubernetes' library does, with that library's error messages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from yaml._yaml import CParser
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from dslint.source import text_errors
from dslint.source.constructor import Constructor
from dslint.source.goyaml_differences import DIFFERENCE_MARKS, DifferenceInspector, readable
from dslint.source.library_errors import TOO_DEEP
from dslint.source.places import NOWHERE, Place
from dslint.source.text_errors import TextError, TextRange
from dslint.source.tree import TooDeepError

_FORBIDDEN = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_MORE_TEXT = re.compile(r"(?:^|(?<=\r))(?!\.\.\.\s)[^\S\r\n]*([^\s#])", re.MULTILINE)

_NO_START = "found character that cannot start any token"
_HELP = {
    "found a tab character that violates indentation": "use spaces instead of the tab",
    "mapping values are not allowed in this context": "quote the value, or give the inner key a line of its own",
    "block sequence entries are not allowed in this context": "put the `-` on a line of its own",
    "did not find expected key": "compare the indentation of this line with the lines above",
    "did not find expected '-' indicator": "compare the indentation of this line with the items above",
    "could not find expected ':'": "end the key with a colon, or indent the line as part of the value above",
    "found unexpected end of stream": "close the quote",
}


REMOVE_VERSION = "remove the %YAML line"


class Reading(NamedTuple):
    """What one document's text holds. `end` is the offset behind it; a value is only good where no fault is fatal."""

    value: Any
    place: Place
    faults: tuple[TextError, ...]
    templated: bool = False

    @property
    def fatal(self) -> bool:
        return any(fault.fatal for fault in self.faults)


def read_yaml(text: str, make: type[Constructor] = Constructor) -> Reading:
    """Read the first document of a text, as Kubernetes does, or as another constructor decides."""
    inspector = DifferenceInspector(text) if any(mark in text for mark in DIFFERENCE_MARKS) else None
    written = text
    while True:
        constructor = make(inspector, restores=written is not text)
        try:
            end = _feed(CParser(written), constructor)
        except YAMLError as error:
            again = readable(written, error)
            if again is None:
                return _unread(_syntax_fault(text, error), inspector)
            written = again
        except UnicodeEncodeError as error:
            return _unread(_encoding_fault(error), inspector)
        except TooDeepError as error:
            return _unread(_depth_fault(error), inspector)
        else:
            break
    tree = constructor.tree
    if tree.found:
        from dslint.source.text_fixes import with_fixes

        tree.found[:] = with_fixes(text, tree.found)
    found = (*tree.found, *(inspector.found if inspector else ()), *_behind(text, end))
    return Reading(tree.value, tree.place, found, inspector is not None and inspector.templated)


def _unread(fault: TextError, inspector: DifferenceInspector | None) -> Reading:
    return Reading(None, NOWHERE, (fault,), inspector is not None and inspector.templated)


def _feed(parser: Any, constructor: Constructor) -> int:
    """Give the first document's events to the constructor; returns the offset where it ends."""
    takes: dict[type, Callable[[Any], None]] = {
        ScalarEvent: constructor.scalar,
        AliasEvent: constructor.alias,
        MappingStartEvent: constructor.open_map,
        SequenceStartEvent: constructor.open_list,
        MappingEndEvent: constructor.close,
        SequenceEndEvent: constructor.close,
    }
    next_event = parser.get_event
    while True:
        event = next_event()
        kind = type(event)
        take = takes.get(kind)
        if take is not None:
            take(event)
        elif kind is DocumentEndEvent or kind is StreamEndEvent:
            return int(event.end_mark.index)
        elif kind is DocumentStartEvent:
            constructor.tree.found.extend(_version_fault(event))
        else:
            assert kind is StreamStartEvent


def _version_fault(event: Any) -> list[TextError]:
    if event.version is None or event.version == (1, 1):
        return []
    place = TextRange(event.start_mark.index, event.start_mark.index + len("%YAML"))
    help_ = "remove the %YAML line; Kubernetes reads YAML 1.1 only"
    return [TextError(text_errors.YAML_VERSION, "found incompatible YAML document", place, help=help_)]


def _behind(text: str, end: int) -> list[TextError]:
    """An error for text after `...`, which Kubernetes does not read."""
    match = _MORE_TEXT.search(text, end) if end < len(text) else None
    if match is None:
        return []
    message = "everything after the end of the document (`...`) is dropped; start a new document with `---`"
    from dslint.source.text_fixes import document_begun

    place, fix = TextRange(match.start(1), match.end(1)), document_begun(text, end)
    return [TextError(text_errors.TEXT_BEHIND_END, message, place, fatal=False, fix=fix)]


def _encoding_fault(error: UnicodeEncodeError) -> TextError:
    help_ = "save the text as UTF-8"
    return TextError(
        text_errors.CONTROL_CHARACTER, "invalid leading UTF-8 octet", TextRange(error.start, error.end), help=help_
    )


def _syntax_fault(text: str, error: YAMLError) -> TextError:
    from dslint.source.text_fixes import characters_removed, line_removed, syntax_fix

    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        match = re.search(_FORBIDDEN, text)
        place = TextRange(match.start(), match.end()) if match else TextRange(0, 0)
        shown = f"U+{ord(match[0]):04X}" if match else "it"
        help_ = f"remove {shown}, or write it as an escape between double quotes"
        fix = characters_removed(text, _FORBIDDEN) if match else None
        return TextError(
            text_errors.CONTROL_CHARACTER, "control characters are not allowed", place, help=help_, fix=fix
        )
    index = min(error.problem_mark.index, len(text))
    problem = str(error.problem)
    place = TextRange(index, min(index + 1, len(text)))
    if problem == TOO_DEEP:
        return _depth_fault(TooDeepError(place))
    from dslint.source.syntax_help import syntax_help

    if problem == "found incompatible YAML document":
        fix = line_removed(text, index, REMOVE_VERSION)
        return TextError(text_errors.YAML_VERSION, problem, place, help=REMOVE_VERSION, fix=fix)
    advice = syntax_help(text, index)
    if advice is None:
        advice = _help_to_start(text[index : index + 1]) if problem == _NO_START else _HELP.get(problem)
    fix = syntax_fix(text, index)
    return TextError(text_errors.SYNTAX, problem, place, related=_context(error), help=advice, fix=fix)


def _depth_fault(error: TooDeepError) -> TextError:
    """The same message from libyaml and from the tree builder."""
    return TextError(
        text_errors.SYNTAX, str(error), error.place, help="remove levels; no manifest is nested this deeply"
    )


def _help_to_start(character: str) -> str:
    if character == "\t":
        return "use spaces instead of the tab: YAML does not allow tabs in indentation"
    return f"quote the value: a value that starts with {character} needs quotes"


def _context(error: MarkedYAMLError) -> tuple[tuple[str, TextRange], ...]:
    mark = error.context_mark
    if mark is None or error.problem_mark is None or mark.line == error.problem_mark.line:
        return ()
    return ((str(error.context), TextRange(mark.index, mark.index + 1)),)
