"""Why an expression is false: the fields that the part which decided read, and the values that it saw there.

The tree is followed as it was evaluated: of `a && b` into what was false, of `items.all(i, …)` into each item that
failed. What is left is a comparison or a call, and the fields in it are the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from dslint.admission.policies.cel.loops import loop_of
from dslint.admission.policies.cel.outcomes import ABSENT, Reading
from dslint.admission.policies.cel.references import step_of, target_of
from dslint.admission.policies.cel.syntax_tree import Call, Comprehension, Constant, Identifier, Node, Select, children
from dslint.findings import FieldPath

if TYPE_CHECKING:
    from dslint.admission.policies.cel.expression import Expression

MOST_ITEMS = 100
"""How many items of a list are followed."""


class Seen(NamedTuple):
    """A value, and the path that it was read from, if it was read as it is."""

    value: Any
    path: FieldPath | None


@dataclass(frozen=True)
class Explanation:
    """`evaluated` gives the plain value of a part with names bound, or ABSENT if it has none."""

    expression: Expression
    values: Mapping[str, Any]
    variables: Mapping[str, Expression]
    evaluated: Callable[[Expression, Node, Mapping[str, Any]], Any]
    bound: Mapping[str, Seen]

    def readings(self) -> tuple[Reading, ...]:
        """What the deciding part of an expression read that should be true, in the order of reading."""
        found = dict.fromkeys(self.why(self.expression.tree.root, wanted=True))
        deepest = [path for path in found if not any(_goes_on(other, path) for other in found)]
        return tuple(Reading(path, _walk(self.values, path)) for path in deepest)

    def value_of(self, node: Node) -> Any:
        return self.evaluated(self.expression, node, {name: seen.value for name, seen in self.bound.items()})

    def why(self, node: Node, *, wanted: bool) -> Iterator[FieldPath]:
        if isinstance(node, Call) and node.function in {"_&&_", "_||_"}:
            decisive = [part for part in node.arguments if self.value_of(part) is not wanted]
            for part in decisive or node.arguments:
                yield from self.why(part, wanted=wanted)
        elif isinstance(node, Call) and node.function == "!_":
            yield from self.why(node.arguments[0], wanted=not wanted)
        elif isinstance(node, Call) and node.function == "_?_:_":
            yield from self.why_of_choice(node, wanted=wanted)
        elif isinstance(node, Comprehension) and loop_of(node).kind in {"all", "exists"}:
            yield from self.why_of_loop(node, wanted=wanted)
        elif self._variable(node) is not None:
            yield from self._of_variable(node).why(self._variable_root(node), wanted=wanted)
        else:
            yield from self.reads(node)

    def why_of_choice(self, node: Call, *, wanted: bool) -> Iterator[FieldPath]:
        condition, first, second = node.arguments
        chosen = first if self.value_of(condition) is True else second
        if isinstance(chosen, Constant) or self.value_of(condition) is ABSENT:
            yield from self.why(condition, wanted=chosen is second)
        else:
            yield from self.why(chosen, wanted=wanted)

    def why_of_loop(self, node: Comprehension, *, wanted: bool) -> Iterator[FieldPath]:
        loop = loop_of(node)
        items = self.items_of(node.range)
        each = (loop.kind == "all") is wanted
        insides = [self.with_item(node, item) for item in items]
        if each:
            failed = [inside for inside in insides if inside.value_of(loop.body) is not wanted]
            found = [path for inside in failed for path in inside.why(loop.body, wanted=wanted)]
            yield from found or self.reads(node.range)
        else:
            found = [*self.reads(node.range)]
            yield from found or (path for inside in insides for path in inside.reads(loop.body))

    def with_item(self, node: Comprehension, item: tuple[Any, Seen]) -> Explanation:
        key, seen = item
        if node.second_variable:
            names = {node.variable: Seen(key, None), node.second_variable: seen}
        else:
            names = {node.variable: Seen(key, seen.path) if isinstance(key, str) else seen}
        return replace(self, bound={**self.bound, **names})

    def items_of(self, node: Node) -> list[tuple[Any, Seen]]:
        """The items that a comprehension goes through, each with its index, or its key in a map."""
        if isinstance(node, Comprehension) and loop_of(node).kind in {"filter", "map"}:
            return self.items_of_loop(node)
        if self._variable(node) is not None:
            return self._of_variable(node).items_of(self._variable_root(node))
        seen = self.seen_at(node)
        value = self.value_of(node) if seen is None else seen.value
        path = None if seen is None else seen.path
        if isinstance(value, dict):
            pairs = [(key, Seen(key, None if path is None else (*path, key))) for key in value]
        elif isinstance(value, list):
            pairs = [(at, Seen(item, None if path is None else (*path, at))) for at, item in enumerate(value)]
        else:
            return []
        return pairs[:MOST_ITEMS]

    def items_of_loop(self, node: Comprehension) -> list[tuple[Any, Seen]]:
        loop = loop_of(node)
        where = loop.body if loop.kind == "filter" else loop.where
        found: list[tuple[Any, Seen]] = []
        for item in self.items_of(node.range):
            inside = self.with_item(node, item)
            if where is not None and inside.value_of(where) is not True:
                continue
            made = (
                item[1]
                if loop.kind == "filter"
                else inside.seen_at(loop.body) or Seen(inside.value_of(loop.body), None)
            )
            found.append((len(found), made))
        return found

    def reads(self, node: Node) -> Iterator[FieldPath]:
        """Every field that a part reads, each as deep as it goes."""
        seen = self.seen_at(node)
        if seen is not None:
            if seen.path is not None:
                yield seen.path
            yield from self.reads_of_keys(node)
        elif isinstance(node, Comprehension):
            yield from self.reads_of_loop(node)
        elif self._variable(node) is not None:
            yield from self._of_variable(node).reads(self._variable_root(node))
        else:
            for part in children(node):
                yield from self.reads(part)

    def reads_of_loop(self, node: Comprehension) -> Iterator[FieldPath]:
        """What a loop reads of its items; of a filter, of those that it lets through, unless it lets none."""
        loop = loop_of(node)
        insides = [self.with_item(node, item) for item in self.items_of(node.range)]
        kept = [inside for inside in insides if loop.kind == "filter" and inside.value_of(loop.body) is True]
        found = [path for inside in kept or insides for path in inside.reads(loop.body)]
        yield from found or self.reads(node.range)

    def reads_of_keys(self, node: Node) -> Iterator[FieldPath]:
        """What computed keys in a chain read: `labels[params.key]`."""
        target = target_of(node)
        while target is not None:
            if isinstance(node, Call):
                yield from self.reads(node.arguments[1])
            node, target = target, target_of(target)

    def seen_at(self, node: Node) -> Seen | None:
        """The value of a chain of fields and items, up to the first that is not there."""
        if isinstance(node, Identifier):
            if node.name in self.bound:
                return self.bound[node.name]
            return Seen(self.values[node.name], (node.name,)) if node.name in self.values else None
        target, step = target_of(node), self._step(node)
        if target is None or step is None:
            return None
        variable = self._variable(node)
        if variable is not None:
            return self._of_variable(node).seen_at(self._variable_root(node))
        below = self.seen_at(target)
        if below is None or below.value is ABSENT:
            return below
        path = None if below.path is None else (*below.path, step)
        return Seen(_walk(below.value, (step,)), path)

    def _step(self, node: Node) -> str | int | None:
        if isinstance(node, Call) and target_of(node) is not None and not isinstance(node.arguments[1], Constant):
            value = self.value_of(node.arguments[1])
            return value if isinstance(value, (str, int)) else None
        return step_of(node)

    def _variable(self, node: Node) -> Expression | None:
        if not (isinstance(node, Select) and isinstance(node.operand, Identifier)):
            return None
        named = node.operand.name == "variables" and "variables" not in self.bound and not node.test_only
        return self.variables.get(node.field) if named else None

    def _of_variable(self, node: Node) -> Explanation:
        """The explanation of a variable of the policy: an expression of its own."""
        variable = self._variable(node)
        assert variable is not None
        return replace(self, expression=variable, bound={})

    def _variable_root(self, node: Node) -> Node:
        variable = self._variable(node)
        assert variable is not None
        return variable.tree.root


def _goes_on(path: FieldPath, than: FieldPath) -> bool:
    return len(path) > len(than) and path[: len(than)] == than


def _walk(value: Any, path: FieldPath) -> Any:
    for step in path:
        if isinstance(value, Mapping):
            value = value.get(step, ABSENT)
        elif isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
            value = value[step]
        else:
            return ABSENT
    return value
