"""From the checked tree to what the library evaluates: names that are functions here, and functions that are ours.

A field of something that has no fields is absent for the server's engine, `has(oldObject.spec)` of a null included, and
an error for the library. Where the library stops there, the careful form of the tree has functions of ours for fields.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dslint.admission.policies.cel.conversions import CONVERTED, conversion
from dslint.admission.policies.cel.declarations import Checked, Declarations
from dslint.admission.policies.cel.engine import AUTHORIZER, OWN, REQUEST, ROOTS, TYPED_VARIABLES, VARIABLE
from dslint.admission.policies.cel.format_calls import format_call
from dslint.admission.policies.cel.functions.addresses import CIDR, IP
from dslint.admission.policies.cel.functions.fields import FIELD, HAS_FIELD, IS_TYPE
from dslint.admission.policies.cel.functions.quantities import QUANTITY
from dslint.admission.policies.cel.functions.semantic_versions import SEMVER
from dslint.admission.policies.cel.optional_values import (
    ALWAYS_THERE,
    end_of,
    optional_field,
    optional_request_field,
)
from dslint.admission.policies.cel.syntax_tree import (
    Call,
    Comprehension,
    Constant,
    Identifier,
    Node,
    Select,
    call,
    children,
    qualified_name,
    with_children,
)
from dslint.admission.policies.cel.types import DYN, OPAQUE, Type

_SHARED = frozenset({"indexOf", "lastIndexOf"})
"""Names that are functions of lists here and functions of texts in the library."""
_TEXTS = _SHARED | {"charAt", "substring"}
"""Functions of texts that are ours too, for their errors."""
_EMPTY_IS_NONE = frozenset({"validate", "format.named"})
"""Functions that give an optional value, which Python cannot hand to the library."""
_COMPARED = frozenset({QUANTITY, SEMVER})
_TRAVELS = frozenset({"bool", "int", "double", "string", "bytes", "null_type", "dyn", "error"})


class NotPossibleError(Exception):
    """The library cannot evaluate the expression. The text is the reason of an Unchecked."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the checker knows of a tree, and the programs of the variables that it may use."""

    checked: Checked
    declarations: Declarations
    variables: Mapping[str, tuple[Type, Node | None]]
    """The type of each variable of the policy, and its program."""

    def type_of(self, node: Node) -> Type:
        """The type of a node; the server loses the type of some variables, which are kept here."""
        name = qualified_name(node)
        if name.startswith("variables.") and name.count(".") == 1 and isinstance(node, Select):
            return self.variables.get(node.field, (DYN, None))[0]
        return self.checked.types.get(node.id, DYN)


def program_of(node: Node, meaning: Meaning, *, bound: frozenset[str] = frozenset(), careful: bool = False) -> Node:
    """A tree, or a part of it where names are bound, for the library. Raises NotPossibleError."""
    return _Rewriting(meaning, careful=careful).of(node, bound)


@dataclass(frozen=True, slots=True)
class _Rewriting:
    meaning: Meaning
    careful: bool

    def of(self, node: Node, bound: frozenset[str]) -> Node:
        """The node for the library; `bound` are the names that comprehensions around it have taken."""
        found = self._of_name(node, bound) or self._of_types(node, bound)
        if found is None and "request" not in bound:
            found = optional_request_field(node)
        if found is not None:
            return found
        if isinstance(node, Comprehension):
            return self._of_comprehension(node, bound)
        if isinstance(node, Call) and node.id in self.meaning.checked.qualified:
            node = replace(node, target=None)
        new = with_children(node, (self.of(part, bound) for part in children(node)))
        if isinstance(new, Call):
            assert isinstance(node, Call)
            return self._of_call(node, new)
        if self.careful and isinstance(new, Select):
            return call(HAS_FIELD if new.test_only else FIELD, new.operand, _text(new.field))
        return new

    def _of_name(self, node: Node, bound: frozenset[str]) -> Node | None:
        """What stands for `variables.x`, `authorizer`, `request.userInfo` and `request` itself."""
        if isinstance(node, Identifier) and node.name.startswith("."):
            return self._of_root(replace(node, name=node.name[1:]), bound)
        if isinstance(node, Identifier):
            return self._of_identifier(node) if node.name not in bound else None
        if _root(node) in bound:
            return None
        name = qualified_name(node)
        if name == "authorizer.requestResource":
            return call(AUTHORIZER)
        if _is_opaque(name, self.meaning.declarations):
            raise NotPossibleError(f"uses the type {name} as a value")
        if isinstance(node, Select) and isinstance(node.operand, Identifier):
            return self._of_field(node, node.operand.name, bound)
        return None

    def _of_root(self, node: Identifier, bound: frozenset[str]) -> Node:
        """`.object`: the variable of the request, whatever a comprehension calls its own."""
        if node.name in bound:
            raise NotPossibleError(f"uses .{node.name} where a loop has a variable of that name")
        return self.of(node, bound)

    def _of_types(self, node: Node, bound: frozenset[str]) -> Node | None:
        """What stands for `type(x) == net.IP`."""
        if not isinstance(node, Call) or node.function not in {"_==_", "_!=_"}:
            return None
        for one, other in (node.arguments, node.arguments[::-1]):
            name = qualified_name(other)
            if isinstance(one, Call) and one.function == "type" and _is_opaque(name, self.meaning.declarations):
                same = call(IS_TYPE, self.of(one.arguments[0], bound), _text(name))
                return same if node.function == "_==_" else call("!_", same)
        return None

    def _of_identifier(self, node: Identifier) -> Node | None:
        if node.name == "authorizer":
            return call(AUTHORIZER)
        if node.name == "request":
            return call(REQUEST)
        if node.name == "variables":
            raise NotPossibleError("uses all variables of the policy at once")
        return None

    def _of_field(self, node: Select, root: str, bound: frozenset[str]) -> Node | None:
        if root == "variables":
            return Constant(0, value=True) if node.test_only else self._of_variable(node.field, bound)
        if root != "request":
            return None
        if node.field in ALWAYS_THERE:
            return Constant(0, value=True) if node.test_only else call(ALWAYS_THERE[node.field])
        return node

    def _of_variable(self, name: str, bound: frozenset[str]) -> Node:
        one, program = self.meaning.variables.get(name, (DYN, None))
        if _can_travel(one):
            return call(VARIABLE, _text(name))
        if one.name in TYPED_VARIABLES:
            return call(f"{VARIABLE}:{one.name}", _text(name))
        if program is None or bound & {*ROOTS}:
            raise NotPossibleError(f"uses variables.{name} where another variable has a name of the request's")
        return program

    def _of_comprehension(self, node: Comprehension, bound: frozenset[str]) -> Node:
        names = {node.variable, node.second_variable, node.accumulator}
        inner = bound | names
        return replace(
            node,
            range=self.of(node.range, bound),
            initial=self.of(node.initial, bound),
            condition=self.of(node.condition, inner),
            step=self.of(node.step, inner),
            result=self.of(node.result, bound | {node.accumulator}),
        )

    def _of_call(self, written: Call, node: Call) -> Node:
        name = self.meaning.checked.qualified.get(node.id, node.function)
        types = [self.meaning.type_of(part) for part in children(written)]
        if name in {"_==_", "_!=_"} and _COMPARED & {one.name for one in types}:
            same = call(f"{OWN}same", *node.arguments)
            return same if name == "_==_" else call("!_", same)
        if self.careful and name in {"_?._", "_[?_]"}:
            return optional_field(node, optional=types[0].is_optional)
        if name in {"first", "last"} and node.target is not None and not node.arguments:
            return end_of(node.target, last=name == "last")
        if name in {"optional.unwrap", "unwrapOpt"}:
            raise NotPossibleError(f"calls {name}")
        return self._of_function(node, name, types)

    def _of_function(self, node: Call, name: str, types: Sequence[Type]) -> Node:
        if name == "format" and len(node.arguments) == 1:
            return format_call(node)
        if name in CONVERTED and node.target is None and len(types) == 1 and types[0].name not in {IP, CIDR}:
            return conversion(node, types[0])
        forms = self.meaning.declarations.functions.get(name, ())
        has_own = name in _TEXTS or any(form.implementation for form in forms)
        if not has_own or not self._is_ours(name, types):
            return replace(node, function=name) if name != node.function else node
        for one in types:
            if one.name == "list" and not _can_travel(one):
                raise NotPossibleError(f"calls {name} on a list of {one.parameters[0]}")
        ours = replace(node, function=f"{OWN}{name}")
        return call("optional.ofNonZeroValue", ours) if name in _EMPTY_IS_NONE else ours

    def _is_ours(self, name: str, types: Sequence[Type]) -> bool:
        if name in _TEXTS:
            return self.careful or (name in _SHARED and types[0].name != "string")
        return name != "string" or types[0].name in {IP, CIDR}


def _can_travel(one: Type) -> bool:
    """Whether values of the type are the same after Python has had them: there is no uint, no time and no optional."""
    if one.name in _TRAVELS or (one.kind == OPAQUE and not one.is_optional):
        return True
    return one.name in {"list", "map"} and all(map(_can_travel, one.parameters))


def _is_opaque(name: str, declarations: Declarations) -> bool:
    """Whether a name is that of a type of Kubernetes' own."""
    declared = declarations.variables.get(name) if "." in name else None
    return declared is not None and declared.name == "type" and not name.startswith("google.")


def _root(node: Node) -> str:
    while isinstance(node, Select):
        node = node.operand
    return node.name if isinstance(node, Identifier) else ""


def _text(value: str) -> Constant:
    return Constant(0, value)
