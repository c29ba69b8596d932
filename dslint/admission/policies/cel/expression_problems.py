"""What the API server refuses of a policy's expressions, and what its type checking finds, as problems of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dslint.admission.policies.cel.environment import Environment, Result, Variables
from dslint.admission.policies.cel.expression import Expression
from dslint.admission.policies.cel.libraries import declarations, macros
from dslint.admission.policies.cel.outcomes import CompileError
from dslint.admission.policies.cel.type_checking import named_kinds, type_warnings
from dslint.admission.policies.policy_objects import Policy
from dslint.findings import FieldPath, Problem
from dslint.kubernetes.field_errors import invalid
from dslint.kubernetes.field_path import Field, field_text
from dslint.kubernetes.release import NEWEST_RECORDED, Release, show
from dslint.kubernetes.suggestions import nearest

REFUSED, WRONG_TYPES, UNCHECKED = "DS750", "DS751", "DS752"

_CLOSE = 0.8
"""How alike a function's name is to one that is suggested for it."""
_OF_QUANTITIES = frozenset(
    {"limits", "requests", "sizeLimit", "divisor", "overhead", "resources", "allocatedResources"}
)
_UNDEFINED = re.compile(r"undefined field '([^']+)'")
_UNDECLARED = re.compile(r"undeclared reference to '(?P<name>[^']+)'")


class PolicyExpression(NamedTuple):
    """An expression of a policy, where it stands, and what it is to be. `shown` is how the server quotes it."""

    path: FieldPath
    text: str
    shown: str
    result: Result
    composed: bool = True
    """Whether it may use the policy's variables."""
    authorizer: bool = True


def expression_problems(value: Mapping[str, Any], release: Release) -> Iterator[Problem]:
    """The problems of a ValidatingAdmissionPolicy after defaulting. Raises MissingLibraryError."""
    policy = Policy.of(value)
    found = list(_of_compilation(policy, release))
    yield from found
    if not any(problem.code == REFUSED for problem in found):
        yield from _of_types(policy, release)


def _of_compilation(policy: Policy, release: Release) -> Iterator[Problem]:
    environment = Environment.of(release)
    params = policy.param_kind is not None
    variables: dict[str, Expression | CompileError] = {}
    for expression in _expressions(policy):
        known: Variables | None = dict(variables) if policy.variables and expression.composed else None
        found = environment.compile(
            expression.text,
            result=expression.result,
            variables=known,
            params=params,
            authorizer=expression.authorizer,
        )
        if expression.path[1] == "variables":
            variables[_name(policy, expression.path)] = found
        if isinstance(found, CompileError):
            place = Field(expression.path, field_text(expression.path), release)
            problem = invalid(place, expression.shown, found.message, code=REFUSED)
            yield problem._replace(help=_help(found.message, release))
        elif found.impossible:
            message = f"not checked here: it {found.impossible}"
            yield Problem(UNCHECKED, message, expression.path, field_text(expression.path))


def _name(policy: Policy, path: FieldPath) -> str:
    return next(variable.name for variable in policy.variables if variable.path == path)


def _expressions(policy: Policy) -> Iterator[PolicyExpression]:
    """All expressions of the policy that are not empty, in the order of the server."""
    return filter(lambda one: one.text.strip(), _written(policy))


def _written(policy: Policy) -> Iterator[PolicyExpression]:
    for condition in policy.conditions:
        text = condition.expression.strip()
        yield PolicyExpression(condition.path, text, text, "bool", composed=False)
    for variable in policy.variables:
        yield PolicyExpression(variable.path, variable.expression, variable.expression, "any")
    for validation in policy.validations:
        path = (*validation.path, "expression")
        yield PolicyExpression(path, validation.expression, validation.expression, "bool")
        message, path = validation.message_expression, (*validation.path, "messageExpression")
        yield PolicyExpression(path, message, message, "string", authorizer=False)
    for annotation in policy.annotations:
        text = annotation.expression
        yield PolicyExpression(annotation.path, text.strip(), text, "string or null")


def _help(message: str, release: Release) -> str | None:
    """In which version a function comes that is not there yet, or which name was probably meant."""
    match = _UNDECLARED.search(message)
    if match is None:
        return None
    name = match["name"]
    major, minor = release.rules
    for later in range(minor + 1, NEWEST_RECORDED[1] + 1):
        if name in _functions(Release((major, later))):
            return f"a new expression may use {name} from Kubernetes {show((major, later))} on"
    meant = nearest(name, _functions(release), alike=_CLOSE)
    return f'did you mean "{meant}"?' if meant else None


def _functions(release: Release) -> list[str]:
    """What a new expression may call."""
    return [name for name in (*declarations(release, stored=False).functions, *macros(release)) if name.isidentifier()]


def _of_types(policy: Policy, release: Release) -> Iterator[Problem]:
    for warning in type_warnings(policy, release):
        message = warning.message.rstrip("\n")
        yield Problem(WRONG_TYPES, message, warning.path, field_text(warning.path), help=_field_help(message))
    unknown = named_kinds(policy, release).unknown
    if unknown:
        path = ("spec", "matchConstraints", "resourceRules")
        resources = " and ".join(filter(None, (", ".join(unknown[:-1]), unknown[-1])))
        message = (
            f"dslint does not know the fields of {resources}; the server checks the expressions once it has the policy"
        )
        yield Problem(UNCHECKED, message, path, field_text(path))


def _field_help(message: str) -> str | None:
    """Quantities are no fields for the type checker, though they are there when the expression is evaluated."""
    fields = set(_UNDEFINED.findall(message))
    if fields and fields <= _OF_QUANTITIES:
        return "the type checker has no type for quantities; the expression finds them when it is evaluated"
    return None
