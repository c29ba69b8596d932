"""What is wrong with a text before anybody asks what its manifest says."""

from typing import NamedTuple

from dslint.findings import FieldPath, Fix

SYNTAX = "DS001"
DUPLICATE_KEY = "DS002"
DUPLICATE_KEY_DROPPED = "DS003"
CONTROL_CHARACTER = "DS004"
UNKNOWN_ANCHOR = "DS005"
RECURSIVE_ALIAS = "DS006"
EXCESSIVE_ALIASING = "DS007"
KEY_OF_NO_TEXT = "DS008"
VALUE_OUTSIDE_JSON = "DS009"
TEXT_BEHIND_SEPARATOR = "DS010"
YAML_VERSION = "DS011"
MERGE_OF_NO_MAP = "DS012"
TEXT_BEHIND_END = "DS013"
INDENTATION_LOST = "DS014"
KEYS_THAT_COLLIDE = "DS016"
KIND_MISSING = "DS017"
OVERWRITTEN_BY_MERGE = "DS021"
REPLACED_BYTE = "DS022"
NOT_JSON = "DS023"
JSON_READ_AS_YAML = "DS024"
JSON_REJECTED_BY_KUBECTL = "DS025"


class TextRange(NamedTuple):
    """From one offset of a text up to another, in code points."""

    start: int
    end: int


class TextError(NamedTuple):
    """A problem of the text at its offsets.

    `fatal`: Kubernetes gets no object out of the document at all. `strict`: only a strict decoder minds.
    """

    code: str
    message: str
    place: TextRange
    path: FieldPath = ()
    related: tuple[tuple[str, TextRange], ...] = ()
    help: str | None = None
    fatal: bool = True
    strict: bool = False
    fix: Fix | None = None
