from __future__ import annotations

import pytest

from dslint.admission.policies.cel.types import DYN, INT, STRING, list_of, map_of, parameter, parse_type, struct
from dslint.admission.policies.cel.unification import Substitutions, most_general


@pytest.mark.parametrize(
    ("given", "asked", "fits"),
    [
        ("int", "int", True),
        ("int", "double", False),
        ("dyn", "int", True),
        ("int", "dyn", True),
        ("list(int)", "list(dyn)", True),
        ("list(int)", "list(string)", False),
        ("list(int)", "map(int, int)", False),
        ("null_type", "duration", True),
        ("null_type", "net.IP", True),
        ("null_type", "int", False),
        ("net.IP", "null_type", True),
        ("type(int)", "type(string)", True),
        ("map(string, int)", "map(string, A)", True),
    ],
)
def test_a_type_stands_where_another_is_asked_for(given: str, asked: str, fits: bool) -> None:
    assert Substitutions().assign(parse_type(given), parse_type(asked)) is fits


def test_a_parameter_stands_for_one_type() -> None:
    known = Substitutions()
    one = parameter("A")
    assert known.assign_all([INT, INT], [one, one])
    assert known.applied(list_of(one)) == list_of(INT)
    assert not known.assign(STRING, one)


def test_what_does_not_fit_leaves_nothing_behind() -> None:
    known = Substitutions()
    one = parameter("A")
    assert not known.assign_all([INT, STRING], [one, one])
    assert known.applied(one) == one
    assert known.applied(one, unknown_as_dyn=True) == DYN


def test_a_parameter_becomes_more_general() -> None:
    known = Substitutions()
    one = parameter("A")
    assert known.assign_all([INT, DYN], [one, one])
    assert known.applied(one) == DYN


def test_a_type_does_not_contain_itself() -> None:
    one = parameter("A")
    assert not Substitutions().assign(list_of(one), one)


def test_each_use_of_a_function_has_parameters_of_its_own() -> None:
    known = Substitutions()
    first, second = known.instances([parameter("A"), list_of(parameter("A"))])
    assert second == list_of(first)
    (other,) = known.instances([parameter("A")])
    assert other != first


def test_structs_are_told_apart_by_name() -> None:
    assert not Substitutions().assign(struct("a"), struct("b"))
    assert Substitutions().assign(struct("a"), struct("a"))


def test_the_more_general_of_two_types() -> None:
    assert most_general(list_of(DYN), list_of(INT)) == list_of(DYN)
    assert most_general(list_of(INT), list_of(DYN)) == list_of(DYN)
    assert most_general(map_of(STRING, INT), DYN) == DYN
