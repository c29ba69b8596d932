"""The common case, that a request satisfies its policies: several of them are evaluated as one expression.

Where that is true, each of them is. Where it is not, they are asked one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from dslint.admission.policies.cel.activation import Activation
from dslint.admission.policies.cel.engine import VARIABLE, Engine, Frame
from dslint.admission.policies.cel.outcomes import CompileError
from dslint.admission.policies.cel.syntax_tree import Call, Node, nodes
from dslint.admission.policies.cel.tree_bytes import write_tree
from dslint.admission.policies.compiled_policy import CompiledPolicy
from dslint.admission.policies.inputs import hidden
from dslint.admission.policies.policy_objects import EVERY, MatchResources, Policy

AT_ONCE = 8
"""How many policies are evaluated together: one that is not satisfied costs the others of its group."""


class Group(NamedTuple):
    """Policies, by name, and the expression that is true if all of theirs are."""

    names: frozenset[str]
    engine: Engine
    program: Any

    def holds(self, activation: Activation) -> bool:
        """Whether all are satisfied, for certain."""
        frame = Frame(activation.variable, activation.request)
        try:
            value = self.engine.run(self.program, activation.converted(self.engine), frame)
        except RuntimeError:
            return False
        return bool(value.type().name() == "BOOL" and value.plain_value() is True)


def groups(policies: Iterable[CompiledPolicy]) -> tuple[Group, ...]:
    """The groups of those that can be evaluated together. All are about the request, as far as its kind says."""
    found = [(one, programs) for one in policies if (programs := _programs(one)) is not None]
    chunks = (found[start : start + AT_ONCE] for start in range(0, len(found), AT_ONCE))
    return tuple(map(_group, chunks))


def _group(chunk: Sequence[tuple[CompiledPolicy, Sequence[tuple[Node, Engine]]]]) -> Group:
    programs = [program for _, own in chunk for program, _ in own]
    engine = chunk[0][1][0][1]
    names = frozenset(one.policy.name for one, _ in chunk)
    return Group(names, engine, engine.program(write_tree(_all(programs))))


def _programs(compiled: CompiledPolicy) -> list[tuple[Node, Engine]] | None:
    """What is to be true of a policy that reads nothing but the request, and is about every one for its kind."""
    policy = compiled.policy
    if policy.param_kind or policy.conditions or policy.annotations or not _is_certain(policy.matching):
        return None
    texts = [one.expression for one in policy.variables] + [one.expression for one in policy.validations]
    if hidden(texts):
        return None
    found = [*_validations(compiled, policy)]
    return found if found and len(found) == len(policy.validations) else None


def _validations(compiled: CompiledPolicy, policy: Policy) -> Iterator[tuple[Node, Engine]]:
    for validation in policy.validations:
        expression = compiled.expression(validation.expression, "bool")
        if isinstance(expression, CompileError):
            return
        program = (compiled.inlined(expression) or expression).program
        if program is None or any(
            isinstance(node, Call) and node.function.startswith(VARIABLE) for node in nodes(program)
        ):
            return
        yield program, expression.engine


def _is_certain(matching: MatchResources) -> bool:
    """Whether its rules do not say more than which kinds it is about."""
    selects = any(selector is not None and not selector.empty for selector in (matching.namespaces, matching.objects))
    return not (selects or matching.excluded or any(rule.names or rule.scope != EVERY for rule in matching.rules))


def _all(programs: Sequence[Node]) -> Node:
    """All of them, halved again and again: the library evaluates what is nested, and stops at some depth."""
    if len(programs) == 1:
        return programs[0]
    half = len(programs) // 2
    return Call(0, "_&&_", None, (_all(programs[:half]), _all(programs[half:])))
