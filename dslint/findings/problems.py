"""Problems of an object, by path and independent of any text, and the rules that they belong to."""

from enum import Enum
from typing import Literal, NamedTuple

from dslint.findings.folding import Bundle
from dslint.findings.json_form import json_keys

FieldPath = tuple[str | int, ...]
"""The path of a value in a document: keys of maps and indices of lists, from the top."""


def json_pointer(path: FieldPath) -> str:
    """The path as an RFC 6901 JSON Pointer."""
    return "".join("/" + str(key).replace("~", "~0").replace("/", "~1") for key in path)


class Severity(str, Enum):
    """The severity of a finding. What the API server or the kubelet rejects is an ERROR."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the most severe; used to sort findings and for --fail-on."""
        return _RANKS[self]

    def reaches(self, threshold: "Severity") -> bool:
        """Whether it is at least as severe as the threshold."""
        return self.rank <= threshold.rank


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Origin(str, Enum):
    """The source of a finding."""

    READER = "reader"
    SCHEMA = "schema"
    API_SERVER = "api-server"
    ADMISSION_POLICY = "admission-policy"
    API_WARNING = "api-warning"
    KUBELET = "kubelet"
    TRAP = "trap"
    POLICY = "policy"
    SUPPRESSION = "suppression"


REFUSING = frozenset({Origin.READER, Origin.SCHEMA, Origin.API_SERVER})
"""Origins whose errors mean that the API server rejects the object."""

UNCHECKED = frozenset({"DS713"})
"""The rules that say that something could not be checked."""


class Fixable(str, Enum):
    """Which findings of a rule have a fix: all a safe one, all one, though not all a safe one, or some."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    SOMETIMES = "sometimes"


@json_keys("code", "name", "severity", "origin", "summary", "help", "fixable")
class Rule(NamedTuple):
    """An entry of rules/. `help` and `label` hold for each problem that has none of its own.

    `help` says what to do, `label` in a few words what is at the place of the problem.
    """

    code: str
    name: str
    summary: str
    severity: Severity
    origin: Origin
    help: str
    fixable: Fixable | None = None
    label: str = ""


class Related(NamedTuple):
    """A second place that explains a problem, such as the selector that a label does not match.

    It is a path in the object of the problem, or a line of another file if `file` is given.
    """

    message: str
    path: FieldPath
    file: str = ""
    line: int = 0


class Operation(str, Enum):
    """What an edit does at its path."""

    SET = "set"
    REMOVE = "remove"
    RENAME = "rename"
    QUOTE = "quote"


@json_keys("operation", "pointer", "value")
class Edit(NamedTuple):
    """A change of an object, by path from its top.

    SET gives the value at the path another `value`, or adds it: maps that are missing on the way are made, and an index
    that is the length of its list adds an item. REMOVE takes the entry or the item away, RENAME gives the entry of a
    map the key `value` and leaves its value as it is. QUOTE makes a text of a number or a boolean, with the characters
    that are written there; findings have a SET in its place. `written` is how YAML writes the value, if JSON writes it
    otherwise: 0400 for 256.
    """

    operation: Operation
    path: FieldPath
    value: object = None
    written: str = ""

    def __hash__(self) -> int:
        """Also where the value is a map or a list: findings are told apart in sets."""
        return hash((self.operation, self.path, self.written))

    @property
    def pointer(self) -> str:
        return json_pointer(self.path)


class TextEdit(NamedTuple):
    """A change of a text: `text` in place of what stands from `start` up to `end`, offsets in code points."""

    start: int
    end: int
    text: str


class PlacedEdit(NamedTuple):
    """A change of a text as editors take it: lines and columns count from 1, in code points; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@json_keys(
    *("summary", "safe", "since", "edits", "placed"),
    renamed={"placed": "textEdits"},
    unless_empty=("since", "placed"),
)
class Fix(NamedTuple):
    """How to fix a problem: edits of the object in their order, or of the text that it stands in.

    `summary` says in the imperative what they do, without a full stop. A fix is `safe` if the object that the API
    server makes of the manifest keeps its meaning, or gets the one that the author evidently intended. `since` is the
    first Kubernetes version, such as "1.14", that takes the fixed manifest as meant: the fix is not offered to older
    ones. The offsets of `text_edits` are those of the whole text, once the fix is a finding's. `placed` are all its
    changes of the text, for formats that show them.
    """

    summary: str
    edits: tuple[Edit, ...] = ()
    text_edits: tuple[TextEdit, ...] = ()
    safe: bool = True
    since: str = ""
    placed: tuple[PlacedEdit, ...] = ()

    @classmethod
    def setting(cls, summary: str, path: FieldPath, value: object, *, safe: bool = True) -> "Fix":
        return cls(summary, (Edit(Operation.SET, path, value),), safe=safe)

    @classmethod
    def removing(cls, summary: str, *paths: FieldPath, safe: bool = True) -> "Fix":
        return cls(summary, tuple(Edit(Operation.REMOVE, path) for path in paths), safe=safe)

    @classmethod
    def renaming(cls, summary: str, path: FieldPath, key: str, *, safe: bool = True) -> "Fix":
        return cls(summary, (Edit(Operation.RENAME, path, key),), safe=safe)


class Problem(NamedTuple):
    """A problem of an object, by path and independent of any text.

    `code` names the rule, which has the severity and the origin. `path` is that of the value in the manifest as
    written, from the top of the object; if it does not exist, its nearest existing ancestor is shown. `at` says whether
    the key or the value is meant. For problems that the API server reports, `field` and `message` are the server's own:
    `message` is what follows `<field>: ` there. `help` and `label` take precedence over those of the rule. `bundle` is
    None for a problem that is always shown by itself. The paths of the fix start at the top of the object.
    """

    code: str
    message: str
    path: FieldPath = ()
    field: str = ""
    at: Literal["key", "value"] = "value"
    related: tuple[Related, ...] = ()
    help: str | None = None
    bundle: Bundle | None = None
    fix: Fix | None = None
    label: str = ""


class ObjectRef(NamedTuple):
    """A reference to an object, as far as its manifest has one."""

    api_version: str
    kind: str
    namespace: str
    name: str

    @classmethod
    def of(cls, value: object) -> "ObjectRef":
        """The reference of a manifest's value; parts that are missing or not strings are empty."""
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


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
