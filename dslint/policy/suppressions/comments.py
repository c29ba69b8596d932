"""Suppressions in comments: `# dslint: ignore[rule] reason` on a line, above a node, for a document or a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dslint.findings import Span
from dslint.policy.suppressions.commented_text import CommentedText
from dslint.policy.suppressions.scopes import LineScope
from dslint.policy.suppressions.suppression import Suppression, SuppressionError, parted, reason_and_day
from dslint.source.documents import Source
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
    """A comment that means to silence something and cannot."""

    message: str
    span: Span


def read_comments(source: Source) -> Iterator[Suppression | Misplaced]:
    """All suppressions of a text; what only looks like one because it stands in a value is left alone."""
    if MARK not in source.text or not source.documents:
        return
    text = CommentedText(source)
    for match in _COMMENT.finditer(text.text):
        if not text.in_scalar(match.start()):
            yield _read(match, text, text.lines.span(TextRange(match.start(), match.end())))


def _read(match: re.Match[str], text: CommentedText, span: Span) -> Suppression | Misplaced:
    scope = _scope(match["what"], match, text, span)
    if isinstance(scope, Misplaced):
        return scope
    rules = parted((match["rules"] or "").strip("[]"))
    if not rules:
        return Misplaced("the comment names no rule: write # dslint: ignore[code-or-name] reason", span)
    try:
        reason, until = reason_and_day(match["rest"])
    except SuppressionError as error:
        return Misplaced(str(error), span)
    return Suppression(rules, scope, reason, until, text.name, span)


def _scope(what: str, match: re.Match[str], text: CommentedText, span: Span) -> LineScope | Misplaced:
    if what == FILE:
        return LineScope(text.name, 0, None)
    if what == DOCUMENT:
        return LineScope(text.name, *text.document_lines(span.line))
    if what != LINE:
        return Misplaced(f"dslint: {what} is not known: write {LINE}, {DOCUMENT} or {FILE}", span)
    if not text.begins_line(match.start()):
        return LineScope(text.name, span.line, span.line)
    found = text.node_below(span.line)
    if found is None:
        return Misplaced("nothing stands below the comment that it could be about", span)
    return LineScope(text.name, *found)
