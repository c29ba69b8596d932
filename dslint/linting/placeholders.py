"""Placeholders in manifests: values that a tool writes over, such as ${IMAGE}. What they become is not known."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dslint.api_server.objects import ManifestObject, ManifestObjects
from dslint.findings import FieldPath, Note, Problem
from dslint.kubelet.static_pod_files import is_annotated
from dslint.limits import PLACEHOLDER_CHARACTERS

IS_PLACEHOLDER = "is a placeholder, whose value is not judged; lint the rendered output"

_ANY = re.compile(
    r"\$\{[^}\n]{1,200}\}|\$\([A-Za-z_]\w*\)|\$(?!env:)[A-Za-z_]\w*\$?"  # shells, envsubst, Flux, kustomize
    r"|\{\{.{0,200}?\}\}|\{%.{0,200}?%\}|<%.{0,200}?%>|\[\[.{0,200}?\]\]|\(\(.{0,200}?\)\)"  # Go, Jinja, ERB, BOSH
    r"|@[A-Za-z_][\w.-]*@|%\(\w+\)s|%[A-Za-z_]\w*%|%[sdvq](?!\w)|<[A-Za-z][^<>\n]{0,200}>"
    r"|__[A-Z][A-Z0-9_]{0,100}__"
)

_WORDS = re.compile(
    r"(?:^|(?<=[/:@]))(?:[A-Z][A-Z0-9]*(?:[ _-][A-Z0-9]+)+|CHANGE_?ME|REPLACE_?ME|PLACEHOLDER|TODO|FIXME"
    r"|NAME|NAMESPACE|NODE|NODENAME|PODNAME|HOSTNAME|REGISTRY|REPOSITORY|IMAGE|TAG|VERSION)(?:$|(?=[/:@]))"
)
_NAMES = frozenset(
    {"name", "namespace", "nodeName", "image", "serviceAccountName", "hostname", "claimName", "secretName", "nodename"}
)
"""Fields whose values are written in small letters: there, capitals stand for something else."""

_RESOURCES = frozenset({"requests", "limits"})

_TEXTS = frozenset({"command", "args", "annotations", "subPathExpr", "data", "message"})
"""Fields whose values are texts for programs, in which such signs mean something else."""

_UNKNOWN_VOLUME, _REQUEST_ABOVE_LIMIT = "DS239", "DS240"
_COMPARED = frozenset({"selector", "matchLabels", "labels", "name"})
"""Fields that others are compared with."""


def with_placeholders(contents: ManifestObjects) -> ManifestObjects:
    """The objects with the placeholders in them, and a note for each."""
    objects, notes = [], []
    for manifest in contents.objects:
        judged = not (manifest.unreadable or manifest.problem or is_annotated(manifest.value))
        found = dict(_placeholders(manifest.value)) if judged else {}
        objects.append(manifest._replace(placeholders=found))
        notes += [Note(manifest.file or "", _line(manifest, path), IS_PLACEHOLDER) for path in found]
    return ManifestObjects(tuple(objects), (*contents.skipped, *notes))


def judgeable(manifest: ManifestObject, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems that do not depend on what the placeholders of an object become."""
    found = manifest.placeholders
    written = {one for text in found.values() for one in _written(text)}
    for problem in problems:
        at_one = any(problem.path[:length] in found for length in range(1, len(problem.path) + 1))
        if not at_one and not _compares(problem, found) and not any(one in problem.message for one in written):
            yield problem


def _compares(problem: Problem, placeholders: Mapping[FieldPath, str]) -> bool:
    """Whether a problem lies between two values, of which a placeholder is one."""
    if problem.code == _UNKNOWN_VOLUME:
        return any("volumes" in path[-3:] for path in placeholders)
    compared = [other.path for other in problem.related if other.path and other.path[-1] in _COMPARED]
    if problem.code == _REQUEST_ABOVE_LIMIT and "resources" in problem.path:
        compared.append(problem.path[: problem.path.index("resources") + 1])
    return any(path[: len(other)] == other for other in compared for path in placeholders)


def _written(text: str) -> tuple[str, ...]:
    """A text as it is, and as Go writes it in JSON."""
    quoted = json.dumps(text, ensure_ascii=False)[1:-1]
    for sign in "<>&":
        quoted = quoted.replace(sign, f"\\u{ord(sign):04x}")
    return text, quoted


def _line(manifest: ManifestObject, path: FieldPath) -> int | None:
    return manifest.document.place((*manifest.prefix, *path)).line if manifest.document else None


def _placeholders(value: Any, path: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """The paths of placeholders with their values; a key that is one stands for its value too."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if _holds_sign(key) or (path and path[-1] in _RESOURCES and _WORDS.fullmatch(key)):
                yield (*path, key), key
            elif key not in _TEXTS and not (key in ("name", "value") and _is_of_a_variable(path)):
                yield from _placeholders(inner, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _placeholders(item, (*path, index))
    elif isinstance(value, str) and (_holds_sign(value) or (path and path[-1] in _NAMES and _is_word(value, path))):
        yield path, value


def _holds_sign(text: str) -> bool:
    return len(text) <= PLACEHOLDER_CHARACTERS and _ANY.search(text) is not None


def _is_of_a_variable(path: FieldPath) -> bool:
    return path[-2:-1] == ("env",)


def _is_word(value: str, path: FieldPath) -> bool:
    """Whether a name is in words that nobody gives a name in. Names of ports may be mistaken for such words."""
    return "ports" not in path and len(value) <= PLACEHOLDER_CHARACTERS and _WORDS.search(value) is not None
