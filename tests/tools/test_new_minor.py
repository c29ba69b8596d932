"""A new minor continues the facts, and moves everything that is generated from them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from dslint.kubernetes.release import NEWEST
from tools import generate_schemas, new_minor

TOP = Path(__file__).parents[2]
NEXT = NEWEST[1] + 1


def test_what_stays_goes_on_what_changes_or_goes_ends_what_is_new_begins() -> None:
    since = {"since": "1.5", "until": None}
    facts = {name: [{**since, "definition": {"a": 1}}] for name in ("Same", "Changed", "Gone")}
    facts["Old"] = [{"since": "1.5", "until": "1.7", "definition": {}}]
    found = {"Same": {"a": 1}, "Changed": {"b": 1}, "New": {"c": 1}}
    assert new_minor.extended(facts, 38, found) == {
        "Same": [{**since, "definition": {"a": 1}}],
        "Changed": [
            {"since": "1.5", "until": "1.38", "definition": {"a": 1}},
            {"since": "1.38", "until": None, "definition": {"b": 1}},
        ],
        "Gone": [{"since": "1.5", "until": "1.38", "definition": {"a": 1}}],
        "Old": facts["Old"],
        "New": [{"since": "1.38", "until": None, "definition": {"c": 1}}],
    }


def test_the_facts_and_the_schemas_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FACTS", "NEWEST"):
        monkeypatch.setattr(generate_schemas, name, getattr(generate_schemas, name))
    monkeypatch.setattr(generate_schemas, "OLDEST", NEWEST[1])  # older schemas take long, and stay as they are
    for name in ("tools/kubernetes-api/definitions.json", "tools/kubernetes-api/kinds.json", *new_minor.NEWEST_IN):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(TOP / name, tmp_path / name)
    (tmp_path / "schemas").mkdir()
    pod = {"properties": {"brandNew": {"type": "string"}}}
    types = {
        "kinds": [{"apiVersion": "v1", "kind": "Pod", "definition": "core.v1.Pod"}],
        "definitions": {"core.v1.Pod": pod},
    }
    new_minor.add(NEXT, types, tmp_path)
    schema = json.loads((tmp_path / "schemas" / f"kubernetes-1.{NEXT}.schema.json").read_text())
    assert list(schema["$defs"]["core.v1.Pod"]["properties"]) == ["brandNew"]
    assert f"NEWEST = (1, {NEXT})" in (tmp_path / "dslint" / "kubernetes" / "release.py").read_text()
    assert f"NEWEST = 5, {NEXT}" in (tmp_path / "tools" / "generate_schemas.py").read_text()


def test_kubernetes_openapi_document_is_understood(tmp_path: Path) -> None:
    machinery = "#/definitions/io.k8s.apimachinery.pkg"
    properties = {
        "limits": {"type": "object", "additionalProperties": {"$ref": f"{machinery}.api.resource.Quantity"}},
        "port": {"$ref": f"{machinery}.util.intstr.IntOrString"},
        "started": {"$ref": f"{machinery}.apis.meta.v1.MicroTime"},
        "metadata": {"$ref": f"{machinery}.apis.meta.v1.ObjectMeta"},
        "more": {"type": "array", "items": {"$ref": f"{machinery}.runtime.RawExtension"}},
    }
    kind = {"group": "", "version": "v1", "kind": "Pod"}
    definitions = {
        "io.k8s.api.core.v1.Pod": {"properties": properties, "x-kubernetes-group-version-kind": [kind]},
        "io.k8s.apimachinery.pkg.api.resource.Quantity": {"type": "string"},
        "io.k8s.apimachinery.pkg.util.intstr.IntOrString": {"type": "string", "format": "int-or-string"},
        "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime": {"type": "string", "format": "date-time"},
        "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta": {"type": "object", "properties": {}},
        "io.k8s.apimachinery.pkg.runtime.RawExtension": {"type": "object"},
    }
    (tmp_path / "swagger.json").write_text(json.dumps({"swagger": "2.0", "definitions": definitions}))
    types = new_minor.document(tmp_path / "swagger.json")
    assert types["kinds"] == [{"apiVersion": "v1", "kind": "Pod", "definition": "core.v1.Pod"}]
    assert types["definitions"]["core.v1.Pod"]["properties"] == {
        "limits": {"type": "object", "additionalProperties": {"type": "quantity"}},
        "port": {"type": "int-or-string"},
        "started": {"type": "string", "format": "date-time"},
        "metadata": {"$ref": "meta.v1.ObjectMeta"},
        "more": {"type": "array", "items": {"$ref": "runtime.RawExtension"}},
    }


@pytest.mark.parametrize("version", ["1.36", f"1.{NEXT + 1}", "", "v2"])
def test_only_the_next_minor_is_added(version: str) -> None:
    with pytest.raises(new_minor.MinorError, match=f"write 1.{NEXT}"):
        new_minor.checked(version)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"kinds": []}'])
def test_a_file_without_types_is_rejected(tmp_path: Path, content: str) -> None:
    (tmp_path / "types.json").write_text(content)
    with pytest.raises(new_minor.MinorError, match="types"):
        new_minor.document(tmp_path / "types.json")


def test_a_file_that_is_not_there_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(new_minor.MinorError, match="cannot be read"):
        new_minor.document(tmp_path / "none.json")
