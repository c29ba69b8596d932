from __future__ import annotations

import pytest

from dslint.kubernetes.release import parse_version
from dslint.schema.field_facts import FieldFacts, field_facts

SPEC = ("spec", "template", "spec")


def facts(kind: str, *path: str, version: str = "1.36") -> FieldFacts | None:
    return field_facts(kind, path, parse_version(version))


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        (("spec", "updateStrategy", "rollingUpdate", "maxUnavailable"), "integer or string"),
        ((*SPEC, "hostNetwork"), "boolean"),
        ((*SPEC, "containers"), "list of Container"),
        ((*SPEC, "containers", "command"), "list of strings"),
        ((*SPEC, "containers", "resources"), "ResourceRequirements"),
        ((*SPEC, "nodeSelector"), "map of strings"),
    ],
)
def test_the_type_of_a_field_is_said_in_words(path: tuple[str, ...], type_: str) -> None:
    found = facts("DaemonSet", *path)
    assert found is not None
    assert found.type == type_


def test_all_values_and_all_fields_are_listed() -> None:
    effect = facts("Pod", "spec", "tolerations", "effect")
    assert effect is not None
    assert effect.values == ("NoSchedule", "PreferNoSchedule", "NoExecute")
    strategy = facts("DaemonSet", "spec", "updateStrategy")
    assert strategy is not None
    assert set(strategy.fields) == {"type", "rollingUpdate"}


def test_the_versions_are_named_if_not_all_know_the_field() -> None:
    surge = ("spec", "updateStrategy", "rollingUpdate", "maxSurge")
    found = facts("DaemonSet", *surge)
    assert found is not None
    assert (found.since, found.until) == ("1.21", None)
    assert facts("DaemonSet", *surge, version="1.20") is None


@pytest.mark.parametrize("path", [("spec", "nosuch"), ("metadata", "labels", "app"), ("spec", "selector", "x", "y")])
def test_what_the_schema_does_not_have_has_no_facts(path: tuple[str, ...]) -> None:
    assert facts("DaemonSet", *path) is None
    assert facts("Nosuch", *path) is None
