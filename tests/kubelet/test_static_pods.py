from __future__ import annotations

from typing import Any

import pytest

from dslint.kubelet.manifest_text import first_document
from dslint.kubelet.static_pods import outcome, unparsable
from dslint.kubernetes.release import Release

POD: dict[str, Any] = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "etcd"},
    "spec": {"containers": [{"name": "etcd", "image": "registry.example/etcd:3.5"}]},
}


CONTAINER = POD["spec"]["containers"][0]
WITH_PRE_STOP = {**CONTAINER, "lifecycle": {"preStop": {"sleep": {"seconds": 0}}}}
SPREAD = {
    "maxSkew": 1,
    "topologyKey": "zone",
    "whenUnsatisfiable": "DoNotSchedule",
    "labelSelector": {"matchLabels": {"app": "etcd"}},
    "matchLabelKeys": ["app"],
}
RESIZE = [{"resourceName": "cpu", "restartPolicy": "NotRequired"}]


def error_of(value: Any, version: str = "1.36") -> str | None:
    return outcome(value, "etcd.yaml", "n1", Release.of(version)).error


def with_spec(**fields: Any) -> dict[str, Any]:
    return {**POD, "spec": {**POD["spec"], **fields}}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "Object 'Kind' is missing in 'null'"),
        ({"kind": "Pod"}, "Object 'apiVersion' is missing in '{\"kind\":\"Pod\"}'"),
        (
            {**POD, "apiVersion": "v2"},
            ('no kind "Pod" is registered for version "v2" in scheme "pkg/api/legacyscheme/scheme.go:30"'),
        ),
        (
            {**POD, "apiVersion": 1},
            (
                "couldn't get version/kind; json parse error: json: cannot unmarshal number into Go struct field "
                ".apiVersion of type string"
            ),
        ),
        (
            with_spec(hostNetwork="yes"),
            "json: cannot unmarshal string into Go struct field PodSpec.spec.hostNetwork of type bool",
        ),
    ],
)
def test_what_cannot_be_decoded_is_told_in_the_decoders_words(value: Any, said: str) -> None:
    assert error_of(value) == unparsable("etcd.yaml", said)


def test_of_several_faults_the_decoder_tells_the_first_in_the_order_of_the_document() -> None:
    value = with_spec(hostNetwork="yes", activeDeadlineSeconds="soon")
    assert "PodSpec.spec.hostNetwork" in (error_of(value) or "")


@pytest.mark.parametrize(
    ("fields", "old", "new"),
    [
        ({"containers": [WITH_PRE_STOP]}, "must be greater than 0 and less than", None),
        (
            {"containers": [{**CONTAINER, "env": [{"name": "A b", "value": "x"}]}]},
            "a valid environment variable name must consist of alphabetic characters",
            None,
        ),
        ({"dnsConfig": {"searches": ["_a.b"]}}, "a lowercase RFC 1123 subdomain must consist of", None),
        ({"dnsConfig": {"searches": ["."]}}, "a lowercase RFC 1123 subdomain must consist of", None),
        ({"dnsConfig": {"nameservers": ["10.0.0.01"]}}, None, "must not have leading 0s"),
        ({"securityContext": {"seLinuxChangePolicy": "MountOption"}}, None, 'supported values: "Recursive"'),
        ({"topologySpreadConstraints": [SPREAD]}, "exists in both matchLabelKeys and labelSelector", None),
        (
            {"initContainers": [{"name": "i", "image": "i", "resizePolicy": RESIZE}]},
            "must not be set for init containers",
            None,
        ),
        ({"volumes": [{"name": "i", "image": {}}]}, "spec.volumes[0].image.pullPolicy: Required value", None),
        ({"hostnameOverride": ""}, "Invalid value", "Invalid value"),
    ],
)
def test_kubelets_validate_with_the_options_of_the_pod_since_1_35(
    fields: dict[str, Any], old: str | None, new: str | None
) -> None:
    value = {**with_spec(**fields), "metadata": {"name": "etcd", "labels": {"app": "etcd"}}}
    for version, said in (("1.34", old), ("1.36", new)):
        error = error_of(value, version)
        assert error is None if said is None else said in (error or "")


def test_the_order_of_errors_is_that_of_validation() -> None:
    containers = [{"name": "c", "image": " i", "resizePolicy": [{"resourceName": "cpu", "restartPolicy": "x"}]}]
    effect = {"key": "a", "operator": "Exists", "effect": "No", "tolerationSeconds": 1}
    value = with_spec(
        containers=containers, hostnameOverride="", hostNetwork=True, serviceAccountName="A", tolerations=[effect]
    )
    said = error_of(value) or ""
    expected = (
        "spec.containers[0].resizePolicy: Unsupported value",
        "spec.hostnameOverride: Forbidden",
        "spec.hostnameOverride: Invalid value",
        "spec.serviceAccountName: Invalid value",
        'spec.tolerations[0].effect: Invalid value: "No"',
        'spec.tolerations[0].effect: Unsupported value: "No"',
        "spec.containers[0].image: Invalid value",
    )
    places = [said.index(part) for part in expected]
    assert places == sorted(places)


def test_validation_lists_all_that_it_finds_in_its_order() -> None:
    value = with_spec(
        containers=[{"name": "a_b", "image": "", "volumeMounts": [{"name": "x", "mountPath": "/x"}]}],
        volumes=[{"name": "X", "emptyDir": {}}],
    )
    said = error_of(value) or ""
    assert said.startswith("invalid pod: [spec.volumes[0].name: Invalid value:")
    places = [said.index(f"spec.containers[0].{field}") for field in ("name", "image", "volumeMounts[0].name")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("version", "said"), [("1.36", "invalid pod: name is needed for the pod"), ("1.27", "invalid pod: [metadata.name")]
)
def test_a_name_is_needed(version: str, said: str) -> None:
    assert (error_of({**POD, "metadata": {}}, version) or "").startswith(said)


def test_fields_of_features_that_are_off_are_validated_all_the_same() -> None:
    containers = [{"name": "c", "image": "i", "securityContext": {"procMount": "x"}}]
    assert "procMount" in (error_of(with_spec(containers=containers), "1.27") or "")


def test_unknown_fields_are_passed_over_and_remembered() -> None:
    read = outcome(with_spec(hostnetwork=True), "etcd.yaml", "n1", Release.of("1.36"))
    assert read.error is None
    assert [problem.path for problem in read.ignored] == [("spec", "hostnetwork")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a: @x\n", "yaml: found character that cannot start any token"),
        (b"a: 1\nb: @x\n", "yaml: line 2: found character that cannot start any token"),
        (b"a: *x\n", "yaml: unknown anchor 'x' referenced"),
        (b"a: .inf\n", "json: unsupported value: +Inf"),
        (b"a: \x01\n", "yaml: control characters are not allowed"),
        (b"\xff", "yaml: invalid leading UTF-8 octet"),
        (
            b"{{ .Values.x }}",
            (
                "couldn't get version/kind; json parse error: invalid character '{' looking for beginning of object "
                "key string"
            ),
        ),
        (b'{"a": 1', "couldn't get version/kind; json parse error: unexpected end of JSON input"),
        (b'{"a" 1}', "couldn't get version/kind; json parse error: invalid character '1' after object key"),
    ],
)
def test_a_text_that_cannot_be_read_is_told_in_the_librarys_words(content: bytes, said: str) -> None:
    assert first_document(content).error == said


def test_the_first_document_is_all_that_counts() -> None:
    assert first_document(b"---\na: 1\n---\nb: [\n").value == {"a": 1}


def test_yaml_reaches_the_decoder_with_sorted_keys_and_json_as_written() -> None:
    yaml = first_document(b"b: &x {d: 1, c: [2]}\na: *x\n").value
    assert [*yaml] == ["a", "b"]
    assert [*yaml["b"]] == ["c", "d"]
    assert yaml["a"] is yaml["b"]
    assert [*first_document(b'{"b": 1, "a": 2}').value] == ["b", "a"]
