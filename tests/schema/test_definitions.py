"""The schemas of one minor, by definition."""

from __future__ import annotations

import json

import pytest

from dslint.data import schemas_folder
from dslint.kubernetes.release import show
from dslint.schema.definitions import Definitions, definitions, is_struct

KNOWN = definitions((1, 36))
POD = {"$ref": "#/$defs/core.v1.Pod"}


@pytest.mark.parametrize(
    ("version", "api_version", "kind", "name"),
    [
        ((1, 36), "apps/v1", "DaemonSet", "apps.v1.DaemonSet"),
        ((1, 36), "v1", "Pod", "core.v1.Pod"),
        ((1, 36), "extensions/v1beta1", "DaemonSet", None),
        ((1, 15), "extensions/v1beta1", "DaemonSet", "extensions.v1beta1.DaemonSet"),
        ((1, 8), "apps/v1", "DaemonSet", None),
        ((1, 9), "apps/v1", "DaemonSet", "apps.v1.DaemonSet"),
        ((1, 36), "v1", "pod", None),
    ],
)
def test_a_kind_is_there_in_the_versions_that_serve_it(
    version: tuple[int, int], api_version: str, kind: str, name: str | None
) -> None:
    assert definitions(version).of(api_version, kind) == name


def test_a_version_is_read_once() -> None:
    assert definitions((1, 36)) is KNOWN
    assert KNOWN.validator("core.v1.Toleration") is KNOWN.validator("core.v1.Toleration")


@pytest.mark.parametrize("version", [(1, 5), (1, 36)])
def test_each_schema_is_what_the_file_has_under_its_name(version: tuple[int, int]) -> None:
    path = schemas_folder() / f"kubernetes-{show(version)}.schema.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    assert dict(definitions(version).by_name) == document["$defs"]
    assert list(definitions(version).by_name) == list(document["$defs"])
    assert definitions(version).kinds == document["x-kubernetes-kinds"]


def test_what_is_below_a_struct_a_list_and_a_map() -> None:
    spec = KNOWN.below(POD, "spec")
    assert spec is not None
    containers = KNOWN.below(spec, "containers")
    assert containers is not None
    assert KNOWN.below(containers, 3) == {"$ref": "#/$defs/core.v1.Container"}
    selector = KNOWN.below(spec, "nodeSelector")
    assert selector is not None
    value = KNOWN.below(selector, "any key")
    assert value is not None
    assert value["$ref"] == "#/$defs/string"
    assert KNOWN.below(spec, "none") is None
    assert KNOWN.below(selector, 0) is None


def test_a_standalone_schema_has_what_it_refers_to_and_nothing_else() -> None:
    tree = Definitions(
        (1, 36),
        {},
        {
            "a": {"properties": {"b": {"items": {"$ref": "#/$defs/b"}}}},
            "b": {"properties": {"self": {"$ref": "#/$defs/b"}, "other": {"$ref": "https://example.org/x"}}},
            "c": {"$ref": "#/$defs/a"},
        },
        {},
        {},
    )
    assert set(tree.standalone("a")["$defs"]) == {"a", "b"}
    assert tree.standalone("a")["$ref"] == "#/$defs/a"
    assert set(tree.standalone("c")["$defs"]) == {"a", "b", "c"}


def test_a_compiled_schema_decides() -> None:
    validator = KNOWN.validator("core.v1.Toleration")
    assert validator.is_valid({"key": "a", "tolerationSeconds": 5})
    assert not validator.is_valid({"key": "a", "tolerationSeconds": "5"})


def test_a_struct_is_what_has_fields() -> None:
    assert is_struct(KNOWN.by_name["core.v1.Pod"])
    assert not is_struct(KNOWN.by_name["string"])
