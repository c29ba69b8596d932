from __future__ import annotations

from typing import Any

import pytest

from dslint.admission.pod_security.standards import forbidden, violations

NEWEST = (1, 36)

MEETS_RESTRICTED = {
    "securityContext": {"runAsNonRoot": True, "seccompProfile": {"type": "RuntimeDefault"}},
    "containers": [
        {"name": "c", "securityContext": {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}}}
    ],
}


def container(**security: Any) -> dict[str, Any]:
    return {"containers": [{"name": "c", "securityContext": security}]}


def said(spec: dict[str, Any], level: str, version: tuple[int, int], annotations: dict[str, str] | None = None) -> Any:
    return [str(item) for item in violations({"annotations": annotations or {}}, spec, level, version)]


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ({"hostNetwork": True, "hostPID": True}, "host namespaces (hostNetwork=true, hostPID=true)"),
        ({"volumes": [{"name": "a", "hostPath": {"path": "/"}}]}, 'hostPath volumes (volume "a")'),
        (
            {"containers": [{"name": "c", "ports": [{"containerPort": 80, "hostPort": 80}]}]},
            'hostPort (container "c" uses hostPort 80)',
        ),
        (container(privileged=True), 'privileged (container "c" must not set securityContext.privileged=true)'),
        (
            container(capabilities={"add": ["NET_ADMIN", "CHOWN", "BPF"]}),
            (
                'non-default capabilities (container "c" must not include "BPF", "NET_ADMIN" in '
                "securityContext.capabilities.add)"
            ),
        ),
        (
            container(procMount="Unmasked"),
            'procMount (container "c" must not set securityContext.procMount to "Unmasked")',
        ),
        (
            container(seLinuxOptions={"type": "spc_t", "user": "u"}),
            (
                'seLinuxOptions (container "c" set forbidden securityContext.seLinuxOptions: type "spc_t"; '
                "user may not be set)"
            ),
        ),
        (
            {"securityContext": {"seccompProfile": {"type": "Unconfined"}}},
            'seccompProfile (pod must not set securityContext.seccompProfile.type to "Unconfined")',
        ),
        ({"securityContext": {"sysctls": [{"name": "kernel.msgmax"}]}}, "forbidden sysctls (kernel.msgmax)"),
        (
            container(windowsOptions={"hostProcess": True}),
            'hostProcess (container "c" must not set securityContext.windowsOptions.hostProcess=true)',
        ),
        (
            container(appArmorProfile={"type": "Unconfined"}),
            'forbidden AppArmor profile (container "c" must not set AppArmor profile type to "Unconfined")',
        ),
        (
            {"containers": [{"name": "c", "livenessProbe": {"httpGet": {"host": "10.0.0.1", "port": 80}}}]},
            'probe or lifecycle host (container "c" uses probe or lifecycle host "10.0.0.1")',
        ),
    ],
)
def test_baseline_forbids_in_the_plugins_words(spec: dict[str, Any], sentence: str) -> None:
    assert said(spec, "baseline", NEWEST) == [sentence]
    assert said(spec, "privileged", NEWEST) == []


def test_several_containers_are_named_together_and_init_containers_first() -> None:
    spec = {
        "initContainers": [{"name": "i", "securityContext": {"privileged": True}}],
        "containers": [{"name": "c", "securityContext": {"privileged": True}}],
    }
    (sentence,) = said(spec, "baseline", NEWEST)
    assert sentence == 'privileged (containers "i", "c" must not set securityContext.privileged=true)'


def test_an_app_armor_annotation_counts_too() -> None:
    key = "container.apparmor.security.beta.kubernetes.io/c"
    assert said({}, "baseline", NEWEST, {key: "unconfined"}) == [f'forbidden AppArmor profile ({key}="unconfined")']
    assert said({}, "baseline", NEWEST, {key: "localhost/mine"}) == []


@pytest.mark.parametrize(
    ("spec", "level", "allowed", "refused"),
    [
        ({"securityContext": {"sysctls": [{"name": "net.ipv4.tcp_fin_timeout"}]}}, "baseline", (1, 29), (1, 28)),
        ({"securityContext": {"sysctls": [{"name": "net.ipv4.tcp_rmem"}]}}, "baseline", (1, 32), (1, 31)),
        (
            {"securityContext": {"sysctls": [{"name": "net.ipv4.ip_local_reserved_ports"}]}},
            "baseline",
            (1, 27),
            (1, 26),
        ),
        ({"securityContext": {"seLinuxOptions": {"type": "container_engine_t"}}}, "baseline", (1, 31), (1, 30)),
        (
            {"containers": [{"name": "c", "readinessProbe": {"tcpSocket": {"host": "h", "port": 1}}}]},
            "baseline",
            (1, 33),
            (1, 34),
        ),
        ({"hostUsers": False, **container(procMount="Unmasked")}, "baseline", (1, 35), (1, 34)),
        ({"os": {"name": "windows"}, "securityContext": {"runAsNonRoot": True}, "containers": [{"name": "c"}]},
         "restricted", (1, 25), (1, 24)),
    ],
)  # fmt: skip
def test_a_check_changes_with_the_version_it_is_pinned_at(
    spec: dict[str, Any], level: str, allowed: tuple[int, int], refused: tuple[int, int]
) -> None:
    assert said(spec, level, allowed) == []
    assert len(said(spec, level, refused)) >= 1


def test_restricted_asks_a_pod_that_says_nothing_for_everything() -> None:
    assert said({"containers": [{"name": "c"}]}, "restricted", NEWEST) == [
        'allowPrivilegeEscalation != false (container "c" must set securityContext.allowPrivilegeEscalation=false)',
        'unrestricted capabilities (container "c" must set securityContext.capabilities.drop=["ALL"])',
        'runAsNonRoot != true (pod or container "c" must set securityContext.runAsNonRoot=true)',
        (
            'seccompProfile (pod or container "c" must set securityContext.seccompProfile.type to '
            '"RuntimeDefault" or "Localhost")'
        ),
    ]


@pytest.mark.parametrize(("version", "count"), [((1, 0), 1), ((1, 8), 2), ((1, 19), 3), ((1, 22), 4), ((1, 36), 4)])
def test_restricted_grew_with_the_versions(version: tuple[int, int], count: int) -> None:
    assert len(said({"containers": [{"name": "c"}]}, "restricted", version)) == count


def test_restricted_checks_take_the_place_of_their_baseline_ones() -> None:
    spec = {
        **MEETS_RESTRICTED,
        "volumes": [{"name": "a", "hostPath": {"path": "/"}}, {"name": "b", "nfs": {"server": "s", "path": "/"}}],
    }
    assert said(spec, "restricted", NEWEST) == [
        'restricted volume types (volumes "a", "b" use restricted volume types "hostPath", "nfs")'
    ]


@pytest.mark.parametrize(
    ("security", "sentence"),
    [
        ({"runAsUser": 0}, "runAsUser=0 (pod must not set runAsUser=0)"),
        ({"runAsNonRoot": False}, "runAsNonRoot != true (pod must not set securityContext.runAsNonRoot=false)"),
    ],
)
def test_restricted_forbids_root_where_it_is_asked_for(security: dict[str, Any], sentence: str) -> None:
    spec = {**MEETS_RESTRICTED, "securityContext": {**MEETS_RESTRICTED["securityContext"], **security}}
    assert said(spec, "restricted", NEWEST) == [sentence]


def test_root_in_a_user_namespace_of_its_own_is_no_root_from_1_35_on() -> None:
    spec = {**MEETS_RESTRICTED, "hostUsers": False}
    spec["securityContext"] = {"runAsUser": 0, "seccompProfile": {"type": "RuntimeDefault"}}
    assert said(spec, "restricted", (1, 35)) == []
    assert len(said(spec, "restricted", (1, 34))) == 2


def test_violations_have_their_places() -> None:
    spec = {"containers": [{"name": "a"}, {"name": "b", "securityContext": {"capabilities": {"add": ["BPF"]}}}]}
    (violation,) = violations({}, spec, "baseline", NEWEST)
    assert violation.paths == (("spec", "containers", 1, "securityContext", "capabilities", "add", 0),)


def test_the_plugins_sentence_lists_all() -> None:
    found = violations({}, {"hostNetwork": True, "containers": []}, "baseline", NEWEST)
    assert forbidden("agent-x", "baseline", "latest", found) == (
        'pods "agent-x" is forbidden: violates PodSecurity "baseline:latest": host namespaces (hostNetwork=true)'
    )


def test_annotations_of_seccomp_count_before_the_field_existed() -> None:
    key = "seccomp.security.alpha.kubernetes.io/pod"
    spec = {"containers": [{"name": "c"}]}
    expected = [f'seccompProfile (forbidden annotation {key}="unconfined")']
    assert said(spec, "baseline", (1, 18), {key: "unconfined"}) == expected
    assert said(spec, "baseline", (1, 19), {key: "unconfined"}) == []


BASELINE = {
    "forbidden AppArmor profile": {"securityContext": {"appArmorProfile": {"type": "Unconfined"}}},
    "host namespaces": {"hostIPC": True},
    "hostPath volumes": {"volumes": [{"name": "v", "hostPath": {"path": "/"}}]},
    "hostPort": {"containers": [{"name": "c", "ports": [{"containerPort": 1, "hostPort": 1}]}]},
    "hostProcess": container(windowsOptions={"hostProcess": True}),
    "non-default capabilities": container(capabilities={"add": ["SYS_ADMIN"]}),
    "privileged": container(privileged=True),
    "probe or lifecycle host": {
        "containers": [{"name": "c", "lifecycle": {"preStop": {"httpGet": {"host": "h", "port": 1}}}}]
    },
    "procMount": container(procMount="Unmasked"),
    "seLinuxOptions": container(seLinuxOptions={"role": "r"}),
    "seccompProfile": {"securityContext": {"seccompProfile": {"type": "Unconfined"}}},
    "forbidden sysctls": {"securityContext": {"sysctls": [{"name": "kernel.msgmax"}]}},
}
"""A pod for each row of the standard's table that the baseline level has."""

SINCE = {"seccompProfile": (1, 19), "probe or lifecycle host": (1, 34)}
"""Rows that are not there from the first version on; before 1.19 the seccomp profile stood in annotations."""


@pytest.mark.parametrize("version", [(1, 0), (1, 25), (1, 31), (1, 36)])
@pytest.mark.parametrize("row", sorted(BASELINE))
def test_the_rows_of_the_baseline_table_hold_from_their_version_on(row: str, version: tuple[int, int]) -> None:
    reasons = [item.reason for item in violations({}, BASELINE[row], "baseline", version)]
    assert reasons == ([row] if version >= SINCE.get(row, (1, 0)) else [])


RESTRICTED = {
    (1, 0): {"restricted volume types", "runAsNonRoot != true"},
    (1, 25): {
        "restricted volume types",
        "runAsNonRoot != true",
        "allowPrivilegeEscalation != false",
        "unrestricted capabilities",
        "runAsUser=0",
        "seccompProfile",
    },
}
RESTRICTED[1, 31] = RESTRICTED[1, 36] = RESTRICTED[1, 25]


@pytest.mark.parametrize("version", sorted(RESTRICTED))
def test_the_rows_of_the_restricted_table_hold_from_their_version_on(version: tuple[int, int]) -> None:
    spec = {
        "volumes": [{"name": "v", "hostPath": {"path": "/"}}],
        "containers": [{"name": "c", "securityContext": {"runAsUser": 0}}],
    }
    assert {item.reason for item in violations({}, spec, "restricted", version)} == RESTRICTED[version]


UNMASKED = {
    **MEETS_RESTRICTED,
    "containers": [
        {
            "name": "c",
            "securityContext": {
                "allowPrivilegeEscalation": False,
                "capabilities": {"drop": ["ALL"]},
                "procMount": "Unmasked",
            },
        }
    ],
    "hostUsers": False,
}
PROC_MOUNT = 'procMount (container "c" must not set securityContext.procMount to "Unmasked")'


@pytest.mark.parametrize(
    ("level", "version", "told"),
    [
        ("baseline", (1, 34), [PROC_MOUNT]),
        ("baseline", (1, 35), []),
        ("restricted", (1, 34), [PROC_MOUNT]),
        ("restricted", (1, 35), [PROC_MOUNT]),
    ],
)
def test_only_baseline_lets_a_pod_in_a_user_namespace_unmask_proc(level, version, told):
    assert said(UNMASKED, level, version) == told


@pytest.mark.parametrize(("version", "server", "allowed"), [((1, 0), (1, 33), True), ((1, 32), (1, 32), False)])
def test_volumes_of_images_are_allowed_by_the_servers_version_whatever_that_of_the_level(version, server, allowed):
    spec = {"volumes": [{"name": "v", "image": {"reference": "x"}}], "containers": []}
    found = violations({}, spec, "restricted", version, server)
    assert [item for item in found if item.check == "restrictedVolumes"] == ([] if allowed else [found[0]])
