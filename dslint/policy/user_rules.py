"""Users' rules and profiles: files of a folder in the format of rules/, read and checked; never code.

A file with `profile` is a profile, any other a rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dslint.findings import Origin, Rule, Severity
from dslint.own_files.errors import OwnFileError, OwnFileErrors, UnreadableFileError
from dslint.own_files.files import text_of
from dslint.own_files.folders import files_below
from dslint.own_files.reader import OwnFile, read_text
from dslint.own_files.schema import check
from dslint.policy.catalogue import fixable_of
from dslint.policy.policies import Policy, UnreadableRulesError, UserRulesError
from dslint.policy.profiles import Profile
from dslint.policy.rule_fixes import fix_errors
from dslint.policy.rule_page import Page, page_of
from dslint.policy.rule_schemas import schema_errors

RESERVED = "DS"
"""The prefix of dslint's own codes."""

SUFFIXES = (".yaml", ".yml")
_RULE_OR_PROFILE = re.compile(r"""^(?:\{\s*)?["']?(?:code|profile|assert)["']?\s*:""", re.MULTILINE)
"""Matches a file that is meant as a rule or profile, even if it is invalid."""


class UserRules(NamedTuple):
    """The rules and profiles of some folders, and the text of all their files."""

    policies: tuple[Policy, ...]
    pages: Mapping[str, Page]
    profiles: Mapping[str, Profile]
    text: str


def read_user_rules(folders: Iterable[Path]) -> UserRules:
    """All rules and profiles of the folders.

    Raises UnreadableRulesError for a folder or file that cannot be read, UserRulesError with all errors.
    """
    read = [found for folder in folders for found in _read_folder(folder)]
    errors = [str(error) for found in read for error in found.errors] or [*_duplicates(read)]
    if errors:
        raise UserRulesError("\n".join(errors))
    values = [found.file.value for found in read]
    rules = [value for value in values if "profile" not in value]
    profiles = [Profile.of(value) for value in values if "profile" in value]
    return UserRules(
        policies=tuple(map(Policy.of, rules)),
        pages={rule["code"]: page_of(_rule(rule), rule) for rule in rules},
        profiles={profile.name: profile for profile in profiles},
        text="\n".join(found.text for found in read),
    )


class _Read(NamedTuple):
    file: OwnFile
    text: str
    errors: tuple[OwnFileError | OwnFileErrors, ...] = ()


def _read_folder(folder: Path) -> list[_Read]:
    try:
        texts = {file: text_of(file) for file in files_below(folder, SUFFIXES)}
    except UnreadableFileError as error:
        raise UnreadableRulesError(str(error)) from error
    if not any(map(_RULE_OR_PROFILE.search, texts.values())):
        raise UserRulesError(f"{folder}: contains no rules; a rule is a YAML file with code, match and assert")
    return [_read(file, text) for file, text in texts.items()]


def _read(path: Path, text: str) -> _Read:
    name = str(path)
    if not _RULE_OR_PROFILE.search(text):
        error = OwnFileError("is neither a rule nor a profile; write code or profile, or move it", file=name, line=1)
        return _Read(OwnFile(name, {}, lambda _: None), text, (error,))
    try:
        file = read_text(text, name)
        check(file, "profile" if isinstance(file.value, dict) and "profile" in file.value else "rule")
    except OwnFileErrors as error:
        return _Read(OwnFile(name, {}, lambda _: None), text, (error,))
    return _Read(file, text, () if "profile" in file.value else tuple(_errors(file)))


def _errors(file: OwnFile) -> Iterator[OwnFileError]:
    """Errors in a user's rule that the schema allows, because dslint's own rules may have these values."""
    value = file.value
    if value["code"].startswith(RESERVED):
        yield file.error(f"{value['code']} is reserved for dslint; use letters other than {RESERVED}", ("code",))
    if value["origin"] != "policy":
        yield file.error("your own rules must have the origin policy; write policy", ("origin",))
    if "assert" not in value:
        yield file.error("assert is missing; write the JSON Schema that the value must meet")
        return
    if "formerNames" in value:
        yield file.error("formerNames: only dslint's own rules have former names; remove it", ("formerNames",))
    if "decidedBy" in value:
        yield file.error("decidedBy: only dslint's own rules name a function; remove it", ("decidedBy",))
    if "fix" in value:
        of_containers = bool(value["match"].get("containers"))
        found = fix_errors(value["fix"], value["path"], of_containers=of_containers)
        yield from (file.error(f"fix: {message}", ("fix", *below)) for below, message in found)
    for path, schema in (("assert",), value["assert"]), (("match", "where"), value["match"].get("where", True)):
        yield from (file.error(message, (*path, *below)) for below, message in schema_errors(schema))


def _duplicates(read: Sequence[_Read]) -> Iterator[str]:
    files: dict[str, str] = {}
    for file, _, _ in read:
        key = "profile" if "profile" in file.value else "code"
        name = file.value[key]
        if name in files:
            yield str(file.error(f"{name} is already used in {files[name]}; change one of them", (key,)))
        files[name] = file.name


def _rule(value: Mapping[str, Any]) -> Rule:
    return Rule(
        code=value["code"],
        name=value["name"],
        summary=value["summary"],
        severity=Severity(value["severity"]),
        origin=Origin.POLICY,
        help=value["help"],
        fixable=fixable_of(value),
        label=value.get("label", ""),
    )
