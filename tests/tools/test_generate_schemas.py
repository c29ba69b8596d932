from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from dslint.data import schemas_folder
from tools.generate_schemas import NEWEST, OLDEST, files

VERSIONS = [f"1.{minor}" for minor in range(OLDEST, NEWEST + 1)]


def _committed(version: str) -> dict:
    return json.loads((schemas_folder() / f"kubernetes-{version}.schema.json").read_text())


def test_what_is_committed_is_what_the_generator_makes():
    for name, text in files().items():
        assert (schemas_folder() / name).read_text() == text, f"{name}: run `make generate`"


def test_there_is_one_schema_a_minor_and_no_other():
    found = {path.name for path in schemas_folder().glob("kubernetes-*.schema.json")}
    assert found == {f"kubernetes-{version}.schema.json" for version in VERSIONS}


@pytest.mark.parametrize("version", VERSIONS)
def test_a_schema_is_itself_valid(version):
    schema = _committed(version)
    distinct = {json.dumps(part, sort_keys=True) for part in _shallow_parts(schema)}
    for part in distinct:
        Draft202012Validator.check_schema(json.loads(part))


def _shallow_parts(schema):
    """The schema's parts with what repeats in them taken out: as thorough, and twenty times faster."""
    yield {key: value for key, value in schema.items() if key != "$defs"}
    for definition in schema["$defs"].values():
        yield {key: value for key, value in definition.items() if key != "properties"}
        yield from definition.get("properties", {}).values()


@pytest.mark.parametrize("version", VERSIONS)
def test_a_schema_refers_to_nothing_that_it_does_not_hold(version):
    schema = _committed(version)
    assert set(_references(schema)) <= {f"#/$defs/{name}" for name in schema["$defs"]} | {"#"}


def _references(value):
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for inner in value.values():
            yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)


@pytest.mark.parametrize(
    ("version", "api_versions"),
    [
        ("1.5", {"extensions/v1beta1"}),
        ("1.8", {"extensions/v1beta1", "apps/v1beta2"}),
        ("1.9", {"extensions/v1beta1", "apps/v1beta2", "apps/v1"}),
        ("1.18", {"apps/v1"}),
        ("1.37", {"apps/v1"}),
    ],
)
def test_a_schema_holds_every_api_version_of_daemonset_that_the_minor_knows(version, api_versions):
    kinds = _committed(version)["x-kubernetes-kinds"]
    assert {name.split()[0] for name in kinds if name.endswith(" DaemonSet")} == api_versions


def test_an_editor_gets_the_schema_of_the_kind_that_it_shows():
    validator = Draft202012Validator(_committed("1.36"))
    pod = {
        "apiVersion": "v1",
        "kind": "Pod",
        "spec": {"hostNetwork": "yes", "containers": [{"name": "a", "image": "x"}]},
    }
    assert [error.json_path for error in validator.iter_errors(pod)] == ["$.spec.hostNetwork"]
    listed = {"apiVersion": "v1", "kind": "List", "items": [pod]}
    assert [error.json_path for error in validator.iter_errors(listed)] == ["$.items[0].spec.hostNetwork"]


def test_kinds_of_others_are_left_alone():
    validator = Draft202012Validator(_committed("1.36"))
    assert validator.is_valid({"apiVersion": "example.com/v1", "kind": "Thing", "anything": 1})
