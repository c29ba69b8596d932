from __future__ import annotations

from typing import Any

import pytest

from dslint.kubectl.describe.probe import describe as describe_probe
from dslint.kubectl.describe.template import describe


def shown(*, metadata=None, **spec) -> str:
    return describe({"metadata": metadata or {}, "spec": spec})


def container_lines(**fields) -> list[str]:
    """What is printed of one container, from its image on."""
    text = shown(containers=[{"name": "c", "image": "i", **fields}])
    return text.split("  Containers:\n   c:\n")[1].split("  Volumes:")[0].splitlines()


def volume_lines(**source) -> list[str]:
    text = shown(containers=[], volumes=[{"name": "v", **source}])
    return text.split("  Volumes:\n   v:\n")[1].split("  Node-Selectors:")[0].splitlines()


def test_an_empty_template_says_none_where_kubectl_does() -> None:
    assert shown() == (
        "Pod Template:\n  Labels:\t<none>\n  Containers: <none>\n  Volumes:\t<none>\n"
        "  Node-Selectors:\t<none>\n  Tolerations:\t<none>\n"
    )


def test_labels_stand_below_each_other_sorted() -> None:
    assert "  Labels:\ta=1\n\tb=2\n  Containers:" in shown(metadata={"labels": {"b": "2", "a": "1"}})


def test_annotations_are_cut_and_the_one_of_apply_is_left_out() -> None:
    annotations = {
        "kubectl.kubernetes.io/last-applied-configuration": "{}",
        "long": "x" * 150,
        "several": "one\ntwo\n",
        "short": "yes\n",
    }
    assert f"  Annotations:\tlong:\n\t  {'x' * 138}...\n\tseveral:\n\t  one\n\t  two\n\tshort: yes\n" in shown(
        metadata={"annotations": annotations}
    )


def test_account_init_containers_and_priority_have_their_places() -> None:
    text = shown(
        serviceAccountName="agent",
        initContainers=[{"name": "setup", "image": "s"}],
        containers=[{"name": "c", "image": "i"}],
        priorityClassName="system-node-critical",
        nodeSelector={"b": "2", "a": "1"},
    )
    titles = [line.strip() for line in text.splitlines() if line.startswith("  ") and line[2] != " "]
    assert titles == [
        "Labels:\t<none>",
        "Service Account:\tagent",
        "Init Containers:",
        "Containers:",
        "Volumes:\t<none>",
        "Priority Class Name:\tsystem-node-critical",
        "Node-Selectors:\ta=1",
        "Tolerations:\t<none>",
    ]


def test_a_bare_container() -> None:
    assert container_lines() == [
        "    Image:\ti",
        "    Port:\t<none>",
        "    Host Port:\t<none>",
        "    Environment:\t<none>",
        "    Mounts:\t<none>",
    ]


@pytest.mark.parametrize(
    ("ports", "lines"),
    [
        ([{"containerPort": 80, "protocol": "TCP"}], ["    Port:\t80/TCP", "    Host Port:\t0/TCP"]),
        (
            [{"containerPort": 80, "protocol": "TCP"}, {"containerPort": 53, "hostPort": 53, "protocol": "UDP"}],
            ["    Ports:\t80/TCP, 53/UDP", "    Host Ports:\t0/TCP, 53/UDP"],
        ),
    ],
)
def test_ports(ports, lines) -> None:
    assert container_lines(ports=ports)[1:3] == lines


def test_command_arguments_and_resources() -> None:
    lines = container_lines(
        command=["/agent", "a\nb"],
        args=["--v=2"],
        resources={"requests": {"memory": "1Gi", "cpu": "100m"}, "limits": {"cpu": "1"}},
    )
    assert lines[3:-2] == [
        "    Command:",
        "      /agent",
        "      a",
        "      b",
        "    Args:",
        "      --v=2",
        "    Limits:",
        "      cpu:\t1",
        "    Requests:",
        "      cpu:\t100m",
        "      memory:\t1Gi",
    ]


def test_a_seccomp_profile_of_its_own() -> None:
    profile = {"type": "Localhost", "localhostProfile": "p.json"}
    lines = container_lines(securityContext={"seccompProfile": profile})
    assert lines[3:5] == ["    SeccompProfile:\tLocalhost", "      LocalhostProfile:\tp.json"]


RESOURCES = {"limits": {"memory": "1Gi"}, "requests": {"cpu": "150m"}}


@pytest.mark.parametrize(
    ("variable", "line"),
    [
        ({"name": "A", "value": "1"}, "      A:\t1"),
        ({"name": "A"}, "      A:\t"),
        (
            {"name": "A", "valueFrom": {"fieldRef": {"apiVersion": "v1", "fieldPath": "spec.nodeName"}}},
            "      A:\t (v1:spec.nodeName)",
        ),
        (
            {"name": "A", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}},
            "      A:\t<set to the key 'k' in secret 's'>\tOptional: false",
        ),
        (
            {"name": "A", "valueFrom": {"configMapKeyRef": {"name": "m", "key": "k", "optional": True}}},
            "      A:\t<set to the key 'k' of config map 'm'>\tOptional: true",
        ),
        (
            {"name": "A", "valueFrom": {"resourceFieldRef": {"resource": "limits.memory", "divisor": "1Mi"}}},
            "      A:\t1024 (limits.memory)",
        ),
        (
            {"name": "A", "valueFrom": {"resourceFieldRef": {"resource": "requests.cpu", "divisor": "0"}}},
            "      A:\t1 (requests.cpu)",
        ),
        (
            {"name": "A", "valueFrom": {"resourceFieldRef": {"resource": "requests.cpu", "divisor": "1m"}}},
            "      A:\t150 (requests.cpu)",
        ),
        (
            {"name": "A", "valueFrom": {"resourceFieldRef": {"resource": "limits.cpu", "divisor": "0"}}},
            "      A:\tnode allocatable (limits.cpu)",
        ),
        ({"name": "A", "valueFrom": {"resourceFieldRef": {"resource": "gpus"}}}, "      A:\t (gpus)"),
    ],
)
def test_variables(variable, line) -> None:
    assert container_lines(env=[variable], resources=RESOURCES)[-3:-1] == ["    Environment:", line]


def test_a_value_of_two_lines() -> None:
    assert container_lines(env=[{"name": "A", "value": "x\ny"}])[4:6] == ["      A:\tx", "      \ty"]


def test_sources_of_variables() -> None:
    sources = [{"configMapRef": {"name": "m"}}, {"prefix": "P_", "secretRef": {"name": "s", "optional": True}}]
    assert container_lines(envFrom=sources)[3:6] == [
        "    Environment Variables from:",
        "      m\tConfigMap\tOptional: false",
        "      s\tSecret with prefix 'P_'\tOptional: true",
    ]


def test_mounts_are_sorted_by_path_with_their_flags() -> None:
    mounts = [
        {"name": "b", "mountPath": "/b", "readOnly": True, "subPath": "x"},
        {"name": "a", "mountPath": "/a"},
    ]
    lines = container_lines(volumeMounts=mounts, volumeDevices=[{"name": "d", "devicePath": "/dev/x"}])
    assert lines[-5:] == [
        "    Mounts:",
        "      /a from a (rw)",
        '      /b from b (ro,path="x")',
        "    Devices:",
        "      /dev/x from d",
    ]


COUNTS = {
    "initialDelaySeconds": 5,
    "timeoutSeconds": 1,
    "periodSeconds": 10,
    "successThreshold": 1,
    "failureThreshold": 3,
}
SAID = "delay=5s timeout=1s period=10s #success=1 #failure=3"


@pytest.mark.parametrize(
    ("handler", "said"),
    [
        ({"exec": {"command": ["cat", "/x"]}}, "exec [cat /x]"),
        ({"httpGet": {"path": "/healthz", "port": 80, "scheme": "HTTP"}}, "http-get http://:80/healthz"),
        (
            {"httpGet": {"path": "ok?a=b c", "port": "web", "scheme": "HTTPS", "host": "h"}},
            "http-get https://h:web/ok%3Fa=b%20c",
        ),
        ({"httpGet": {"path": "/", "port": 1, "scheme": "HTTP", "host": "::1"}}, "http-get http://[::1]:1/"),
        ({"tcpSocket": {"port": 9100}}, "tcp-socket :9100"),
        ({"grpc": {"port": 9, "service": ""}}, "grpc <pod>:9 "),
        ({"grpc": {"port": 9, "service": "s"}}, "grpc <pod>:9 s"),
        ({}, "unknown"),
    ],
)
def test_probes(handler, said) -> None:
    assert describe_probe({**handler, **COUNTS}) == f"{said} {SAID}"


def test_probes_stand_in_kubectls_order() -> None:
    one = {"tcpSocket": {"port": 1}}
    lines = container_lines(startupProbe=one, readinessProbe=one, livenessProbe=one)
    assert [line.split(":")[0].strip() for line in lines[3:6]] == ["Liveness", "Readiness", "Startup"]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        (
            {"hostPath": {"path": "/x", "type": ""}},
            ["    Type:\tHostPath (bare host directory volume)", "    Path:\t/x", "    HostPathType:\t"],
        ),
        ({"emptyDir": {"sizeLimit": "0"}}, ["    Medium:\t", "    SizeLimit:\t<unset>"]),
        ({"emptyDir": {"medium": "Memory", "sizeLimit": "1Gi"}}, ["    Medium:\tMemory", "    SizeLimit:\t1Gi"]),
        ({"configMap": {"name": "m"}}, ["    Name:\tm", "    Optional:\tfalse"]),
        ({"secret": {"secretName": "s", "optional": True}}, ["    SecretName:\ts", "    Optional:\ttrue"]),
        (
            {"downwardAPI": {"items": [{"path": "p", "fieldRef": {"fieldPath": "metadata.name"}}]}},
            ["    Items:", "      metadata.name -> p"],
        ),
        (
            {
                "projected": {
                    "sources": [
                        {"serviceAccountToken": {"path": "t", "expirationSeconds": 3600}},
                        {"configMap": {"name": "m"}},
                        {"downwardAPI": {}},
                        {"secret": {"name": "s"}},
                    ]
                }
            },
            [
                "    TokenExpirationSeconds:\t3600",
                "    ConfigMapName:\tm",
                "    Optional:\tfalse",
                "    DownwardAPI:\ttrue",
                "    SecretName:\ts",
                "    Optional:\tfalse",
            ],
        ),
        (
            {"csi": {"driver": "d", "volumeAttributes": {"b": "2", "a": "1"}}},
            [
                "    Driver:\td",
                "    FSType:\t",
                "    ReadOnly:\tfalse",
                "    VolumeAttributes:\t    a=1",
                "        \t    b=2",
            ],
        ),
        ({"csi": {"driver": "d"}}, ["    FSType:\t", "    ReadOnly:\tfalse", "    VolumeAttributes:\t<none>"]),
        ({"nfs": {"server": "s", "path": "/p"}}, ["    Server:\ts", "    Path:\t/p", "    ReadOnly:\tfalse"]),
        ({"persistentVolumeClaim": {"claimName": "c"}}, ["    ClaimName:\tc", "    ReadOnly:\tfalse"]),
        ({"fc": {"targetWWNs": ["a", "b"], "lun": 0}}, ["    TargetWWNs:\ta, b", "    LUN:\t0"]),
        ({"cephfs": {"monitors": ["a", "b"], "secretRef": {"name": "s"}}}, ["    Monitors:\t[a b]"]),
        ({"flexVolume": {"driver": "d", "options": {"k": "v"}}}, ["    SecretRef:\tnil", "    Options:\tmap[k:v]"]),
        ({"rbd": {"monitors": [], "secretRef": {"name": "s"}}}, ["    SecretRef:\t&LocalObjectReference{Name:s,}"]),
        ({"brandNew": {}}, ["  <unknown>"]),
    ],
)
def test_volumes(source, lines) -> None:
    found = volume_lines(**source)
    assert [line for line in found if line in lines] == lines, found


def test_the_claim_of_an_ephemeral_volume_is_nested() -> None:
    template = {
        "metadata": {"labels": {"b": "2", "a": "1"}},
        "spec": {"storageClassName": "fast", "volumeMode": "Filesystem"},
    }
    assert volume_lines(ephemeral={"volumeClaimTemplate": template})[1:] == [
        "    StorageClass:\tfast",
        "    Volume:\t",
        "    Labels:\t    a=1",
        "        \t    b=2",
        "    Annotations:\t    <none>",
        "    Capacity:\t",
        "    Access Modes:\t",
        "    VolumeMode:\tFilesystem",
    ]


@pytest.mark.parametrize(
    ("toleration", "said"),
    [
        ({"operator": "Exists"}, "op=Exists"),
        ({"key": "k", "operator": "Exists"}, "k op=Exists"),
        ({"operator": "Exists", "effect": "NoExecute"}, ":NoExecute op=Exists"),
        ({"key": "k", "value": "v", "effect": "NoSchedule"}, "k=v:NoSchedule"),
        ({"key": "k", "operator": "Exists", "tolerationSeconds": 0}, "k op=Exists for 0s"),
    ],
)
def test_tolerations(toleration, said) -> None:
    assert shown(tolerations=[toleration]).endswith(f"  Tolerations:\t{said}\n")


def test_tolerations_are_sorted_by_key() -> None:
    two = [{"key": "b", "operator": "Exists"}, {"key": "a", "operator": "Exists"}]
    assert shown(tolerations=two).endswith("  Tolerations:\ta op=Exists\n\tb op=Exists\n")


def test_spread_constraints_are_sorted_by_key() -> None:
    selector = {
        "matchLabels": {"b": "2"},
        "matchExpressions": [{"key": "a", "operator": "In", "values": ["y", "x"]}, {"key": "c", "operator": "Exists"}],
    }
    constraints = [
        {"topologyKey": "zone", "maxSkew": 1, "whenUnsatisfiable": "DoNotSchedule", "labelSelector": selector},
        {"topologyKey": "host", "maxSkew": 2, "whenUnsatisfiable": "ScheduleAnyway"},
    ]
    assert (
        "  Topology Spread Constraints:\thost:ScheduleAnyway when max skew 2 is exceeded\n"
        "  \tzone:DoNotSchedule when max skew 1 is exceeded for selector a in (x,y),b=2,c\n"
    ) in shown(topologySpreadConstraints=constraints)


def test_what_a_terminal_might_obey_is_written_out() -> None:
    assert container_lines(args=["\x1b[31mred\r"])[4] == "      ^[[31mred\\r"


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ({"env": [{"value": "1"}]}, "    Environment:\n      :\t1\n    Mounts:\t<none>\n"),
        ({"env": [{"valueFrom": {"fieldRef": {}}}]}, "    Environment:\n      :\t (:)\n    Mounts:\t<none>\n"),
        ({"env": [{"name": "A", "valueFrom": None}]}, "    Environment:\n      A:\t\n    Mounts:\t<none>\n"),
        (
            {"volumeMounts": [{}, {"mountPath": "/b"}, {"name": "v"}]},
            "    Mounts:\n       from  (rw)\n       from v (rw)\n      /b from  (rw)\n",
        ),
        ({"volumeDevices": [{}]}, "    Mounts:\t<none>\n    Devices:\t<none>\n       from \n"),
        ({"name": None, "livenessProbe": None}, "   :\n    Image:\t\n    Port:\t<none>\n"),
    ],
)
def test_what_is_missing_or_null_is_empty(fields: dict[str, Any], lines: str) -> None:
    assert lines in shown(containers=[fields])


def test_volumes_without_a_name_or_with_null_sources() -> None:
    text = shown(volumes=[{"emptyDir": {"sizeLimit": None}}, {"name": "v", "hostPath": None}])
    assert "   :\n    Type:\tEmptyDir" in text
    assert "   v:\n  <unknown>\n" in text


def test_null_in_labels_is_an_empty_value_and_elsewhere_no_value() -> None:
    text = shown(metadata={"labels": {"a": None}, "annotations": {"b": None}}, nodeSelector=None)
    assert "  Labels:\ta=\n" in text
    assert "  Annotations:\tb: \n" in text
    assert "Node-Selectors:\t<none>" in text
