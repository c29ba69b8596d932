"""Where in a text a finding is."""

from typing import NamedTuple

from dslint.findings.json_form import json_keys


class Span(NamedTuple):
    """A range of a text. Lines and columns count from 1, in code points; `end_column` is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@json_keys("message", "line", "column", "file", unless_empty=("file",))
class RelatedPlace(NamedTuple):
    """A second place of a finding, and how it is related. `file` is named if it is not the finding's."""

    message: str
    span: Span | None
    file: str | None = None

    @property
    def line(self) -> int | None:
        return self.span.line if self.span else None

    @property
    def column(self) -> int | None:
        return self.span.column if self.span else None
