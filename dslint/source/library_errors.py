"""What Kubernetes' YAML and JSON libraries say of a text that they cannot read, to the letter.

Kubernetes: sigs.k8s.io/yaml, which reads through go-yaml; encoding/json. The kubelet logs these words.
"""

from __future__ import annotations

import json
from typing import Any

from yaml._yaml import CParser
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import StreamEndEvent
from yaml.scanner import ScannerError

TOO_DEEP = "exceeded maximum nesting depth"
"""What libyaml says from 0.2.6 on at a thousand levels; Kubernetes' library reads ten times as many."""

DEPTH_WORDS = "yaml: exceeded max depth of 10000"
"""What go-yaml says of a text that nests too deep."""

_JSON_WORDS = (
    ("Expecting property name", "looking for beginning of object key string"),
    ("Expecting value", "looking for beginning of value"),
    ("Expecting ':' delimiter", "after object key"),
    ("Expecting ',' delimiter", "after object key:value pair"),
    ("Extra data", "after top-level value"),
    ("Invalid control character", "in string literal"),
    ("Illegal trailing comma", "looking for beginning of object key string"),
)


def yaml_words(text: str) -> str | None:
    """go-yaml's error for the first document of a text; None where its syntax is sound."""
    try:
        parser = CParser(text)
        while not isinstance(parser.get_event(), StreamEndEvent):
            pass
    except MarkedYAMLError as error:
        return None if error.problem == TOO_DEEP else f"yaml: {_line(error)}{error.problem}"
    except YAMLError:
        return "yaml: control characters are not allowed"
    return None


def _line(error: MarkedYAMLError) -> str:
    # go-yaml counts lines from 0, but for the scanner's; a problem in the first line leaves that of its context.
    for mark in (error.problem_mark, error.context_mark):
        if mark is not None and mark.line:
            return f"line {mark.line + isinstance(error, ScannerError)}: "
    return ""


def json_words(text: str) -> str | None:
    """encoding/json's error for a text; None where it is sound."""
    try:
        json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        return _json_error(text, error)
    except RecursionError:
        return "exceeded max depth"
    except ValueError:
        return "invalid character 'N' looking for beginning of value"
    return None


def _json_error(text: str, error: json.JSONDecodeError) -> str:
    if error.pos >= len(text.rstrip()):
        return "unexpected end of JSON input"
    for begin, words in _JSON_WORDS:
        if error.msg.startswith(begin):
            return f"invalid character {_quoted(text[error.pos])} {words}"
    return f"invalid character {_quoted(text[error.pos])}"


def _quoted(character: str) -> str:
    return {"'": "'\\''", '"': "'\"'", "\n": "'\\n'", "\t": "'\\t'", "\r": "'\\r'"}.get(character, f"'{character}'")


def _no_constant(name: str) -> Any:
    raise ValueError(name)
