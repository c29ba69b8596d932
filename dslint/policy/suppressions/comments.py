"""Suppressions in comments: `# dslint: ignore[rule] reason` for a line, the node below, a document or a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from dslint.findings import Finding, Span
from dslint.policy.suppressions.suppression import Suppression, SuppressionError, parted, reason_and_day
from dslint.source.documents import Document, Source
from dslint.source.places import Place, children_of, key_of, value_of
from dslint.source.text_errors import TextRange

MARK = "dslint:"
_COMMENT = re.compile(
    r"(?:^|(?<=\s))#[ \t]*dslint:[ \t]*(?P<what>[a-z-]+)(?P<rules>\[[^\]\n]*\])?(?P<rest>[^\n\r]*)", re.MULTILINE
)

LINE = "ignore"
DOCUMENT = "ignore-document"
FILE = "ignore-file"


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A comment that is meant as a suppression, but is not a valid one."""

    message: str
    span: Span


def read_comments(source: Source, user_rules: Mapping[str, str]) -> Iterator[Suppression | Misplaced]:
    """All suppressions of a text. One inside a value is text, not a comment, and is ignored."""
    if MARK not in source.text or not source.documents:
        return
    lines = source.documents[0].lines
    for match in _COMMENT.finditer(source.text):
        if not any(_in_a_scalar(document, match.start()) for document in source.documents):
            yield _read(match, source, lines.span(TextRange(match.start(), match.end())), user_rules)


def _read(match: re.Match[str], source: Source, span: Span, user_rules: Mapping[str, str]) -> Suppression | Misplaced:
    scope = _scope(match["what"], match, source, span)
    if isinstance(scope, Misplaced):
        return scope
    rules = parted((match["rules"] or "").strip("[]"))
    if not rules:
        return Misplaced("the comment names no rule; write # dslint: ignore[code-or-name] reason", span)
    try:
        reason, until = reason_and_day(match["rest"])
    except SuppressionError as error:
        return Misplaced(str(error), span)
    return Suppression(rules, scope, reason, until, source.name, span, user_rules=user_rules)


def _scope(what: str, match: re.Match[str], source: Source, span: Span) -> Callable[[Finding], bool] | Misplaced:
    if what == FILE:
        return _within(source.name, 0, None)
    if what == DOCUMENT:
        first, last = _lines_of_document(source, span.line)
        return _within(source.name, first, last)
    if what != LINE:
        return Misplaced(f"unknown comment dslint: {what}; write {LINE}, {DOCUMENT} or {FILE}", span)
    start = source.text.rfind("\n", 0, match.start()) + 1
    if source.text[start : match.start()].strip():
        return _within(source.name, span.line, span.line)
    found = _node_below(source, span.line)
    if found is None:
        return Misplaced("there is nothing below the comment to suppress", span)
    return _within(source.name, *found)


def _within(name: str, first: int, last: int | None) -> Callable[[Finding], bool]:
    def covers(finding: Finding) -> bool:
        if finding.file != name:
            return False
        if finding.span is None:
            return first == 0
        return finding.span.line >= first and (last is None or finding.span.line <= last)

    return covers


def _lines_of_document(source: Source, line: int) -> tuple[int, int | None]:
    """From the separator above the line to the one below it."""
    texts = source.text.splitlines()
    separators = [number for number, text in enumerate(texts, 1) if text.startswith("---")]
    first = max((number for number in separators if number <= line), default=1)
    last = min((number for number in separators if number > line), default=None)
    return first, None if last is None else last - 1


def _node_below(source: Source, line: int) -> tuple[int, int] | None:
    """First and last line of the largest node that starts on the next line that is not blank or a comment."""
    texts = source.text.splitlines()
    below = next((number for number in range(line + 1, len(texts) + 1) if _has_content(texts[number - 1])), None)
    if below is None:
        return None
    for document in source.documents:
        for place in _nodes(document.top):
            begin = document.span(key_of(place))
            if begin.line == below:
                return below, max(document.span(value_of(place)).end_line, begin.end_line)
    return None


def _has_content(text: str) -> bool:
    stripped = text.strip()
    return bool(stripped) and not stripped.startswith("#")


def _nodes(top: Place) -> Iterator[Place]:
    """Every node below the top, outer ones first."""
    waiting = [top]
    while waiting:
        place = waiting.pop()
        inner = list(children_of(place))
        yield from inner
        waiting.extend(reversed(inner))


def _in_a_scalar(document: Document, offset: int) -> bool:
    """Whether the offset is inside a key or a scalar value."""
    at = offset - document.offset
    waiting = [document.top]
    while waiting:
        place = waiting.pop()
        inner = list(children_of(place))
        if place[0] <= at < place[1] or (not inner and place[2] <= at < place[3]):
            return True
        waiting.extend(inner)
    return False
