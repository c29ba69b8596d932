from __future__ import annotations

from dslint.admission.namespace_lifecycle import rejection


def test_nothing_is_created_in_a_namespace_that_the_server_rejects() -> None:
    found = rejection("team", {"team"})
    assert found is not None
    assert found.message == 'namespaces "team" not found'


def test_a_namespace_that_is_not_declared_is_taken_to_exist() -> None:
    assert rejection("other", {"team"}) is None
    assert rejection("", {"team"}) is None
