from __future__ import annotations

import pytest

from dslint.admission.policies.cel.engine import NotParsedError, SyntaxFaultError, engine_of
from dslint.kubernetes.release import Release

from .expressions import error, outcome, value

ENGINE = engine_of(Release.of("1.36"))


def test_a_release_has_one_engine() -> None:
    assert engine_of(Release.of("1.36")) is ENGINE
    assert engine_of(Release.of("1.30")) is not ENGINE


def test_what_is_no_expression_is_a_fault_of_syntax() -> None:
    with pytest.raises(SyntaxFaultError, match="no viable alternative"):
        ENGINE.parse("object.(")


def test_what_only_the_library_cannot_read_is_told_apart() -> None:
    with pytest.raises(NotParsedError, match="nested deeper"):
        ENGINE.parse("(" * 40 + "true" + ")" * 40)


def test_a_function_is_chosen_by_the_opaque_type_of_its_arguments() -> None:
    assert value("quantity('1').isLessThan(quantity('2')) && semver('1.2.3').isLessThan(semver('1.10.0'))") is True
    assert error("quantity('1').isLessThan(dyn(semver('1.2.3')))") == (
        "no such overload: isLessThan(kubernetes.Quantity, kubernetes.Semver)"
    )
    assert error("dyn({}).getHost()") == "no such overload: getHost(map)"


def test_a_function_of_several_types_gives_the_type_of_its_items() -> None:
    assert value("[1, 2].max()") == 2
    assert value("[1.5, 0.5].max()") == 1.5
    assert value("['a', 'b'].max()") == "b"


def test_evaluations_within_evaluations_keep_their_variables() -> None:
    variables = {"a": "1", "b": "variables.a + 1", "c": "variables.a + variables.b"}
    assert value("variables.c + variables.a", variables) == 4


def test_what_the_library_stops_at_is_not_checked() -> None:
    found = outcome("lists.range(9000).all(i, lists.range(9).all(j, i + j >= 0))")
    assert "goes through more than 10,000 items" in str(found)
