from __future__ import annotations

from typing import Any

from dslint.admission.policies.request_object import (
    TEMPLATE_GENERATION,
    UID,
    existing,
    namespace_object,
    requested,
    sent,
)
from dslint.api_server.stored_object import StoredObject
from dslint.kubernetes.release import Release

NEW, OLD = Release.of("1.36"), Release.of("1.32")


def daemonset(image: str = "agent:1", **spec: Any) -> dict[str, Any]:
    labels = {"app": "agent"}
    template = {"metadata": {"labels": labels}, "spec": {"containers": [{"name": "main", "image": image}]}}
    written = {
        "apiVersion": "apps/v1",
        "kind": "DaemonSet",
        "metadata": {"name": "agent"},
        "spec": {"selector": {"matchLabels": labels}, "template": template, **spec},
    }
    return StoredObject.of(written, NEW).value


def test_empty_values_are_left_out_where_the_api_leaves_them_out():
    value = {"hostNetwork": False, "hostPID": True, "nodeSelector": {}, "volumes": [], "priority": 0, "subdomain": ""}
    assert sent(value) == {"hostPID": True, "priority": 0}
    assert sent({"resources": {"limits": {}, "requests": {}}, "overhead": {}}) == {"resources": {}}


def test_empty_structs_that_are_pointers_stay():
    assert sent({"securityContext": {}, "volumes": [{"name": "a", "emptyDir": {}}]}) == {
        "securityContext": {},
        "volumes": [{"name": "a", "emptyDir": {}}],
    }


def test_a_container_always_has_resources():
    assert sent({"containers": [{"name": "main"}]}) == {"containers": [{"name": "main", "resources": {}}]}


def test_quantities_are_canonical():
    resources = {"limits": {"memory": "4096Mi", "cpu": "0.5"}, "requests": {"cpu": 2}}
    assert sent({"resources": resources}) == {
        "resources": {"limits": {"memory": "4Gi", "cpu": "500m"}, "requests": {"cpu": "2"}}
    }
    assert sent({"sizeLimit": "1024Mi"}) == {"sizeLimit": "1Gi"}


def test_labels_with_empty_values_stay():
    assert sent({"metadata": {"labels": {"a": ""}}}) == {"metadata": {"labels": {"a": ""}}}


def test_a_new_daemonset_has_what_the_server_fills_in():
    found = requested(daemonset(), NEW)
    assert found["metadata"]["generation"] == 1
    assert found["metadata"]["annotations"] == {TEMPLATE_GENERATION: "1"}
    assert {"uid", "creationTimestamp"} <= found["metadata"].keys()
    assert found["status"]["desiredNumberScheduled"] == 0


def test_a_changed_template_is_a_new_generation_of_both_and_a_changed_spec_of_the_object_alone():
    before = existing(daemonset(), NEW)
    same = requested(daemonset(), NEW, before)["metadata"]
    assert (same["generation"], same["annotations"][TEMPLATE_GENERATION]) == (1, "1")
    changed = requested(daemonset("agent:2"), NEW, before)["metadata"]
    assert (changed["generation"], changed["annotations"][TEMPLATE_GENERATION]) == (2, "2")
    waiting = requested(daemonset(minReadySeconds=5), NEW, before)["metadata"]
    assert (waiting["generation"], waiting["annotations"][TEMPLATE_GENERATION]) == (2, "1")


def test_what_only_the_server_sets_is_not_taken_from_a_manifest():
    written = {**daemonset(), "status": {"numberReady": 3}}
    written["metadata"] = {**written["metadata"], "uid": "x", "generation": 9, "managedFields": [{}]}
    found = requested(written, NEW)
    assert found["status"]["numberReady"] == 0
    assert (found["metadata"]["uid"], found["metadata"]["generation"]) == (UID, 1)
    assert "managedFields" not in found["metadata"]


def test_what_is_there_keeps_what_the_server_has_set_and_hands_it_on():
    stored = {**daemonset(), "status": {"numberReady": 3}}
    annotations = {TEMPLATE_GENERATION: "4"}
    stored["metadata"] = {**stored["metadata"], "uid": "x", "generation": 7, "annotations": annotations}
    before = existing(stored, NEW)
    assert (before["metadata"]["uid"], before["metadata"]["generation"]) == ("x", 7)
    after = requested(daemonset("agent:2"), NEW, before)
    assert (after["metadata"]["uid"], after["metadata"]["generation"]) == ("x", 8)
    assert after["metadata"]["annotations"] == {TEMPLATE_GENERATION: "5"}
    assert after["status"]["numberReady"] == 3


def test_a_generation_that_is_no_number_counts_as_the_first():
    before = existing(daemonset(), NEW)
    before["metadata"]["annotations"] = {TEMPLATE_GENERATION: "x"}
    assert requested(daemonset(), NEW, before)["metadata"]["annotations"] == {TEMPLATE_GENERATION: "1"}


def test_a_pod_that_is_there_keeps_its_phase():
    stored = {"kind": "Pod", "metadata": {"name": "p"}, "spec": {"containers": []}, "status": {"phase": "Running"}}
    before = existing(stored, NEW)
    assert before["status"] == {"phase": "Running", "qosClass": "BestEffort"}
    assert before["metadata"]["generation"] == 1
    assert "generation" not in existing(stored, OLD)["metadata"]
    assert requested(stored, NEW, before)["status"]["phase"] == "Running"
    assert requested(stored, NEW)["status"]["phase"] == "Pending"


def test_older_servers_write_a_null_creation_time_into_templates():
    assert requested(daemonset(), OLD)["spec"]["template"]["metadata"]["creationTimestamp"] is None
    assert "creationTimestamp" not in requested(daemonset(), NEW)["spec"]["template"]["metadata"]


def test_a_pod_has_a_phase_and_a_quality_of_service():
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {"containers": [{"name": "a"}]}}
    found = requested(pod, NEW)
    assert found["status"] == {"phase": "Pending", "qosClass": "BestEffort"}
    assert found["metadata"]["generation"] == 1
    assert "generation" not in requested(pod, OLD)["metadata"]


def test_a_namespace_has_its_name_as_label_and_its_phase():
    found = namespace_object({"metadata": {"name": "a", "labels": {"env": "prod"}}})
    assert found["metadata"]["labels"] == {"kubernetes.io/metadata.name": "a", "env": "prod"}
    assert found["status"] == {"phase": "Active"}
