"""The kubelet's decoder: a Pod of v1 and nothing else, unknown fields ignored, the first error told."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.api_server.stored_object import StoredObjects
from dslint.kubelet.manifest_decoder import DecodingError, Manifest, decode_manifest
from dslint.kubernetes.release import Release

POD: dict[str, Any] = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "etcd"},
    "spec": {"containers": [{"name": "etcd", "image": "etcd:3.5"}]},
}


def decoded(value: Any) -> Manifest:
    return decode_manifest(value, Release.of("1.36"), StoredObjects())


def refused(value: Any) -> DecodingError:
    with pytest.raises(DecodingError) as caught:
        decoded(value)
    return caught.value


def test_a_pod_is_decoded_and_defaulted() -> None:
    found = decoded(POD)
    assert found.ignored == ()
    assert found.stored.value["spec"]["restartPolicy"] == "Always"


@pytest.mark.parametrize(
    ("value", "found"), [("text", "string"), (True, "bool"), (1, "number"), (1.5, "number"), ([POD], "array")]
)
def test_what_is_no_object_is_named_by_its_json_type(value: Any, found: str) -> None:
    error = refused(value)
    assert str(error).startswith(
        f"couldn't get version/kind; json parse error: json: cannot unmarshal {found} into Go value of type struct {{"
    )
    assert error.path == ()


@pytest.mark.parametrize(("key", "value", "found"), [("kind", {}, "object"), ("apiVersion", ["v1"], "array")])
def test_version_and_kind_must_be_texts(key: str, value: Any, found: str) -> None:
    error = refused({**POD, key: value})
    assert str(error).endswith(f"json: cannot unmarshal {found} into Go struct field .{key} of type string")
    assert error.path == (key,)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({}, "Object 'Kind' is missing in '{}'"),
        ({"kind": None, "b": 1, "a": "é"}, 'Object \'Kind\' is missing in \'{"a":"é","b":1,"kind":null}\''),
        ({"kind": "Pod", "apiVersion": ""}, 'Object \'apiVersion\' is missing in \'{"apiVersion":"","kind":"Pod"}\''),
    ],
)
def test_the_kind_is_missed_before_the_version_and_the_object_is_shown_with_sorted_keys(value: Any, said: str) -> None:
    assert str(refused(value)) == said


@pytest.mark.parametrize(
    ("api_version", "kind", "said", "path"),
    [
        ("v1", "Service", "invalid pod: &core.Service{…}", ("kind",)),
        ("v1", "PodList", "invalid pod: &core.PodList{…}", ("kind",)),
        ("v1", "List", "invalid pod: &core.List{…}", ("kind",)),
        ("apps/v1", "DaemonSet", "invalid pod: &apps.DaemonSet{…}", ("kind",)),
        ("v1", "DaemonSet", 'no kind "DaemonSet" is registered for version "v1" in scheme "pkg/api/', ("apiVersion",)),
        ("apps/v1", "List", 'no kind "List" is registered for version "apps/v1"', ("apiVersion",)),
        ("v1", "pod", 'no kind "pod" is registered for version "v1"', ("kind",)),
        ("v1", "Pods", 'no kind "Pods" is registered for version "v1"', ("kind",)),
        ("v2", "Pod", 'no kind "Pod" is registered for version "v2"', ("apiVersion",)),
        ("example.com/v1", "Agent", 'no kind "Agent" is registered for version "example.com/v1"', ("apiVersion",)),
    ],
)
def test_another_kind_is_no_pod_and_one_that_nobody_registered_is_told(
    api_version: str, kind: str, said: str, path: tuple[str, ...]
) -> None:
    error = refused({**POD, "apiVersion": api_version, "kind": kind})
    assert str(error).startswith(said)
    assert error.path == path


def test_unknown_fields_are_ignored_and_remembered() -> None:
    found = decoded({**POD, "spec": {**POD["spec"], "hostnetwork": True}})
    assert [problem.path for problem in found.ignored] == [("spec", "hostnetwork")]


def test_the_first_error_is_that_of_the_first_key_as_written_and_items_come_by_number() -> None:
    images = [3 if number in (2, 10) else "i" for number in range(11)]
    spec = {"containers": [{"name": "c", "image": image} for image in images], "hostNetwork": "yes"}
    assert refused({**POD, "spec": spec}).path == ("spec", "containers", 2, "image")
    spec = {"hostPID": "yes", "hostIPC": "yes"}
    assert refused({**POD, "spec": spec}).path == ("spec", "hostPID")


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"hostPID": "yes", "overhead": {"cpu": "0x10"}}, ("spec", "overhead", "cpu")),
        ({"hostPID": "yes", "overhead": {"cpu": "x", "memory": "y"}}, ("spec", "overhead", "cpu")),
        (
            {"hostPID": "yes", "containers": [{"livenessProbe": {"tcpSocket": {"port": 1.5}}}]},
            ("spec", "containers", 0, "livenessProbe", "tcpSocket", "port"),
        ),
        ({"hostPID": "yes", "containers": [{"livenessProbe": {"grpc": {"port": 1.5}}}]}, ("spec", "hostPID")),
    ],
)
def test_types_that_read_themselves_stop_the_decoder(fields: dict[str, Any], path: tuple[Any, ...]) -> None:
    assert refused({**POD, "spec": fields}).path == path


def test_a_time_stops_the_decoder() -> None:
    metadata = {"name": 5, "creationTimestamp": "soon"}
    assert refused({**POD, "metadata": metadata}).path == ("metadata", "creationTimestamp")


def test_an_error_of_type_goes_before_an_unknown_field() -> None:
    assert refused({**POD, "spec": {**POD["spec"], "aaa": 1, "hostPID": "yes"}}).path == ("spec", "hostPID")
