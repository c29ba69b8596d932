from __future__ import annotations

import pytest

from dslint.admission.policies.cel.expression import Expression
from dslint.admission.policies.cel.libraries import LIBRARIES, creation_release, declarations, macros, opaque_types
from dslint.kubernetes.release import Release

from .expressions import compiled, refusal

SINCE = [
    ("quantity('1')", "quantity", "1.28"),
    ("object.?a", "unsupported syntax '.?'", "1.28"),
    ("sets.contains([1], [1])", "contains", "1.29"),
    ("'%s'.format(['a'])", "format", "1.29"),
    ("isIP('10.0.0.1')", "isIP", "1.30"),
    ("format.dns1123Label()", "dns1123Label", "1.31"),
    ("authorizer.group('').resource('pods').labelSelector('a=b').check('get')", "labelSelector", "1.31"),
    ("[1].transformList(i, v, v)", "transformList", "1.32"),
    ("semver('1.2.3')", "semver", "1.33"),
    ("[1].distinct()", "distinct", "1.34"),
    ("[1].sortBy(x, x)", "sortBy", "1.34"),
]


@pytest.mark.parametrize(("text", "name", "since"), SINCE)
def test_a_function_is_there_since_its_version_and_in_new_expressions_one_later(
    text: str, name: str, since: str
) -> None:
    minor = int(since.split(".")[1])
    assert isinstance(compiled(text, since), Expression)
    assert isinstance(compiled(text, f"1.{minor + 1}", stored=False), Expression)
    assert name in refusal(text, f"1.{minor - 1}", stored=True)
    if since != "1.28":
        assert name in refusal(text, since)


def test_functions_that_kubernetes_has_always_had() -> None:
    for text in ("isURL('https://a')", "'a'.find('a')", "[1].isSorted()", "[1].indexOf(1)", "'a'.charAt(0)"):
        assert isinstance(compiled(text, "1.26", stored=False), Expression)


@pytest.mark.parametrize("text", ["cel.bind(x, 1, x)", "math.greatest(1, 2)", "base64.encode(b'a')", "'a'.reverse()"])
def test_functions_that_kubernetes_does_not_have(text: str) -> None:
    refusal(text, stored=True)


def test_before_1_28_a_new_expression_may_use_all_that_its_release_has() -> None:
    assert str(creation_release(Release.of("1.27"))) == "1.27"
    assert str(creation_release(Release.of("1.36"))) == "1.35"


def test_each_library_names_its_source() -> None:
    assert all("environment/base.go" in behaviour.source for behaviour, _ in LIBRARIES)


def test_macros_and_types_come_with_their_libraries() -> None:
    assert macros(Release.of("1.32")) == ()
    assert macros(Release.of("1.35"))[-2:] == ("sortBy", "existsOne")
    assert "net.IP" in opaque_types(Release.of("1.30"))
    assert "net.IP" not in opaque_types(Release.of("1.29"))
    assert declarations(Release.of("1.28"), stored=True).homogeneous
    assert declarations(Release.of("1.29"), stored=True).literals
