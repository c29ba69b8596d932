from __future__ import annotations

import pytest

from dslint.admission.policies.cel.admission_types import admission_declarations, composed_type, typed_declarations
from dslint.admission.policies.cel.object_types import object_type
from dslint.admission.policies.cel.types import DYN, INT, STRING, list_of, parse_type, struct
from dslint.kubernetes.release import Release

from .expressions import refusal


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("request.foo", "undefined field 'foo'"),
        ("request.kind.group == 1", "found no matching overload for '_==_' applied to '(string, int)'"),
        ("namespaceObject.metadata.uid", "undefined field 'uid'"),
        ("request.userInfo.extra['scopes'][0] == 1", "applied to '(string, int)'"),
        ("namespaceObject.status.conditions[0].lastTransitionTime == 1", "applied to '(timestamp, int)'"),
    ],
)
def test_the_request_and_the_namespace_have_types(text: str, message: str) -> None:
    assert message in refusal(text)


def test_variables_depend_on_the_version() -> None:
    def names(version: str) -> set[str]:
        declared = admission_declarations(
            Release.of(version), stored=True, params=True, authorizer=True, variables={"x": INT}
        )
        return {*declared.variables} & {"authorizer", "namespaceObject", "variables", "params", "object"}

    assert names("1.26") == {"object", "params"}
    assert names("1.27") == {"object", "params", "authorizer"}
    assert names("1.28") == {"object", "params", "authorizer", "namespaceObject", "variables"}


def test_objects_have_types_only_for_type_checking() -> None:
    release = Release.of("1.36")
    declared = typed_declarations(release, object_type("v1", "Pod", release), None, params=True)
    assert declared.variables["object"] == struct("Pod")
    assert declared.variables["params"] == DYN
    assert "Pod.spec" in declared.structs


def test_a_variable_keeps_only_plain_types() -> None:
    assert composed_type(list_of(STRING)) == list_of(STRING)
    assert composed_type(list_of(struct("Pod.spec"))) == list_of(DYN)
    assert composed_type(struct("Pod.spec")) == DYN
    assert composed_type(parse_type("optional_type(int)")) == DYN
    assert composed_type(parse_type("kubernetes.Quantity")) == DYN
