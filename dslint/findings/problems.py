"""What dslint says of an object by path, without knowledge of any text: Problem, and the rule that it belongs to."""

from __future__ import annotations

from enum import Enum
from typing import Any, Literal, NamedTuple

from dslint.findings.json_form import json_keys

FieldPath = tuple[str | int, ...]
"""The path of a value inside a document: keys of maps and indices of lists, from the top."""


def json_pointer(path: FieldPath) -> str:
    """The path as an RFC 6901 JSON Pointer."""
    return "".join("/" + str(key).replace("~", "~0").replace("/", "~1") for key in path)


class Severity(str, Enum):
    """How bad a finding is. ERROR is what the API server or the kubelet refuses, and worse."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst; sorts findings and decides --fail-on."""
        return _RANKS[self]

    def reaches(self, threshold: Severity) -> bool:
        return self.rank <= threshold.rank


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Origin(str, Enum):
    """Who says it."""

    READER = "reader"
    SCHEMA = "schema"
    API_SERVER = "api-server"
    API_WARNING = "api-warning"
    KUBELET = "kubelet"
    TRAP = "trap"
    POLICY = "policy"
    SUPPRESSION = "suppression"


REFUSING = frozenset({Origin.READER, Origin.SCHEMA, Origin.API_SERVER})
"""Origins whose errors mean that the API server does not take the object."""


@json_keys("code", "name", "severity", "origin", "summary", "help")
class Rule(NamedTuple):
    """One thing dslint can say: an entry of rules/. `help` is what to do, where a problem does not say it better."""

    code: str
    name: str
    summary: str
    severity: Severity
    origin: Origin
    help: str


class Related(NamedTuple):
    """A second place that makes a problem understandable: the selector beside the label."""

    message: str
    path: FieldPath


class Problem(NamedTuple):
    """Something said of an object, by path and without knowledge of any text.

    `code` names the rule, which gives severity and origin. `path` leads to the value in the manifest as written
    (from the top of the object); where it does not exist, its nearest existing ancestor is shown. `at` tells whether
    the key or the value is meant. `field` and `message` are the server's own for what the server says: `message` is
    what follows `<field>: ` there. `help` is what to do, where the rule's own help does not say it well enough.
    """

    code: str
    message: str
    path: FieldPath = ()
    field: str = ""
    at: Literal["key", "value"] = "value"
    related: tuple[Related, ...] = ()
    help: str | None = None


class ObjectRef(NamedTuple):
    """Which object a finding or a plan is about, as far as the manifest tells."""

    api_version: str
    kind: str
    namespace: str
    name: str

    @classmethod
    def of(cls, value: Any) -> ObjectRef:
        """The reference of a manifest's value; parts that are missing or no text are empty."""
        top = value if isinstance(value, dict) else {}
        metadata = top.get("metadata")
        metadata = metadata if isinstance(metadata, dict) else {}
        return cls(
            api_version=_text(top.get("apiVersion")),
            kind=_text(top.get("kind")),
            namespace=_text(metadata.get("namespace")),
            name=_text(metadata.get("name")) or _text(metadata.get("generateName")),
        )

    def __str__(self) -> str:
        place = f"{self.namespace}/{self.name}" if self.namespace else self.name
        return f"{self.kind or 'object'} {place}".rstrip()


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
