"""Compiling expressions as the server of one version does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dslint.admission.policies.cel.admission_types import admission_declarations, composed_type
from dslint.admission.policies.cel.checker import check
from dslint.admission.policies.cel.compile_messages import shown, syntax_errors
from dslint.admission.policies.cel.declarations import Checked, Declarations
from dslint.admission.policies.cel.engine import Engine, NotParsedError, SyntaxFaultError, engine_of
from dslint.admission.policies.cel.expression import Expression
from dslint.admission.policies.cel.instantiation import instantiation_error
from dslint.admission.policies.cel.libraries import EXISTS_ONE, LIST_LIBRARY, TWO_VARIABLES, creation_release
from dslint.admission.policies.cel.literals import literal_errors
from dslint.admission.policies.cel.macros import MacroError, expanded
from dslint.admission.policies.cel.outcomes import CompileError
from dslint.admission.policies.cel.program import Meaning, NotPossibleError, program_of
from dslint.admission.policies.cel.syntax_tree import Constant, Node, SyntaxTree
from dslint.admission.policies.cel.tree_bytes import read_tree
from dslint.admission.policies.cel.types import BOOL, DYN, STRING, Type
from dslint.kubernetes.release import Release

Result = Literal["bool", "string", "string or null", "any"]
Variables = Mapping[str, "Expression | CompileError"]

_RESULTS = {"bool": ("bool",), "string": ("string",), "string or null": ("string", "null_type")}

_EXPECTED = {"bool": BOOL, "string": STRING, "string or null": STRING, "any": DYN}


@dataclass(frozen=True, eq=False)
class Environment:
    """What the API server of a release makes of expressions.

    A new expression may use what the release before had, and one that is stored all that its own has.
    """

    release: Release
    stored: bool = False

    @classmethod
    def of(cls, release: Release, *, stored: bool = False) -> Environment:
        """Raises MissingLibraryError when an expression is compiled and the library is not installed."""
        return cls(release, stored)

    def compile(
        self,
        expression: str,
        *,
        result: Result,
        variables: Variables | None = None,
        params: bool = False,
        authorizer: bool = True,
    ) -> Expression | CompileError:
        """The expression, or what the server says of it, as it stands after the expression in its error.

        `variables` are those of the policy that stand before it, None where it may use none (match conditions).
        `params` says whether the policy has a paramKind; only a messageExpression has no authorizer.
        """
        known = variables or {}
        declared = admission_declarations(
            self.release,
            stored=self.stored,
            params=params,
            authorizer=authorizer,
            variables=None if variables is None else {name: _type_of(one) for name, one in known.items()},
        )
        try:
            found = self._checked(expression, declared)
        except NotParsedError as reason:
            return self._not_parsed(expression, declared, result, str(reason))
        if isinstance(found, CompileError):
            return found
        tree, checked = found
        one = checked.types[tree.root.id]
        asked = _RESULTS.get(result)
        if asked is not None and one.declared not in asked:
            return CompileError(_wrong_result(asked, one))
        programs = {
            name: (variable.type, variable.program)
            for name, variable in known.items()
            if isinstance(variable, Expression)
        }
        compiled = self._expression(expression, tree, Meaning(checked, declared, programs))
        wrong = instantiation_error(tree.root, compiled.failure)
        return compiled if wrong is None else CompileError(wrong)

    def type_of(self, expression: str, declared: Declarations) -> Type:
        """The type that a variable gets from its expression; one that does not compile may be anything."""
        try:
            found = self._checked(expression, declared)
        except NotParsedError:
            return DYN
        return DYN if isinstance(found, CompileError) else composed_type(found[1].types[found[0].root.id])

    def type_errors(self, expression: str, declared: Declarations) -> str:
        """What the type checker finds in an expression; empty if it finds nothing."""
        try:
            found = self._checked(expression, declared)
        except NotParsedError:
            return ""
        return found.message.removeprefix("compilation failed: ") if isinstance(found, CompileError) else ""

    def _checked(self, expression: str, declarations: Declarations) -> tuple[SyntaxTree, Checked] | CompileError:
        tree = self._parsed(expression)
        if isinstance(tree, CompileError):
            return tree
        checked = check(tree, declarations)
        errors = [*checked.errors]
        if not errors and declarations.literals:
            errors += literal_errors(tree, checked.types)
        if errors:
            placed = [(tree.positions.get(number, 0), message) for number, message in errors]
            return CompileError(f"compilation failed: {shown(expression, placed)}")
        return tree, checked

    def _parsed(self, expression: str) -> SyntaxTree | CompileError:
        try:
            tree = read_tree(self.engine.parse(expression))
        except SyntaxFaultError as error:
            return CompileError(f"compilation failed: {syntax_errors(expression, str(error))}")
        libraries = self.release if self.stored else creation_release(self.release)
        try:
            return expanded(
                tree,
                two_variables=libraries.has(TWO_VARIABLES),
                lists=libraries.has(LIST_LIBRARY),
                exists_one=self.release.has(EXISTS_ONE),
            )
        except MacroError as error:
            placed = [(tree.positions.get(error.node, 0), str(error))]
            return CompileError(f"compilation failed: {shown(expression, placed)}")

    def _expression(self, text: str, tree: SyntaxTree, meaning: Meaning) -> Expression:
        one = meaning.checked.types[tree.root.id]
        try:
            program: Node | None = program_of(tree.root, meaning)
        except NotPossibleError as reason:
            return Expression(text, one, tree, meaning, self.engine, None, str(reason))
        return Expression(text, one, tree, meaning, self.engine, program)

    def _not_parsed(self, text: str, declared: Declarations, result: Result, reason: str) -> Expression:
        """An expression that has the right type for all that is known, and no value."""
        tree = SyntaxTree(Constant(1, None), {})
        one = _EXPECTED[result]
        return Expression(text, one, tree, Meaning(Checked({1: one}, {}, ()), declared, {}), self.engine, None, reason)

    @property
    def engine(self) -> Engine:
        return engine_of(self.release)


def _type_of(variable: Expression | CompileError) -> Type:
    """A variable that does not compile may be anything."""
    return DYN if isinstance(variable, CompileError) else composed_type(variable.type)


def _wrong_result(asked: tuple[str, ...], found: Type) -> str:
    if len(asked) == 1:
        return f"must evaluate to {asked[0]} but got {found.declared}"
    return f"must evaluate to one of [{' '.join(asked)}] but got {found.declared}"
