"""Problems: what a rule reports about an object, by path."""

from __future__ import annotations

from enum import Enum
from typing import Any, Literal, NamedTuple

FieldPath = tuple[str | int, ...]
"""The path of a value in a document: map keys and list indices, from the top."""


class Severity(str, Enum):
    """How bad a finding is. ERROR: among others, everything that the API server or the kubelet rejects."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the most severe. Findings are sorted by it, and --fail-on compares it."""
        return _RANKS[self]

    def reaches(self, threshold: Severity) -> bool:
        """Whether it is as severe as the threshold, or more."""
        return self.rank <= threshold.rank


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Origin(str, Enum):
    """Which part of Kubernetes or of dslint reports it."""

    READER = "reader"
    SCHEMA = "schema"
    API_SERVER = "api-server"
    API_WARNING = "api-warning"
    KUBELET = "kubelet"
    TRAP = "trap"
    POLICY = "policy"
    SUPPRESSION = "suppression"


REFUSING = frozenset({Origin.READER, Origin.SCHEMA, Origin.API_SERVER})
"""Origins whose errors mean that the API server rejects the object."""


class Rule(NamedTuple):
    """A rule: one file in rules/. `help` says what to do, unless the problem has a help of its own."""

    code: str
    name: str
    summary: str
    severity: Severity
    origin: Origin
    help: str

    def to_dict(self) -> dict[str, str]:
        return {
            "code": self.code,
            "name": self.name,
            "severity": self.severity.value,
            "origin": self.origin.value,
            "summary": self.summary,
            "help": self.help,
        }


class Related(NamedTuple):
    """A second place that explains a problem: the selector that a label should match."""

    message: str
    path: FieldPath


class Problem(NamedTuple):
    """What a rule reports about an object, by path and independent of any text.

    `code` is the rule's, which gives severity and origin. `path` is the path of the value in the manifest as written;
    if it does not exist, reports show its nearest existing ancestor. `at` says whether the key or the value is meant.
    `field` and `message` are the server's own where the server reports it: `message` is what follows `<field>: `.
    `help` replaces the help of the rule.
    """

    code: str
    message: str
    path: FieldPath = ()
    field: str = ""
    at: Literal["key", "value"] = "value"
    related: tuple[Related, ...] = ()
    help: str | None = None


class ObjectRef(NamedTuple):
    """The object that a finding or a plan is about. Parts that the manifest lacks are empty."""

    api_version: str
    kind: str
    namespace: str
    name: str

    @classmethod
    def of(cls, value: Any) -> ObjectRef:
        """The reference of a decoded manifest; parts that are missing or not strings are empty."""
        top = value if isinstance(value, dict) else {}
        metadata = top.get("metadata")
        metadata = metadata if isinstance(metadata, dict) else {}
        return cls(
            api_version=_text(top.get("apiVersion")),
            kind=_text(top.get("kind")),
            namespace=_text(metadata.get("namespace")),
            name=_text(metadata.get("name")) or _text(metadata.get("generateName")),
        )

    def to_dict(self) -> dict[str, str]:
        return {
            "apiVersion": self.api_version,
            "kind": self.kind,
            "namespace": self.namespace,
            "name": self.name,
        }

    def __str__(self) -> str:
        place = f"{self.namespace}/{self.name}" if self.namespace else self.name
        return f"{self.kind or 'object'} {place}".rstrip()


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
