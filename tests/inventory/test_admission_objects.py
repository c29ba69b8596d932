"""Policies, their bindings and parameters in an inventory and among manifests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dslint.inventory.admission_objects import param_kinds
from dslint.inventory.brought_objects import with_brought
from dslint.inventory.documents import located
from dslint.inventory.errors import Place
from dslint.inventory.other_objects import ObjectDocument
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.release import Release
from dslint.source.document_reader import read_text
from tests.inventory.objects import node

NEWEST = Release.of("1.36")
GROUP = "admissionregistration.k8s.io/v1"


def of(api_version: str, kind: str, name: str, **fields: Any) -> dict[str, Any]:
    return {"apiVersion": api_version, "kind": kind, "metadata": {"name": name, **fields.pop("metadata", {})}, **fields}


def policy(api_version: str, kind: str) -> dict[str, Any]:
    spec = {"paramKind": {"apiVersion": api_version, "kind": kind}, "validations": [{"expression": "true"}]}
    return of(GROUP, "ValidatingAdmissionPolicy", "p", spec={**spec, "matchConstraints": {"resourceRules": [RULE]}})


RULE = {"apiGroups": [""], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["pods"]}
CONFIG = of("v1", "ConfigMap", "c", metadata={"namespace": "x"}, data={"a": "1"})
LIMIT = of("rules.example.com/v1", "ReplicaLimit", "l", max=3)
BINDING = of(GROUP, "ValidatingAdmissionPolicyBinding", "b", spec={"policyName": "p", "validationActions": ["Deny"]})


def test_policies_and_bindings_are_kept_with_the_parameters_that_a_policy_names() -> None:
    cluster = read_inventory([node("a"), LIMIT, CONFIG, policy("rules.example.com/v1", "ReplicaLimit"), BINDING])
    assert [item["metadata"]["name"] for item in cluster.of_kind("ValidatingAdmissionPolicy")] == ["p"]
    assert [item["metadata"]["name"] for item in cluster.of_kind("ValidatingAdmissionPolicyBinding")] == ["b"]
    assert cluster.of_kind("ReplicaLimit") == [LIMIT]
    assert cluster.notes == ["1 of kind ConfigMap: not used"]


def test_a_config_map_is_a_parameter_only_if_a_policy_says_so() -> None:
    assert read_inventory([node("a"), CONFIG]).of_kind("ConfigMap") == []
    cluster = read_inventory([node("a"), policy("v1", "ConfigMap"), {"kind": "List", "items": [CONFIG]}])
    assert cluster.of_kind("ConfigMap") == [CONFIG]
    assert cluster.notes == []


def test_kinds_of_another_version_are_no_parameters() -> None:
    cluster = read_inventory([node("a"), policy("rules.example.com/v2", "ReplicaLimit"), LIMIT])
    assert cluster.of_kind("ReplicaLimit") == []
    assert param_kinds(cluster) == {("rules.example.com/v2", "ReplicaLimit")}


def test_kinds_that_a_cluster_has_anyway_are_not_added_again() -> None:
    namespace = of("v1", "Namespace", "x")
    cluster = read_inventory([node("a"), namespace, policy("v1", "Namespace")])
    assert len(cluster.of_kind("Namespace")) == 1


YAML = """\
apiVersion: v1
kind: List
items:
- apiVersion: admissionregistration.k8s.io/v1
  kind: ValidatingAdmissionPolicy
  metadata: {name: p}
  spec:
    validations:
    - expression: "true"
    matchConstraints:
      resourceRules:
      - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}
"""


def line_of_the_expression(cluster: Cluster) -> tuple[str, int] | None:
    place = cluster.places["ValidatingAdmissionPolicy", "", "p"]
    return place(("spec", "validations", 0, "expression"))


def test_a_policy_has_its_place_in_yaml_and_json(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(YAML, encoding="utf-8")
    (tmp_path / "p.json").write_text(json.dumps(policy("v1", "ConfigMap"), indent=1), encoding="utf-8")
    assert line_of_the_expression(read_inventory([node("a"), tmp_path / "p.yaml"])) == (str(tmp_path / "p.yaml"), 9)
    assert line_of_the_expression(read_inventory([node("a"), tmp_path / "p.json"])) == (str(tmp_path / "p.json"), 14)
    assert read_inventory([node("a"), policy("v1", "ConfigMap")]).places == {}


def test_manifests_bring_policies_with_their_parameters_and_places() -> None:
    document = read_text(YAML, "p.yaml").documents[0]
    (path, value), *_ = document.objects()
    brought = [ObjectDocument(value, Place("p.yaml", path, located(document))), CONFIG, "no object"]
    cluster = with_brought(read_inventory([node("a")]), brought, NEWEST)
    assert line_of_the_expression(cluster) == ("p.yaml", 9)
    assert cluster.of_kind("ConfigMap") == []
    changed = with_brought(cluster, [policy("v1", "ConfigMap"), CONFIG, {**CONFIG, "data": {"a": "2"}}], NEWEST)
    assert [item["data"] for item in changed.of_kind("ConfigMap")] == [{"a": "2"}]
    assert cluster.of_kind("ConfigMap") == []


def test_what_the_server_refuses_is_left_out() -> None:
    bad = of(GROUP, "ValidatingAdmissionPolicyBinding", "b", spec={"policyName": "p"})
    cluster = read_inventory([node("a"), bad])
    assert cluster.of_kind("ValidatingAdmissionPolicyBinding") == []
    (sentence,) = cluster.rejected
    assert sentence == (
        "left out, because the API server rejects it: ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io "
        '"b" is invalid: spec.validationActions: Required value: at least one validation action is required'
    )


def test_policies_of_other_engines_are_counted() -> None:
    kyverno = of("kyverno.io/v1", "ClusterPolicy", "k")
    assert read_inventory([node("a"), kyverno, kyverno]).notes == ["2 policies of Kyverno: not evaluated"]
