from __future__ import annotations

import copy

import pytest

from dslint.kubernetes.release import Release
from dslint.schema.decoder import decode

POD = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "agent", "labels": {"app": "agent"}},
    "spec": {"containers": [{"name": "agent", "image": "registry.example/agent:1.0"}]},
}
DAEMONSET = {
    "apiVersion": "apps/v1",
    "kind": "DaemonSet",
    "metadata": {"name": "agent"},
    "spec": {
        "selector": {"matchLabels": {"app": "agent"}},
        "template": {"metadata": {"labels": {"app": "agent"}}, "spec": POD["spec"]},
    },
}


def _with(base, *edits):
    """The object with each dotted path set in turn; a number is an index."""
    changed = copy.deepcopy(base)
    for path, value in edits:
        *way, last = path.split(".")
        target = changed
        for key in way:
            target = target[int(key)] if isinstance(target, list) else target.setdefault(key, {})
        target[last] = value
    return changed


def _decoded(base, *edits, version="1.36"):
    return decode(_with(base, *edits), Release.of(version))


def _said(decoded):
    return [(problem.code, problem.field, problem.message) for problem in decoded.problems]


@pytest.mark.parametrize("version", [f"1.{minor}" for minor in range(9, 38)])
def test_a_good_object_comes_back_as_it_was(version):
    for base in (POD, DAEMONSET):
        decoded = _decoded(base, version=version)
        assert (decoded.problems, decoded.value, decoded.unreadable) == ((), base, frozenset())


PROBE = "Probe.spec.containers.livenessProbe"
PORT = "TCPSocketAction.spec.containers.livenessProbe.ProbeHandler.tcpSocket.port"
MALFORMED = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"


@pytest.mark.parametrize(
    ("path", "value", "found", "member", "wanted"),
    [
        ("spec.hostNetwork", "true", "string", "PodSpec.spec.hostNetwork", "bool"),
        ("spec.containers.0.image", 1.5, "number", "Container.spec.containers.image", "string"),
        ("spec.containers.0.args", ["a", 80], "number", "Container.spec.containers.args", "string"),
        ("spec.containers", {}, "object", "PodSpec.spec.containers", "[]v1.Container"),
        ("spec", [], "array", "Pod.spec", "v1.PodSpec"),
        ("metadata.labels", "x", "string", "ObjectMeta.metadata.labels", "map[string]string"),
        ("metadata.labels.app", True, "bool", "ObjectMeta.metadata.labels", "string"),
        ("spec.overhead", "x", "string", "PodSpec.spec.overhead", "v1.ResourceList"),
        ("spec.priority", 1.5, "number 1.5", "PodSpec.spec.priority", "int32"),
        ("spec.priority", 5.0, "number 5.0", "PodSpec.spec.priority", "int32"),
        ("spec.containers.0.livenessProbe", {"tcpSocket": {"port": 80.0}}, "number 80.0", PORT, "int32"),
        ("metadata.creationTimestamp", 7, "number", "ObjectMeta.metadata.creationTimestamp", "string"),
        ("spec.dnsPolicy", 7, "number", "PodSpec.spec.dnsPolicy", "v1.DNSPolicy"),
        ("spec.volumes", [{"nfs": []}], "array", "Volume.spec.volumes.VolumeSource.nfs", "v1.NFSVolumeSource"),
        ("spec.containers.0.livenessProbe", {"exec": 1}, "number", f"{PROBE}.ProbeHandler.exec", "v1.ExecAction"),
    ],
)
def test_a_value_of_a_wrong_type_is_told_in_the_words_of_the_decoder(path, value, found, member, wanted):
    decoded = _decoded(POD, (path, value))
    expected = f"json: cannot unmarshal {found} into Go struct field {member} of type {wanted}"
    assert [(problem.code, problem.message) for problem in decoded.problems] == [("DS103", expected)]
    assert decoded.problems[0].help


@pytest.mark.parametrize(
    ("path", "value", "code", "message"),
    [
        ("spec.priority", 2**31, "DS104", "number 2147483648 into Go struct field PodSpec.spec.priority of type int32"),
        (
            "spec.priority",
            -(10**20),
            "DS104",
            "number -100000000000000000000 into Go struct field PodSpec.spec.priority",
        ),
        ("spec.activeDeadlineSeconds", 2**63, "DS104", "of type int64"),
        ("spec.overhead.cpu", "1 Gi", "DS105", MALFORMED),
        ("spec.overhead.cpu", "1\n", "DS105", MALFORMED),
        ("spec.overhead.cpu", "\n1", "DS105", MALFORMED),
        ("spec.overhead.memory", "1Gi\r", "DS105", MALFORMED),
        ("spec.overhead.memory", "\t1Gi", "DS105", MALFORMED),
        ("spec.overhead.memory", "1Gi\u2028", "DS105", MALFORMED),
        ("spec.overhead.cpu", "100mi", "DS105", "unable to parse quantity's suffix"),
        ("spec.overhead.cpu", True, "DS105", MALFORMED),
        ("metadata.creationTimestamp", "2026-01-31", "DS106", 'parsing time "2026-01-31" as'),
    ],
)
def test_a_value_that_its_type_cannot_hold_is_told(path, value, code, message):
    decoded = _decoded(POD, (path, value))
    assert [problem.code for problem in decoded.problems] == [code]
    assert message in decoded.problems[0].message
    assert {problem.path for problem in decoded.problems} == decoded.unreadable


def test_embedded_structs_are_named_by_new_versions_only():
    problems = _decoded(POD, ("spec.volumes", [{"nfs": []}]), version="1.33").problems
    assert [problem.message.split()[8] for problem in problems] == ["Volume.spec.volumes.nfs"]


def test_all_problems_are_told_and_the_rest_is_still_read():
    decoded = _decoded(
        DAEMONSET,
        ("spec.template.spec.hostNetwork", "yes"),
        ("spec.template.spec.containers.0.imagepullpolicy", "Always"),
        ("spec.minReadySeconds", "5"),
        ("spec.template.spec.containers.0.ports", [{"containerPort": "http"}, {"containerPort": 80}]),
    )
    assert sorted(field for _, field, _ in _said(decoded)) == [
        "spec.minReadySeconds",
        "spec.template.spec.containers[0].imagepullpolicy",
        "spec.template.spec.containers[0].ports[0].containerPort",
        "spec.template.spec.hostNetwork",
    ]
    spec = decoded.value["spec"]
    assert "minReadySeconds" not in spec
    container = spec["template"]["spec"]["containers"][0]
    assert container == {"name": "agent", "image": "registry.example/agent:1.0", "ports": [{}, {"containerPort": 80}]}


@pytest.mark.parametrize(
    ("path", "value", "read"),
    [
        ("spec.terminationGracePeriodSeconds", -(2**63), -(2**63)),
        ("spec.containers.0.args", ["a", None], ["a", ""]),
        ("spec.containers", [None], [{}]),
        ("spec.overhead", {"cpu": None, "memory": 1.0}, {"cpu": "0", "memory": 1}),
        ("metadata.labels", {"app": None}, {"app": ""}),
        ("metadata.creationTimestamp", "2026-02-28T7:05:00.5+01:00", "2026-02-28T7:05:00.5+01:00"),
        ("spec.overhead", {"cpu": " 1e3 "}, {"cpu": " 1e3 "}),
        ("spec.overhead", {"cpu": "\u00a01"}, {"cpu": "\u00a01"}),
    ],
)
def test_values_are_read_as_go_reads_them(path, value, read):
    decoded = _decoded(POD, (path, value))
    assert decoded.problems == ()
    found = decoded.value
    for key in path.split("."):
        found = found[int(key)] if isinstance(found, list) else found[key]
    assert found == read
    assert type(found) is type(read)


@pytest.mark.parametrize("path", ["spec.hostNetwork", "spec.tolerations", "metadata.labels", "spec.os", "status"])
def test_null_counts_as_absent(path):
    decoded = _decoded(POD, (path, None))
    assert decoded.problems == ()
    *way, last = path.split(".")
    found = decoded.value
    for key in way:
        found = found[key]
    assert last not in found


@pytest.mark.parametrize("text", ["", "NaN", "0x10", "1 Gi", "1e", "1e5.5", "1.5.1", "five", "1i", "--1", "1mi", "e"])
def test_texts_that_are_no_quantity(text):
    assert [code for code, _, _ in _said(_decoded(POD, ("spec.overhead", {"cpu": text})))] == ["DS105"]


@pytest.mark.parametrize(
    "text", ["1", "1.", ".5", "+1", "-1", "1E", "1e3", "1E-3", "0.1m", "1Gi ", "12e6", 1, 0.5, "1Ei"]
)
def test_texts_and_numbers_that_are_quantities(text):
    assert _decoded(POD, ("spec.overhead", {"cpu": text})).problems == ()


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("2026-01-31T00:00:00Z", True),
        ("2026-04-31T00:00:00Z", False),
        ("2026-02-29T00:00:00Z", False),
        ("2028-02-29T00:00:00Z", True),
        ("2000-02-29T00:00:00Z", True),
        ("1900-02-29T00:00:00Z", False),
        ("2026-01-31T24:00:00Z", False),
        ("2026-01-31 00:00:00Z", False),
        ("2026-01-31T00:00:00", False),
        ("2026-01-31T00:00:00,123-09:30", True),
        ("", False),
    ],
)
def test_times_are_rfc_3339(text, good):
    assert (_decoded(POD, ("metadata.creationTimestamp", text)).problems == ()) is good


@pytest.mark.parametrize("depth", [100, 1000, 20_000])
def test_nesting_without_end_is_one_unknown_field(depth):
    nested: dict = {}
    for _ in range(depth):
        nested = {"a": nested}
    assert [code for code, _, _ in _said(_decoded(POD, ("spec.nest", nested)))] == ["DS101"]


def test_values_of_any_shape_are_kept_as_they_are():
    data = {"spec": {"template": None, "n": 1.0}}
    revision = {"apiVersion": "apps/v1", "kind": "ControllerRevision", "metadata": {"name": "a"}, "data": data}
    decoded = decode(revision, Release.of("1.36"))
    assert decoded.problems == ()
    assert decoded.value == revision


def test_kinds_of_others_come_back_untouched():
    thing = {"apiVersion": "example.com/v1", "kind": "Thing", "spec": None}
    assert decode(thing, Release.of("1.36")).value is thing
