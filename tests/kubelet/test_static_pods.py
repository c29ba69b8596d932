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
            (
                'no kind "Pod" is registered for version "v2" in scheme '
                '"k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30"'
            ),
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


def test_of_several_faults_the_decoder_tells_the_first_in_the_order_of_keys() -> None:
    value = with_spec(hostNetwork="yes", activeDeadlineSeconds="soon")
    assert "PodSpec.spec.activeDeadlineSeconds" in (error_of(value) or "")


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
        (b"\xff\xfe", "yaml: invalid leading UTF-8 octet"),
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
