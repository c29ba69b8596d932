"""Suppressions in comments: `# dslint: ignore[rule] reason` for a line, the node below, a document or a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dslint.findings import Fix, Span
from dslint.policy.suppressions import MARK
from dslint.policy.suppressions.commented_text import CommentedText
from dslint.policy.suppressions.scopes import LineScope
from dslint.policy.suppressions.suppression import Suppression, SuppressionError, reason_and_day, rule_list
from dslint.policy.suppressions.suppression_fixes import WrittenComment
from dslint.source.documents import Source
from dslint.source.text_errors import TextRange

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
    fix: Fix | None = None


def read_comments(source: Source, user_rules: Mapping[str, str]) -> Iterator[Suppression | Misplaced]:
    """All suppressions of a text. One inside a value is text, not a comment, and is ignored."""
    if MARK not in source.text or not source.documents:
        return
    text = CommentedText(source)
    for match in _COMMENT.finditer(text.text):
        if not text.in_scalar(match.start()):
            yield _read(match, text, text.lines.span(TextRange(match.start(), match.end())), user_rules)


def _read(
    match: re.Match[str], text: CommentedText, span: Span, user_rules: Mapping[str, str]
) -> Suppression | Misplaced:
    scope = _scope(match["what"], match, text, span)
    if isinstance(scope, Misplaced):
        return scope
    bracketed = match["rules"] or ""
    rules = rule_list(bracketed.strip("[]"))
    if not rules:
        return Misplaced("the comment names no rule; write # dslint: ignore[code-or-name] reason", span)
    try:
        reason, until = reason_and_day(match["rest"])
    except SuppressionError as error:
        return Misplaced(str(error), span)
    brackets = len(bracketed) - len(bracketed.lstrip("["))
    written = WrittenComment(text.text, match.start(), match.end(), match.start("rules") + brackets)
    return Suppression(rules, scope, reason, until, text.name, span, written=written, user_rules=user_rules)


def _scope(what: str, match: re.Match[str], text: CommentedText, span: Span) -> LineScope | Misplaced:
    if what == FILE:
        return LineScope(text.name, 0, None)
    if what == DOCUMENT:
        return LineScope(text.name, *text.document_lines(span.line))
    if what != LINE:
        return Misplaced(f"unknown comment dslint: {what}; write {LINE}, {DOCUMENT} or {FILE}", span)
    if not text.starts_line(match.start()):
        return LineScope(text.name, span.line, span.line)
    found = text.node_below(span.line)
    if found is None:
        written = WrittenComment(text.text, match.start(), match.end(), match.end())
        return Misplaced("there is nothing below the comment to suppress", span, written.removed())
    return LineScope(text.name, *found)
