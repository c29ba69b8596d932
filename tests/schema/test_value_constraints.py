from __future__ import annotations

import copy

import pytest

from dslint.admission.defaults import defaulted
from dslint.kubernetes.names import dns_label_errors
from dslint.kubernetes.release import Release
from dslint.schema.decoder import decode
from dslint.schema.value_constraints import value_errors

POD = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "agent"},
    "spec": {"containers": [{"name": "agent", "image": "registry.example/agent:1.0"}]},
}
LETTER = "must contain at least one letter (a-z)"
MODE = "must be a number between 0 and 0777 (octal), both inclusive"
ACTIONS = 'supported values: "DoNotSchedule", "ScheduleAnyway"'
LABEL = dns_label_errors("A.b", Release.of("1.36"))[0]
IDS = "must be between 0 and 2147483647, inclusive"
SPREAD = "spec.topologySpreadConstraints[0]"
PORT_RANGE = "must be between 1 and 65535, inclusive"


def _errors(path, value, version="1.36", base=POD):
    changed = copy.deepcopy(base)
    *way, last = path.split(".")
    target = changed
    for key in way:
        target = target[int(key)] if isinstance(target, list) else target.setdefault(key, {})
    target[last] = value
    release = Release.of(version)
    decoded = decode(changed, release)
    assert decoded.problems == ()
    return sorted(
        f"{problem.field}: {problem.message}" for problem in value_errors(defaulted(decoded.value, release), release)
    )


@pytest.mark.parametrize(
    ("path", "value", "errors"),
    [
        ("spec", None, ["spec.containers: Required value"]),
        ("spec.os", {}, ["spec.os.name: Required value"]),
        ("spec.containers", [], ["spec.containers: Required value"]),
        ("spec.containers", [{"name": "a"}], ["spec.containers[0].image: Required value"]),
        (
            "spec.containers",
            [None],
            ["spec.containers[0].image: Required value", "spec.containers[0].name: Required value"],
        ),
        (
            "spec.restartPolicy",
            "Sometimes",
            ['spec.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "Never"'],
        ),
        (
            "spec.containers.0.ports",
            [{"containerPort": 70000}],
            [f"spec.containers[0].ports[0].containerPort: Invalid value: 70000: {PORT_RANGE}"],
        ),
        ("spec.containers.0.ports", [{}], ["spec.containers[0].ports[0].containerPort: Required value"]),
        (
            "spec.containers.0.livenessProbe",
            {"httpGet": {}},
            [f"spec.containers[0].livenessProbe.httpGet.port: Invalid value: 0: {PORT_RANGE}"],
        ),
        (
            "spec.containers.0.livenessProbe",
            {"httpGet": {"port": "80"}},
            [f'spec.containers[0].livenessProbe.httpGet.port: Invalid value: "80": {LETTER}'],
        ),
        (
            "spec.containers.0.volumeMounts",
            [{"name": "a", "mountPath": "/a", "subPath": "/../b"}],
            [
                'spec.containers[0].volumeMounts.subPath: Invalid value: "/../b": must be a relative path',
                "spec.containers[0].volumeMounts.subPath: Invalid value: \"/../b\": must not contain '..'",
            ],
        ),
        (
            "spec.volumes",
            [{"name": "a", "nfs": {"server": "s"}}],
            [
                'spec.volumes[0].nfs.path: Invalid value: "": must be an absolute path',
                "spec.volumes[0].nfs.path: Required value",
            ],
        ),
        (
            "spec.volumes",
            [{"name": "a", "emptyDir": {"sizeLimit": "-1"}}],
            ["spec.volumes[0].emptyDir.sizeLimit: Forbidden: SizeLimit field must be a valid resource quantity"],
        ),
        (
            "spec.volumes",
            [{"name": "a", "csi": {"driver": "a" * 64}}],
            ["spec.volumes[0].csi.driver: Too long: may not be more than 63 bytes"],
        ),
        (
            "spec.volumes",
            [{"name": "a", "downwardAPI": {"items": [{"path": "a", "mode": 512}]}}],
            [f"spec.volumes[0].downwardAPI.mode: Invalid value: 512: {MODE}"],
        ),
        (
            "spec.volumes",
            [
                {
                    "name": "a",
                    "projected": {
                        "sources": [{"serviceAccountToken": {"path": "/t"}}, {"downwardAPI": {"items": [{}]}}]
                    },
                }
            ],
            [
                'spec.volumes[0].projected.path: Invalid value: "/t": must be a relative path',
                "spec.volumes[0].projected.sources[1].downwardAPI.path: Required value",
            ],
        ),
        (
            "spec.volumes",
            [{"name": "a", "storageos": {"volumeName": "A.b", "secretRef": {}}}],
            [
                "spec.volumes[0].storageos.secretRef.name: Required value",
                f'spec.volumes[0].storageos.volumeName: Invalid value: "A.b": {LABEL}',
            ],
        ),
        ("spec.preemptionPolicy", "", ["spec.preemptionPolicy: Required value"]),
        (
            "spec.securityContext",
            {"supplementalGroups": [0, -1]},
            [f"spec.securityContext.supplementalGroups[1]: Invalid value: -1: {IDS}"],
        ),
        (
            "spec.topologySpreadConstraints",
            [{}],
            [
                f"{SPREAD}.maxSkew: Invalid value: 0: must be greater than zero",
                f"{SPREAD}.topologyKey: Required value: can not be empty",
                f'{SPREAD}.whenUnsatisfiable: Unsupported value: "": {ACTIONS}',
            ],
        ),
    ],
)
def test_a_value_is_refused_in_the_words_of_the_server(path, value, errors):
    assert _errors(path, value) == errors


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("spec.restartPolicy", ""),
        ("spec.dnsPolicy", None),
        ("spec.containers.0.imagePullPolicy", ""),
        ("spec.containers.0.ports", [{"containerPort": 80, "hostPort": 0, "protocol": "", "name": ""}]),
        ("spec.containers.0.volumeMounts", [{"name": "a", "mountPath": "/a", "subPath": "..a/b.."}]),
        ("spec.volumes", [{"name": "a", "emptyDir": {"sizeLimit": "-0"}}]),
        ("spec.tolerations", [{"operator": "Exists", "effect": ""}]),
    ],
)
def test_what_has_a_default_is_fine(path, value):
    assert _errors(path, value) == []


@pytest.mark.parametrize(("field", "good"), [("name", "a.b-c"), ("generateName", "agent-")])
def test_names_of_objects_are_subdomains(field, good):
    assert _errors(f"metadata.{field}", good) == []
    for bad in ("A", "a_b", "-a", "a" * 254):
        errors = _errors(f"metadata.{field}", bad)
        assert {error.partition(":")[0] for error in errors} == {f"metadata.{field}"}, bad


def test_a_bad_key_of_a_map_is_told_at_the_map():
    errors = _errors("spec.nodeSelector", {"a b": "x", "ok": "-"})
    assert [error.split(": ", 2)[0:2] for error in errors] == [["spec.nodeSelector", "Invalid value"]] * 2
    assert '"a b": name part must consist of alphanumeric' in errors[1]
    assert '"-": a valid label must be an empty string' in errors[0]


@pytest.mark.parametrize(
    ("version", "errors"),
    [
        ("1.23", ["must be 'File' or 'FallbackToLogsOnError'"]),
        ("1.24", ['supported values: "File", "FallbackToLogsOnError"']),
    ],
)
def test_words_change_with_the_version(version, errors):
    found = _errors("spec.containers.0.terminationMessagePolicy", "x", version)
    assert [error.split('"x": ')[1] for error in found] == errors


@pytest.mark.parametrize(("version", "taken"), [("1.18", False), ("1.19", True)])
def test_values_come_with_versions(version, taken):
    errors = _errors("spec.containers.0.ports", [{"containerPort": 1, "protocol": "SCTP"}], version)
    assert (errors == []) is taken


@pytest.mark.parametrize("version", ["1.31", "1.32"])
def test_names_of_variables_may_be_anything_printable_from_1_32_on(version):
    errors = _errors("spec.containers.0.env", [{"name": "1 a"}], version)
    assert bool(errors) is (version == "1.31")


def test_the_same_error_is_told_once():
    errors = _errors("spec.containers.0.name", "A" * 70)
    assert len(errors) == len(set(errors)) == 2


@pytest.mark.parametrize("field", ["minReadySeconds", "revisionHistoryLimit"])
def test_a_daemonset_counts_from_zero(field):
    base = {
        "apiVersion": "apps/v1",
        "kind": "DaemonSet",
        "metadata": {"name": "agent"},
        "spec": {
            "selector": {"matchLabels": {"a": "b"}},
            "template": {"metadata": {"labels": {"a": "b"}}, "spec": POD["spec"]},
        },
    }
    assert _errors(f"spec.{field}", -1, base=base) == [
        f"spec.{field}: Invalid value: -1: must be greater than or equal to 0"
    ]
    assert _errors(f"spec.{field}", 0, base=base) == []


def test_a_problem_leads_to_the_value_in_the_manifest():
    release = Release.of("1.36")
    value = {
        **POD,
        "spec": {
            "containers": [
                {"name": "a", "image": "x", "volumeMounts": [{"name": "v", "mountPath": "/v", "subPath": ".."}]}
            ]
        },
    }
    problem = next(iter(value_errors(value, release)))
    assert problem.path == ("spec", "containers", 0, "volumeMounts", 0, "subPath")
    assert problem.field == "spec.containers[0].volumeMounts.subPath"
