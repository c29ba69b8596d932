"""The schemas that editors read."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from dslint.schema.published_schemas import UnknownKindError, document, kinds, whole

NEWEST = (1, 36)


@pytest.mark.parametrize("kind", ["DaemonSet", "daemonset", "Config", "LintReport"])
def test_a_kind_is_found_whatever_its_case_and_its_schema_is_one(kind: str) -> None:
    schema = document(kind, NEWEST)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize(
    ("version", "title"),
    [
        ((1, 5), "DaemonSet of extensions/v1beta1 in Kubernetes 1.5"),
        ((1, 8), "DaemonSet of apps/v1beta2 in Kubernetes 1.8"),
        ((1, 9), "DaemonSet of apps/v1 in Kubernetes 1.9"),
        ((1, 36), "DaemonSet of apps/v1 in Kubernetes 1.36"),
    ],
)
def test_a_kind_has_the_most_stable_version_that_is_served(version: tuple[int, int], title: str) -> None:
    assert document("DaemonSet", version)["title"] == title


def test_a_schema_decides_manifests() -> None:
    validator = Draft202012Validator(document("Pod", NEWEST))
    pod = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "a"},
        "spec": {"containers": [{"name": "a", "image": "a:1"}]},
    }
    assert validator.is_valid(pod)
    assert not validator.is_valid({**pod, "spec": {"containers": {"name": "a", "image": "a:1"}}})


@pytest.mark.parametrize(
    ("kind", "said"),
    [("DeamonSet", "there is no schema DeamonSet; did you mean DaemonSet"), ("Ingress", "; choose one of ")],
)
def test_an_unknown_kind_is_answered_with_the_nearest_or_with_all(kind: str, said: str) -> None:
    with pytest.raises(UnknownKindError) as refused:
        document(kind, NEWEST)
    assert said in str(refused.value)


def test_the_names_are_those_of_kubernetes_and_of_dslints_own_files() -> None:
    names = kinds(NEWEST)
    assert {"DaemonSet", "Pod", "Inventory", "LintReport"} <= set(names)
    assert len(names) == len(set(names))


def test_the_whole_schema_tells_kinds_apart() -> None:
    validator = Draft202012Validator(whole(NEWEST))
    pod = {"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"name": "a", "image": "a:1"}]}}
    assert validator.is_valid(pod)
    assert not validator.is_valid({**pod, "apiVersion": "apps/v1", "kind": "DaemonSet"})
