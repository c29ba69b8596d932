"""What fails when the server makes a program of a checked expression: constants that it converts or compiles then.

cel-go: maybeOptimizeConstUnary in interpreter/decorators.go; Kubernetes: FindRegexOptimization in
staging/src/k8s.io/apiserver/pkg/cel/library/regex.go.
"""

from __future__ import annotations

from collections.abc import Callable

from dslint.admission.policies.cel.functions.regular_expressions import fault
from dslint.admission.policies.cel.syntax_tree import Call, Constant, Node, nodes

_CONVERSIONS = frozenset({"bool", "bytes", "double", "duration", "dyn", "int", "string", "timestamp", "uint"})
_SEARCHES = frozenset({"find", "findAll", "matches"})


def instantiation_error(root: Node, failure: Callable[[Node], str]) -> str | None:
    """What the server says; `failure` gives the error of an expression that has no variables, or nothing."""
    for node in nodes(root):
        error = _error(node, failure) if isinstance(node, Call) else None
        if error:
            return f"program instantiation failed: {error}"
    return None


def _is_conversion(node: Node) -> bool:
    return isinstance(node, Call) and node.function in _CONVERSIONS and not node.target and len(node.arguments) == 1


def _is_constant(node: Node) -> bool:
    """Whether it is a literal, or conversions of one."""
    while isinstance(node, Call) and _is_conversion(node):
        node = node.arguments[0]
    return isinstance(node, Constant)


def _error(node: Call, failure: Callable[[Node], str]) -> str | None:
    if _is_conversion(node):
        return failure(node) if _is_constant(node.arguments[0]) else None
    if node.function in _SEARCHES and node.arguments:
        pattern = node.arguments[0] if node.target is not None else node.arguments[-1]
        if isinstance(pattern, Constant) and isinstance(pattern.value, str):
            return fault(pattern.value)
    return None
