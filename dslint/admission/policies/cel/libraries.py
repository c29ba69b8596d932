"""Which functions an expression may use in which version: the libraries of the server's environment."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dslint.admission.policies.cel.declarations import Declarations, by_name, type_values
from dslint.admission.policies.cel.functions.addresses import ADDRESSES, CIDR, IP
from dslint.admission.policies.cel.functions.authorizer import (
    AUTHORIZER,
    AUTHORIZERS,
    DECISION,
    GROUP,
    PATH,
    RESOURCE,
    SELECTORS,
)
from dslint.admission.policies.cel.functions.formats import FORMAT, formats
from dslint.admission.policies.cel.functions.lists import (
    INCLUDES,
    KUBERNETES_LISTS,
    LISTS,
    SETS,
    TWO_VARIABLE_COMPREHENSIONS,
)
from dslint.admission.policies.cel.functions.overloads import Overload, overload
from dslint.admission.policies.cel.functions.quantities import QUANTITIES, QUANTITY
from dslint.admission.policies.cel.functions.semantic_versions import SEMANTIC_VERSIONS, SEMVER
from dslint.admission.policies.cel.functions.standard import CROSS_TYPE_COMPARISONS, OPTIONALS, STANDARD
from dslint.admission.policies.cel.functions.texts import (
    REGULAR_EXPRESSIONS,
    STRING_FORMATS,
    STRINGS,
    URL,
    URLS,
)
from dslint.kubernetes.release import Behaviour, Release, Version

_ENVIRONMENT = "staging/src/k8s.io/apiserver/pkg/cel/environment/base.go"

COMPATIBILITY = Behaviour(since="1.28", source=f"{_ENVIRONMENT}: DefaultCompatibilityVersion")
"""A new expression may use what the minor before had; one that is stored, also what is new."""
AUTHORIZER_LIBRARY = Behaviour(since="1.27", source=f"{_ENVIRONMENT}: library.Authz")
CROSS_TYPE_NUMBERS = Behaviour(since="1.28", source=f"{_ENVIRONMENT}: cel.CrossTypeNumericComparisons")
OPTIONAL_TYPES = Behaviour(since="1.28", source=f"{_ENVIRONMENT}: cel.OptionalTypes")
QUANTITY_LIBRARY = Behaviour(since="1.28", source=f"{_ENVIRONMENT}: library.Quantity")
LITERAL_VALIDATORS = Behaviour(since="1.29", source=f"{_ENVIRONMENT}: cel.ASTValidators")
FORMATTED_STRINGS = Behaviour(since="1.29", source=f"{_ENVIRONMENT}: ext.Strings (version 2)")
SET_LIBRARY = Behaviour(since="1.29", source=f"{_ENVIRONMENT}: ext.Sets")
ADDRESS_LIBRARIES = Behaviour(since="1.30", source=f"{_ENVIRONMENT}: library.IP and library.CIDR")
FORMAT_LIBRARY = Behaviour(since="1.31", source=f"{_ENVIRONMENT}: library.Format")
AUTHORIZER_SELECTORS = Behaviour(since="1.31", source=f"{_ENVIRONMENT}: library.AuthzSelectors")
TWO_VARIABLES = Behaviour(since="1.32", source=f"{_ENVIRONMENT}: ext.TwoVarComprehensions")
SEMVER_LIBRARY = Behaviour(since="1.33", source=f"{_ENVIRONMENT}: library.SemverLib")
LIST_LIBRARY = Behaviour(since="1.34", source=f"{_ENVIRONMENT}: ext.Lists (version 3)")
INCLUDES_LIBRARY = Behaviour(since="1.37", source=f"{_ENVIRONMENT}: library.Lists (version 1)")
OPTIONAL_ENDS = Behaviour(since="1.33", source="go.mod: cel-go v0.23 (first, last)")
EXISTS_ONE = Behaviour(since="1.33", source="go.mod: cel-go v0.23 (existsOne)")
"""What came with the engine, whatever the environment's version."""

OPTIONAL_LIST_ENDS = (
    overload("<list(A)>.first() -> optional_type(A)"),
    overload("<list(A)>.last() -> optional_type(A)"),
    overload("optional.unwrap(list(optional_type(A))) -> list(A)"),
    overload("<list(optional_type(A))>.unwrapOpt() -> list(A)"),
)

LIBRARIES: tuple[tuple[Behaviour, tuple[Overload, ...]], ...] = (
    (AUTHORIZER_LIBRARY, AUTHORIZERS),
    (CROSS_TYPE_NUMBERS, CROSS_TYPE_COMPARISONS),
    (OPTIONAL_TYPES, OPTIONALS),
    (QUANTITY_LIBRARY, QUANTITIES),
    (FORMATTED_STRINGS, STRING_FORMATS),
    (SET_LIBRARY, SETS),
    (ADDRESS_LIBRARIES, ADDRESSES),
    (AUTHORIZER_SELECTORS, SELECTORS),
    (TWO_VARIABLES, TWO_VARIABLE_COMPREHENSIONS),
    (SEMVER_LIBRARY, SEMANTIC_VERSIONS),
    (LIST_LIBRARY, LISTS),
    (INCLUDES_LIBRARY, INCLUDES),
)

_OPAQUE_TYPES = (
    (QUANTITY_LIBRARY, (QUANTITY,)),
    (ADDRESS_LIBRARIES, (IP, CIDR)),
    (FORMAT_LIBRARY, (FORMAT,)),
    (SEMVER_LIBRARY, (SEMVER,)),
    (AUTHORIZER_LIBRARY, (AUTHORIZER, PATH, GROUP, RESOURCE, DECISION)),
)


def creation_release(release: Release) -> Release:
    """The release whose libraries a new expression may use."""
    if not release.has(COMPATIBILITY):
        return release
    major, minor = release.rules
    return Release((major, minor - 1))


def macros(release: Release) -> tuple[str, ...]:
    """The names of the macros that came later than the first."""
    libraries = creation_release(release)
    found = ["transformList", "transformMap", "transformMapEntry"] if libraries.has(TWO_VARIABLES) else []
    found += ["sortBy"] if libraries.has(LIST_LIBRARY) else []
    return (*found, "existsOne") if release.has(EXISTS_ONE) else tuple(found)


def opaque_types(release: Release) -> tuple[str, ...]:
    known = [name for behaviour, names in _OPAQUE_TYPES if release.has(behaviour) for name in names]
    return (URL, *known)


def overloads(libraries: Release, release: Release) -> Iterator[Overload]:
    """The functions that the libraries of one release have, where the server is of another."""
    yield from (*STANDARD, *STRINGS, *URLS, *REGULAR_EXPRESSIONS, *KUBERNETES_LISTS)
    for behaviour, functions in LIBRARIES:
        if libraries.has(behaviour):
            yield from functions
    if libraries.has(FORMAT_LIBRARY):
        yield from formats(release)
    if release.has(OPTIONAL_ENDS):
        yield from OPTIONAL_LIST_ENDS


def declarations(release: Release, *, stored: bool) -> Declarations:
    """What an expression may name that is stored, or else one that is new."""
    return _declarations(release.rules, stored=stored)


@cache
def _declarations(version: Version, *, stored: bool) -> Declarations:
    release = Release(version)
    libraries = release if stored else creation_release(release)
    return Declarations(
        type_values(opaque_types(libraries)),
        by_name(overloads(libraries, release)),
        homogeneous=not libraries.has(LITERAL_VALIDATORS),
        literals=libraries.has(LITERAL_VALIDATORS),
    )
