from __future__ import annotations

from dslint.admission.policies.cel.environment import Environment
from dslint.admission.policies.cel.expression import Expression
from dslint.admission.policies.cel.outcomes import CompileError
from dslint.kubernetes.release import Release

from .expressions import compiled, refusal


def test_an_expression_that_the_server_takes_is_compiled() -> None:
    assert isinstance(compiled("object.metadata.name == 'agent'", stored=False, result="bool"), Expression)


def test_a_wrong_syntax_is_refused_in_the_words_of_the_server() -> None:
    assert refusal("object.spec.(") == (
        "compilation failed: ERROR: <input>:1:13: Syntax error: no viable alternative at input '.('\n"
        " | object.spec.(\n | ............^"
    )


def test_a_name_that_is_not_declared_is_refused_at_its_root() -> None:
    assert refusal("params.data.x == '1'", params=False) == (
        "compilation failed: ERROR: <input>:1:1: undeclared reference to 'params' (in container '')\n"
        " | params.data.x == '1'\n | ^"
    )


def test_a_result_of_the_wrong_type_is_refused() -> None:
    assert refusal("object.spec", result="bool") == "must evaluate to bool but got dyn"
    assert refusal("1", result="string or null") == "must evaluate to one of [string null_type] but got int"
    assert refusal("timestamp('2024-01-01T00:00:00Z')", result="string") == (
        "must evaluate to string but got google.protobuf.Timestamp"
    )


def test_a_new_expression_may_use_what_the_release_before_had() -> None:
    text = "[1, 2].transformList(i, v, i + v).size() == 2"
    assert isinstance(compiled(text, "1.33", stored=False), Expression)
    assert "undeclared reference to 'transformList'" in refusal(text, "1.32")
    assert isinstance(compiled(text, "1.32", stored=True), Expression)


def test_variables_are_declared_only_where_an_expression_may_use_them() -> None:
    environment = Environment.of(Release.of("1.36"))
    without = environment.compile("variables.x", result="any")
    assert isinstance(without, CompileError)
    assert "undeclared reference to 'variables'" in without.message
    unknown = environment.compile("variables.x", result="any", variables={})
    assert isinstance(unknown, CompileError)
    assert "undefined field 'x'" in unknown.message


def test_a_message_has_no_authorizer() -> None:
    assert "undeclared reference to 'authorizer'" in refusal(
        "authorizer.path('/').check('get').reason()", authorizer=False
    )


def test_the_arguments_of_a_macro_are_names() -> None:
    assert "1:31: argument must be a simple name" in refusal("object.metadata.labels.exists(1, v, true)")
    assert "1:34: duplicate variable name: k" in refusal("object.metadata.labels.exists(k, k, true)")
