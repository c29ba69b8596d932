"""The library's environment: its parser and evaluator, with the functions that it lacks as overloads in Python.

The library chooses an overload by the kinds of its arguments at run time; an opaque value is a map for it. Functions of
ours have names of their own, `@quantity`, as the library's functions take no further overloads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from itertools import product
from typing import Any

from dslint.admission.policies.cel.functions.fields import FIELDS
from dslint.admission.policies.cel.functions.formatting import FORMATTING
from dslint.admission.policies.cel.functions.lists import INCLUDES, TEXT_INDICES
from dslint.admission.policies.cel.functions.overloads import FunctionError, Overload, UnsupportedError
from dslint.admission.policies.cel.functions.times import TIMES
from dslint.admission.policies.cel.libraries import overloads
from dslint.admission.policies.cel.library import extensions, library
from dslint.admission.policies.cel.types import DYN, OPAQUE, PARAMETER, Type
from dslint.kubernetes.release import Release, Version

ROOTS = ("object", "oldObject", "request", "params", "namespaceObject")
"""The variables that are values. `variables` and `authorizer` are functions of what is evaluated."""

OWN = "@"
"""The prefix of our functions."""

VARIABLE = "@variable"
"""The function that gives a variable of the policy, by name; with the kind of the result where it must be told."""
USER, DRY_RUN, REQUEST, AUTHORIZER = "@userInfo", "@dryRun", "@request", "@authorizer"
TYPED_VARIABLES = ("duration", "timestamp", "uint")

_FAULT = "INVALID_ARGUMENT: ERROR: "
_TOO_DEEP = "recursion"

_ANY = ("bool", "int", "uint", "double", "string", "bytes", "list", "map", "null_type", "timestamp", "duration")
_KINDS = {"null_type": "NULL"}


class NotKnownError(Exception):
    """A function is asked for what only the cluster knows. The text is the reason of an Unchecked."""


class NotParsedError(Exception):
    """The library does not read an expression that the server may take. The text is the reason of an Unchecked."""


class SyntaxFaultError(Exception):
    """The expression is no CEL. The text is the library's."""


class Frame:
    """One evaluation: what its functions are asked, and what they could not tell."""

    def __init__(self, variable: Callable[[str], Any], request: Callable[[str], Any]) -> None:
        self.variable = variable
        self.request = request
        self.unknown = ""


class Engine:
    """The library's environment of one version."""

    def __init__(self, release: Release) -> None:
        cel = library()
        self._frames: list[Frame] = []
        self._environment = cel.NewEnv(
            variables=dict.fromkeys(ROOTS, cel.Type.DYN),
            functions=[self._function(*entry) for entry in _named(release)] + self._own_functions(),
            extensions=extensions(),
        )

    def parse(self, text: str) -> bytes:
        """The expression as bytes. Raises SyntaxFaultError, and NotParsedError for what the library alone refuses."""
        try:
            found: bytes = self._environment.compile(text, disable_check=True).serialize()
        except RuntimeError as error:
            said = str(error)
            if _TOO_DEEP in said:
                raise NotParsedError("is nested deeper than the CEL library reads") from None
            if not said.startswith(_FAULT):
                raise NotParsedError(f"is not read by the CEL library: {said}") from None
            raise SyntaxFaultError(said) from None
        return found

    def program(self, tree: bytes) -> Any:
        return self._environment.deserialize(tree)

    def activation(self, values: Mapping[str, Any]) -> Any:
        """The values as the library has them, by the names of variables."""
        return self._environment.Activation(dict(values))

    def run(self, program: Any, activation: Any, frame: Frame) -> Any:
        self._frames.append(frame)
        try:
            return program.eval(activation)
        finally:
            self._frames.pop()

    def _function(self, name: str, forms: Mapping[Form, tuple[Overload, ...]]) -> Any:
        cel = library()
        declared = [
            cel.Overload(
                f"{name}_{'_'.join(('on' if member else 'of', *kinds))}",
                _kind_of([choice.signature.result for choice in choices]),
                [_library_kind(kind) for kind in kinds],
                member,
                self._guarded(_chosen(choices)),
            )
            for (member, kinds), choices in forms.items()
        ]
        return cel.FunctionDecl(name, declared)

    def _guarded(self, implementation: Callable[..., Any]) -> Callable[..., Any]:
        """The function, so that what it cannot tell is kept apart from its errors."""

        def call(*arguments: Any) -> Any:
            try:
                return implementation(*arguments)
            except (NotKnownError, UnsupportedError) as reason:
                self._frames[-1].unknown = str(reason)
                raise
            except FunctionError:
                raise
            except Exception as error:
                self._frames[-1].unknown = f"has a function that fails here: {type(error).__name__}: {error}"
                raise

        return call

    def _own_functions(self) -> list[Any]:
        """The functions that ask the frame: for variables of the policy, the request, the user, the authorizer."""
        text = library().Type.STRING
        names = {VARIABLE: "DYN"} | {f"{VARIABLE}:{kind}": kind.upper() for kind in TYPED_VARIABLES}
        variables = [self._asking(name, kind, [text], self._variable) for name, kind in names.items()]
        return variables + [
            self._asking(name, "DYN", [], partial(self._request, name)) for name in (USER, DRY_RUN, REQUEST, AUTHORIZER)
        ]

    def _asking(self, name: str, kind: str, arguments: list[Any], implementation: Callable[..., Any]) -> Any:
        cel = library()
        form = cel.Overload(name, getattr(cel.Type, kind), arguments, False, self._guarded(implementation))
        return cel.FunctionDecl(name, [form])

    def _variable(self, name: str) -> Any:
        return self._frames[-1].variable(name)

    def _request(self, name: str) -> Any:
        return self._frames[-1].request(name)


Form = tuple[bool, tuple[str, ...]]
"""Whether a function is called on a value, and the kinds of its arguments."""


def _named(release: Release) -> Iterator[tuple[str, Mapping[Form, tuple[Overload, ...]]]]:
    """Our functions by their name in the library: for each choice of kinds the overloads that take them."""
    found: dict[str, dict[Form, tuple[Overload, ...]]] = {}
    for overload in (*overloads(release, release), *TEXT_INDICES, *INCLUDES, *FIELDS, *FORMATTING, *TIMES):
        if overload.implementation is not None:
            signature = overload.signature
            forms = found.setdefault(f"{OWN}{signature.name}", {})
            for kinds in product(*map(_kinds, signature.arguments)):
                form = (signature.member, kinds)
                forms[form] = (*forms.get(form, ()), overload)
    yield from found.items()


def _chosen(choices: tuple[Overload, ...]) -> Callable[..., Any]:
    """The implementation; of several that take maps, the one of the opaque type that the map says it is."""
    first = choices[0]
    assert first.implementation is not None
    if not any(one.kind == OPAQUE for choice in choices for one in choice.signature.arguments):
        return first.implementation

    def call(*arguments: Any) -> Any:
        for choice in choices:
            if choice.implementation and all(map(_fits, choice.signature.arguments, arguments)):
                return choice.implementation(*arguments)
        kinds = ", ".join(map(_type_name, arguments))
        raise FunctionError(f"no such overload: {first.signature.name}({kinds})")

    return call


def _fits(one: Type, argument: Any) -> bool:
    return one.kind != OPAQUE or argument.get("@type") == one.name


def _type_name(argument: Any) -> str:
    if isinstance(argument, dict):
        return str(argument.get("@type", "map"))
    return {str: "string", float: "double", list: "list"}.get(type(argument), type(argument).__name__)


def _kinds(one: Type) -> tuple[str, ...]:
    if one.kind == PARAMETER or one.is_dyn:
        return _ANY
    return ("map",) if one.kind == OPAQUE else (one.name,)


def _kind_of(results: list[Type]) -> Any:
    """The kind of a result, which the library wants to know unless it is any of several."""
    one = results[0] if len(set(results)) == 1 else DYN
    if one.kind == PARAMETER or one.is_dyn or one.is_optional:
        return library().Type.DYN
    return _library_kind("map" if one.kind == OPAQUE else one.name)


def _library_kind(kind: str) -> Any:
    return getattr(library().Type, _KINDS.get(kind, kind.upper()))


def engine_of(release: Release) -> Engine:
    """The engine of a release, made once. Raises MissingLibraryError."""
    return _engine(release.rules)


@cache
def _engine(version: Version) -> Engine:
    return Engine(Release(version))
