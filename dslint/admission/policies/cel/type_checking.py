"""The server's type checking of a policy: its expressions, compiled for each kind of object that the policy names.

Kubernetes: staging/src/k8s.io/apiserver/pkg/admission/plugin/policy/validating/typechecking.go. What it finds stands in
status.typeChecking of the policy, which the server takes nevertheless.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import NamedTuple

from dslint.admission.policies.cel.admission_types import typed_declarations
from dslint.admission.policies.cel.declarations import Declarations
from dslint.admission.policies.cel.environment import Environment
from dslint.admission.policies.cel.object_types import object_type
from dslint.admission.policies.cel.types import Type
from dslint.admission.policies.policy_objects import NamedRule, Policy
from dslint.findings import FieldPath
from dslint.kubernetes.release import Release, Version
from dslint.schema.definitions import definitions

MOST_KINDS = 10
"""The server looks at no more kinds of one rule."""


class Kind(NamedTuple):
    """A kind that a policy names; the server goes through them in this order."""

    group: str
    version: str
    kind: str

    @property
    def api_version(self) -> str:
        return f"{self.group}/{self.version}" if self.group else self.version

    def __str__(self) -> str:
        return f"{self.api_version}, Kind={self.kind}"


class TypeWarning(NamedTuple):
    """What the server finds in an expression, by the path of the expression in the policy."""

    path: FieldPath
    message: str


class NamedKinds(NamedTuple):
    """The kinds that a policy names, and the resources whose kinds and fields dslint does not have."""

    known: tuple[Kind, ...]
    unknown: tuple[str, ...]


def named_kinds(policy: Policy, release: Release) -> NamedKinds:
    """Rules with `*` name none, and subresources are left out: so the server has it."""
    known: set[Kind] = set()
    unknown: list[str] = []
    for rule in policy.matching.rules:
        for group, version, resource in list(_resources(rule))[:MOST_KINDS]:
            api_version = f"{group}/{version}" if group else version
            kind = kinds_of_resources(release.version).get((api_version, resource))
            if kind is None:
                unknown.append(f"{resource}.{group}" if group else resource)
            else:
                known.add(Kind(group, version, kind))
    return NamedKinds(tuple(sorted(known)), tuple(dict.fromkeys(unknown)))


def _resources(rule: NamedRule) -> Iterable[tuple[str, str, str]]:
    groups, versions = rule.groups, rule.versions
    if any("*" in one for one in (*groups, *versions)):
        return ()
    resources = [one for one in rule.resources if "*" not in one and "/" not in one]
    return product(sorted(groups), sorted(versions), sorted(resources))


def kinds_of_resources(version: Version) -> dict[tuple[str, str], str]:
    """The kinds whose fields dslint has, by apiVersion and resource: daemonsets, priorityclasses."""
    found = {}
    for name in (*definitions(version).kinds, "v1 ConfigMap"):
        api_version, _, kind = name.partition(" ")
        resource = kind.lower()
        found[api_version, f"{resource}es" if resource.endswith("s") else f"{resource}s"] = kind
    return found


def type_warnings(policy: Policy, release: Release) -> Iterator[TypeWarning]:
    """The warnings about validations and their messages, each for all kinds at once."""
    kinds = named_kinds(policy, release).known
    checkers = [_KindChecker(policy, kind, release) for kind in kinds]
    for validation in policy.validations:
        for field, text in (
            ("expression", validation.expression),
            ("messageExpression", validation.message_expression),
        ):
            found = [message for checker in checkers for message in checker.warnings(text)] if text else []
            if found:
                yield TypeWarning((*validation.path, field), "\n".join(found))


@dataclass(frozen=True)
class _KindChecker:
    """Checks expressions for one kind."""

    policy: Policy
    kind: Kind
    release: Release

    @cached_property
    def declarations(self) -> Declarations:
        """What an expression may name: all variables of the policy, however they compile."""
        params = self.policy.param_kind
        declared = typed_declarations(
            self.release,
            object_type(self.kind.api_version, self.kind.kind, self.release),
            object_type(params.api_version, params.kind, self.release) if params else None,
            params=params is not None,
        )
        environment = Environment.of(self.release, stored=True)
        variables: dict[str, Type] = {}
        for variable in self.policy.variables:
            found = environment.type_of(variable.expression, declared.with_composed(variables))
            variables[variable.name] = found
        return declared.with_composed(variables)

    def warnings(self, text: str) -> Iterator[str]:
        errors = Environment.of(self.release, stored=True).type_errors(text, self.declarations)
        if errors:
            yield f"{self.kind}: {errors}\n"
