"""Users' rules and profiles: files of a folder in the format of rules/, read and checked; never code.

A file with `profile` is a profile, any other a rule.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.data import schemas_folder
from dslint.findings import Origin, Rule, Severity
from dslint.policy.page import Page, page_of
from dslint.policy.policies import Policy
from dslint.policy.profiles import Profile

if TYPE_CHECKING:
    from jsonschema import ValidationError

RESERVED = "DS"
"""The letters of dslint's own codes."""


class OwnRulesError(ValueError):
    """Rules that cannot be used: a line a fault, each with file, line, and what is wrong."""


class Own(NamedTuple):
    """What a folder holds, and the text of it all."""

    policies: tuple[Policy, ...]
    pages: Mapping[str, Page]
    profiles: Mapping[str, Profile]
    text: str


def read_own(folders: Iterable[Path]) -> Own:
    """All rules and profiles of the folders. Raises OwnRulesError with every fault there is."""
    files = [file for folder in folders for file in _files(folder)]
    if not files:
        return Own((), {}, {}, "")
    read = [_read(file) for file in files]
    faults = [fault for found in read for fault in found.faults]
    faults += _twice(read)
    if faults:
        raise OwnRulesError("\n".join(faults))
    rules = [found.value for found in read if "profile" not in found.value]
    profiles = [Profile.of(found.value) for found in read if "profile" in found.value]
    return Own(
        policies=tuple(map(Policy.of, rules)),
        pages={rule["code"]: page_of(_rule(rule), rule) for rule in rules},
        profiles={profile.name: profile for profile in profiles},
        text="\n".join(found.text for found in read),
    )


def _files(folder: Path) -> Sequence[Path]:
    if not folder.is_dir():
        raise OwnRulesError(f"{folder} is no folder of rules")
    return sorted(file for file in folder.rglob("*") if file.suffix in (".yaml", ".yml"))


class _Read(NamedTuple):
    file: Path
    text: str
    value: dict[str, Any]
    faults: tuple[str, ...]


def _read(file: Path) -> _Read:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        text = file.read_text(encoding="utf-8")
        value = yaml.load(text, Loader=loader)  # noqa: S506 - both are safe
        node = yaml.compose(text, Loader=loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        return _Read(file, "", {}, (f"{file}: {' '.join(str(error).split())}",))
    if not isinstance(value, dict):
        return _Read(file, text, {}, (f"{file}:1: is no rule and no profile: a map is wanted",))
    return _Read(file, text, value, tuple(f"{file}:{_line(node, path)}: {told}" for path, told in _faults(value)))


def _faults(value: dict[str, Any]) -> Iterator[tuple[list[str | int], str]]:
    """Ways into the file with what is wrong there."""
    from jsonschema import Draft202012Validator

    name = "profile" if "profile" in value else "rule"
    schema = json.loads((schemas_folder() / f"{name}.schema.json").read_text(encoding="utf-8"))
    for error in sorted(Draft202012Validator(schema).iter_errors(value), key=lambda error: list(map(str, error.path))):
        if error.validator == "additionalProperties":
            yield from _unknown(error)
        elif error.validator != "dependentRequired":
            yield list(error.absolute_path), _said(error)
    if name == "profile":
        return
    if str(value.get("code", "")).startswith(RESERVED):
        yield ["code"], f"code: {value['code']} is one of dslint's own; take other letters than {RESERVED}"
    if "assert" not in value:
        yield [], "assert is missing: a rule of yours is decided by a JSON Schema"
    elif not _is_schema(value["assert"]):
        yield ["assert"], "assert: this is no JSON Schema of draft 2020-12"
    if "formerNames" in value:
        yield ["formerNames"], "formerNames: only dslint's own rules have former names; remove it"
    if value.get("origin", "policy") != "policy":
        yield ["origin"], "origin: a rule of yours is a policy"


def _unknown(error: ValidationError) -> Iterator[tuple[list[str | int], str]]:
    from dslint.kubernetes.nearest import did_you_mean

    schema: Any = error.schema
    instance: Any = error.instance
    known = list(schema["properties"])
    for key in instance:
        if key not in known:
            path = [*error.absolute_path, key]
            hint = did_you_mean(key, known) or f"there are {', '.join(known)}"
            yield path, f"there is no {'.'.join(map(str, path))}; {hint}"


def _said(error: ValidationError) -> str:
    where = ".".join(map(str, error.absolute_path))
    return f"{where}: {error.message}" if where else str(error.message)


def _is_schema(value: Any) -> bool:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(Draft202012Validator.META_SCHEMA).is_valid(value)


def _line(node: Any, path: Sequence[str | int]) -> int:
    """Where in a file what is at a path begins, its key if it has one; its nearest ancestor where it is not there."""
    begins = node
    for key in path:
        if node.id == "mapping":
            items = {child.value: (child, value) for child, value in node.value}
        else:
            items = {index: (item, item) for index, item in enumerate(node.value)} if node.id == "sequence" else {}
        if key not in items:
            break
        begins, node = items[key]
    return int(begins.start_mark.line) + 1


def _twice(read: Sequence[_Read]) -> Iterator[str]:
    seen: dict[str, Path] = {}
    for found in read:
        name = found.value.get("profile") or found.value.get("code")
        if isinstance(name, str) and name in seen:
            yield f"{found.file}:1: {name} is in {seen[name]} too"
        if isinstance(name, str):
            seen[name] = found.file


def _rule(value: Mapping[str, Any]) -> Rule:
    return Rule(
        code=value["code"],
        name=value["name"],
        summary=value["summary"],
        severity=Severity(value["severity"]),
        origin=Origin.POLICY,
        help=value["help"],
    )
