"""The type checker: the type of an expression, or what the server refuses of it, in its words.

It decides as cel-go does (checker/checker.go). The library's own checker does not: its messages differ, it knows no
typed objects, and it compares int with double at run time only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from dslint.admission.policies.cel.declarations import Checked, Declarations, undeclared
from dslint.admission.policies.cel.functions.overloads import Overload
from dslint.admission.policies.cel.syntax_tree import (
    Call,
    Comprehension,
    Constant,
    CreateList,
    CreateStruct,
    Identifier,
    Node,
    Select,
    SyntaxTree,
    qualified_name,
)
from dslint.admission.policies.cel.types import (
    BOOL,
    DYN,
    ERROR,
    INT,
    PARAMETER,
    STRING,
    STRUCT,
    Type,
    list_of,
    map_of,
    optional_of,
    type_of,
)
from dslint.admission.policies.cel.unification import Substitutions, most_general

_OPTIONAL_SYNTAX = {"_?._": ".?", "_[?_]": "[?"}


def check(tree: SyntaxTree, declarations: Declarations) -> Checked:
    checker = _Checker(declarations)
    checker.check(tree.root)
    types = {number: checker.known.applied(one, unknown_as_dyn=True) for number, one in checker.types.items()}
    return Checked(types, checker.qualified, tuple(checker.errors))


class _Checker:
    def __init__(self, declarations: Declarations) -> None:
        self.declarations = declarations
        self.known = Substitutions()
        self.types: dict[int, Type] = {}
        self.qualified: dict[int, str] = {}
        self.errors: list[tuple[int, str]] = []
        self.scopes: list[dict[str, Type]] = []

    def check(self, node: Node) -> Type:
        found = self.types[node.id] = self._type_of(node)
        return found

    def error(self, node: Node, message: str) -> Type:
        self.errors.append((node.id, message))
        return ERROR

    def _type_of(self, node: Node) -> Type:
        if isinstance(node, Constant):
            return type_of(node.value, unsigned=node.unsigned)
        if isinstance(node, Identifier):
            return self._variable(node.name) or self.error(node, undeclared(node.name))
        if isinstance(node, Select):
            return self._select(node)
        if isinstance(node, Call):
            return self._call(node)
        return self._aggregate(node)

    def _aggregate(self, node: CreateList | CreateStruct | Comprehension) -> Type:
        if isinstance(node, CreateList):
            return self._list(node)
        if isinstance(node, Comprehension):
            return self._comprehension(node)
        return self.error(node, undeclared(node.name)) if node.name else self._map(node)

    def _variable(self, name: str) -> Type | None:
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]
        return self.declarations.variables.get(name.removeprefix("."))

    def _select(self, node: Select) -> Type:
        if not node.test_only:
            name = qualified_name(node)
            found = self.declarations.variables.get(name) if name else None
            if found is not None:
                return found
        found = self._field(node, node.operand, node.field, optional=False)
        return BOOL if node.test_only else self.known.applied(found)

    def _field(self, node: Node, operand: Node, field: str, *, optional: bool) -> Type:
        whole = self.known.applied(self.check(operand))
        target = whole.parameters[0] if whole.is_optional else whole
        found = self._field_of(node, target, field)
        return optional_of(found) if optional or whole.is_optional else found

    def _field_of(self, node: Node, target: Type, field: str) -> Type:
        if target.name == "map":
            return target.parameters[1]
        if target.kind == STRUCT:
            known = self.declarations.structs[target.name].get(field)
            return self.error(node, f"undefined field '{field}'") if known is None else known
        if target.kind == PARAMETER:
            self.known.assign(DYN, target)
        elif not target.is_dyn:
            self.error(node, f"type '{target}' does not support field selection")
        return DYN

    def _call(self, node: Call) -> Type:
        if node.function in _OPTIONAL_SYNTAX and node.function not in self.declarations.functions:
            return self.error(node, f"unsupported syntax '{_OPTIONAL_SYNTAX[node.function]}'")
        if node.function == "_?._":
            return self._optional_field(node)
        for argument in node.arguments:
            self.check(argument)
        return self._global(node) if node.target is None else self._member(node, node.target)

    def _optional_field(self, node: Call) -> Type:
        operand, field = node.arguments
        assert isinstance(field, Constant)
        self.types[field.id] = STRING
        return self.known.applied(self._field(node, operand, str(field.value), optional=True))

    def _global(self, node: Call) -> Type:
        found = self.declarations.functions.get(node.function.removeprefix("."))
        if found is None:
            return self.error(node, undeclared(node.function))
        return self._resolved(node, found, node.arguments, member=False)

    def _member(self, node: Call, target: Node) -> Type:
        """A call on a value, unless the target is the first part of the name of a function."""
        functions = self.declarations.functions
        prefix = qualified_name(target)
        if prefix and f"{prefix}.{node.function}" in functions:
            self.qualified[node.id] = f"{prefix}.{node.function}"
            return self._resolved(node, functions[self.qualified[node.id]], node.arguments, member=False)
        self.check(target)
        if node.function not in functions:
            return self.error(node, undeclared(node.function))
        return self._resolved(node, functions[node.function], (target, *node.arguments), member=True)

    def _resolved(self, node: Call, overloads: Sequence[Overload], parts: Sequence[Node], *, member: bool) -> Type:
        given = [self.types[part.id] for part in parts]
        if node.function in {"_&&_", "_||_"}:
            return self._logical(parts, given)
        result: Type | None = None
        for overload in overloads:
            if overload.signature.member != member:
                continue
            *asked, gives = self.known.instances((*overload.signature.arguments, overload.signature.result))
            if self.known.assign_all(given, asked):
                found = self.known.applied(gives)
                result = found if result is None else result if result.is_dyn or found == result else DYN
        if result is not None:
            return result
        shown = [str(self.known.applied(one, unknown_as_dyn=True)) for one in given]
        applied = f"{shown[0]}.({', '.join(shown[1:])})" if member else f"({', '.join(shown)})"
        name = self.qualified.get(node.id, node.function)
        return self.error(node, f"found no matching overload for '{name}' applied to '{applied}'")

    def _logical(self, parts: Sequence[Node], given: Sequence[Type]) -> Type:
        wrong = [pair for pair in zip(parts, given, strict=True) if not self.known.assign(pair[1], BOOL)]
        for part, one in wrong:
            self.error(part, f"expected type 'bool' but found '{self.known.applied(one)}'")
        return ERROR if wrong else BOOL

    def _list(self, node: CreateList) -> Type:
        joined: Type | None = None
        for index, element in enumerate(node.elements):
            found = self.check(element)
            if index in node.optional:
                found = self._unwrapped(element, found)
            joined = self._joined(element, joined, found)
        return list_of(joined or self.known.fresh())

    def _map(self, node: CreateStruct) -> Type:
        keys: Type | None = None
        values: Type | None = None
        for entry in node.entries:
            assert not isinstance(entry.key, str)
            keys = self._joined(entry.key, keys, self.check(entry.key))
            found = self.check(entry.value)
            values = self._joined(entry.value, values, self._unwrapped(entry.value, found) if entry.optional else found)
        return map_of(keys or self.known.fresh(), values or self.known.fresh())

    def _unwrapped(self, node: Node, found: Type) -> Type:
        if found.is_optional:
            return found.parameters[0]
        if not found.is_dyn:
            self.error(node, f"expected type '{optional_of(found)}' but found '{found}'")
        return found

    def _joined(self, node: Node, before: Type | None, found: Type) -> Type:
        if before is None:
            return found
        if self.known.assign(before, found):
            return most_general(before, found)
        if not self.declarations.homogeneous:
            return DYN
        return self.error(node, f"expected type '{self.known.applied(before)}' but found '{self.known.applied(found)}'")

    def _comprehension(self, node: Comprehension) -> Type:
        over = self.known.applied(self.check(node.range))
        initial = self.check(node.initial)
        first, second = self._elements(node, over)
        loop = {node.variable: first} | ({node.second_variable: second} if node.second_variable else {})
        with self._scope({node.accumulator: initial}):
            with self._scope(loop):
                self._assert(node.condition, BOOL)
                self._assert(node.step, initial)
            return self.known.applied(self.check(node.result))

    def _elements(self, node: Comprehension, over: Type) -> tuple[Type, Type]:
        """The types of the loop's variables: elements of a list, keys of a map; with two, index or key, and value."""
        if over.name == "list":
            return (INT, over.parameters[0]) if node.second_variable else (over.parameters[0], ERROR)
        if over.name == "map":
            return over.parameters[0], over.parameters[1]
        if over.is_dyn or over.kind == PARAMETER:
            self.known.assign(DYN, over)
            return DYN, DYN
        self.error(
            node.range,
            f"expression of type '{over}' cannot be range of a comprehension (must be list, map, or dynamic)",
        )
        return ERROR, ERROR

    def _assert(self, node: Node, asked: Type) -> None:
        found = self.check(node)
        if not self.known.assign(asked, found):
            self.error(node, f"expected type '{asked}' but found '{found}'")

    @contextmanager
    def _scope(self, variables: dict[str, Type]) -> Iterator[None]:
        self.scopes.append(variables)
        yield
        self.scopes.pop()
