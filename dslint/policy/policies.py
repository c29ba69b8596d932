"""Policies: the values that each one checks, what it asserts, and the profiles that excuse a value.

dslint's own policies are in rules/policies.json, so that a run does not have to read all files of rules/.
`python -m tools.generate_policies` generates it from them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property, lru_cache
from typing import Any, NamedTuple

from dslint.data import refuse, rules_folder
from dslint.findings import Problem, Rule
from dslint.kubernetes.field_path import PathTree
from dslint.kubernetes.release import Behaviour, Release
from dslint.policy import catalogue
from dslint.policy.field_paths import MISSING, keys_of
from dslint.policy.profiles import Profile

_EVERYTHING = json.dumps(True)
"""The text of the schema of a need that is met by any value, also by a missing one."""

INDEX = "policies.json"

Test = Callable[[Any], bool]

_NONE: Mapping[str, Any] = {}


class UserRulesError(ValueError):
    """Invalid rules. The message has a line for each error, with file, line and what is wrong."""


class UnreadableRulesError(UserRulesError):
    """A folder or file of rules that cannot be read."""


class _Policy(NamedTuple):
    code: str
    path: tuple[str, ...]
    assertion: Any
    message: str
    kinds: frozenset[str]
    message_for_several: str = ""
    containers: frozenset[str] = frozenset()
    of_object: bool = False
    where: Any = True
    required: bool = False
    needs: str | None = None
    strict: bool = False
    versions: Behaviour | None = None
    fix: Mapping[str, Any] | None = None


class Policy(_Policy):
    """A rule that a JSON Schema decides.

    It checks the value at `path` below the object, its pod, or each container of some classes (`containers`), if these
    match `where`. `needs` is the need of a profile that excuses a value. A missing value is reported only if it is
    `required`. `strict` policies must be enabled. Problems of an object are shown as one if there is a
    `message_for_several`. `fix` is what the rule file says of it.
    """

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Policy:
        """The policy of a rule file's value, which schemas/rule.schema.json describes."""
        match, versions = value["match"], value.get("kubernetes")
        return cls(
            code=value["code"],
            path=keys_of(value["path"]),
            assertion=value["assert"],
            message=value["message"],
            message_for_several=value.get("messageForSeveral", ""),
            kinds=frozenset(match.get("kinds", ("DaemonSet", "Pod"))),
            containers=frozenset(match.get("containers", ())),
            of_object=match.get("from") == "object",
            where=match.get("where", True),
            required=value.get("required", False),
            needs=value.get("needs"),
            strict=value.get("strict", False),
            versions=Behaviour(since=versions.get("since"), until=versions.get("until")) if versions else None,
            fix=value.get("fix"),
        )

    def applies_to(self, release: Release) -> bool:
        return self.versions is None or release.has(self.versions)

    @property
    def parts(self) -> Iterable[str]:
        """What of an object it checks: OBJECT, POD, or containers of these classes."""
        return self.containers or ((OBJECT,) if self.of_object else (POD,))

    @cached_property
    def is_met(self) -> Test:
        return test_of(self.assertion)

    @cached_property
    def selects(self) -> Test:
        return test_of(self.where)


def test_of(schema: Any) -> Test:
    """A test of values against a JSON Schema. The schema must be self-contained: nothing is fetched."""
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(schema, retriever=refuse).is_valid


@lru_cache(maxsize=1024)
def _test_of_text(schema: str) -> Test:
    return test_of(json.loads(schema))


class Violation(NamedTuple):
    """A problem that a profile may excuse: its value, and the need that excuses it; a trap has neither."""

    problem: Problem
    value: Any = None
    need: str | None = None

    def is_excused_by(self, profile: Profile) -> bool:
        if self.problem.code in profile.excuses:
            return True
        schema = profile.excuse_texts.get(self.need or "")
        if schema is None or schema == _EVERYTHING:
            return schema is not None
        return self.value is not MISSING and _test_of_text(schema)(self.value)


OBJECT, POD = "object", "pod"
"""What a policy checks if not containers of a class."""


class PoliciesByPath(NamedTuple):
    """The enabled policies for objects of a kind, in order, whatever the release.

    `trees` has the paths of their values with the positions of the policies: those of the object, of the pod, and of
    containers by class. `required` are the positions of those that report missing values too, which no tree finds.
    """

    policies: tuple[Policy, ...]
    trees: Mapping[str, PathTree]
    required: tuple[int, ...]

    @classmethod
    def of(cls, policies: Iterable[Policy]) -> PoliciesByPath:
        every = tuple(policies)
        trees: dict[str, PathTree] = {}
        for position, policy in enumerate(every):
            for part in () if policy.required else policy.parts:
                trees.setdefault(part, PathTree()).add(policy.path, position)
        return cls(every, trees, tuple(position for position, policy in enumerate(every) if policy.required))


class _Policies(NamedTuple):
    policies: tuple[Policy, ...]
    profiles: Mapping[str, Profile]
    rules: Mapping[str, Rule] = _NONE
    chosen: Mapping[str, tuple[str, ...]] = _NONE
    strict: bool = False
    enabled: frozenset[str] = frozenset()
    own: str = ""


class Policies(_Policies):
    """Policies and profiles, and the rules of those that are not dslint's own, by code.

    `chosen` are profiles that the configuration names: patterns of `namespace/name`, and the profiles of each.
    They include strict policies, which are enabled if `strict` is true or `enabled` contains their code.
    `own` is the text of the files that are not dslint's own.
    """

    def key(self) -> str:
        """Identifies these policies, for the cache."""
        return repr((self.strict, sorted(self.enabled), sorted(self.chosen.items()), self.own))

    @cached_property
    def _by_path(self) -> dict[str, PoliciesByPath]:
        """What by_path has found, by kind."""
        return {}

    def by_path(self, kind: str) -> PoliciesByPath:
        """The enabled policies for objects of a kind."""
        known = self._by_path.get(kind)
        if known is None:
            matching = (policy for policy in self.policies if kind in policy.kinds)
            enabled = (one for one in matching if self.strict or not one.strict or one.code in self.enabled)
            known = self._by_path[kind] = PoliciesByPath.of(enabled)
        return known

    def rule(self, code: str) -> Rule:
        """Raises UnknownRuleError."""
        return self.rules.get(code) or catalogue.rule(code)


@cache
def built_in() -> Policies:
    """dslint's own policies and profiles."""
    index = json.loads((rules_folder() / INDEX).read_text(encoding="utf-8"))
    return Policies(tuple(map(Policy.of, index["policies"])), profiles_of(index["profiles"]))


def profiles_of(values: Iterable[Mapping[str, Any]]) -> dict[str, Profile]:
    return {profile.name: profile for profile in map(Profile.of, values)}
