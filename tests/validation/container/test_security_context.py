"""Security contexts of containers."""

from __future__ import annotations

import pytest

from tests.validation.objects import container_errors, pod_errors

UNSET = '"SELinuxOptions":null,"WindowsOptions":null,"RunAsUser":null,"RunAsGroup":null,"RunAsNonRoot":null'
LAST = '"ProcMount":null,"SeccompProfile":null'


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"securityContext": {"allowPrivilegeEscalation": False, "privileged": True}},
            "1.36",
            [
                (
                    f'securityContext: Invalid value: {{"Capabilities":null,"Privileged":true,{UNSET},'
                    f'"ReadOnlyRootFilesystem":null,"AllowPrivilegeEscalation":false,{LAST},"AppArmorProfile":null}}: '
                    "cannot set `allowPrivilegeEscalation` to false and `privileged` to true"
                )
            ],
        ),
        (
            {"securityContext": {"allowPrivilegeEscalation": False, "capabilities": {"add": ["CAP_SYS_ADMIN"]}}},
            "1.27",
            [
                (
                    f'securityContext: Invalid value: {{"Capabilities":{{"Add":["CAP_SYS_ADMIN"],"Drop":null}},'
                    f'"Privileged":null,{UNSET},"ReadOnlyRootFilesystem":null,"AllowPrivilegeEscalation":false,'
                    f"{LAST}}}: cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN"
                )
            ],
        ),
        ({"securityContext": {"allowPrivilegeEscalation": False, "capabilities": {"add": ["SYS_ADMIN"]}}}, "1.36", []),
        ({"securityContext": {"privileged": True}}, "1.36", []),
    ],
)
def test_no_escalation_means_no_privilege(changes, version, told):
    assert container_errors(changes, version) == told


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"spec.containers.0.securityContext": {"procMount": "Unmasked"}},
            "1.36",
            [
                (
                    'spec.containers[0].securityContext.procMount: Invalid value: "Unmasked": `hostUsers` must be '
                    "false to use `Unmasked`"
                )
            ],
        ),
        ({"spec.containers.0.securityContext": {"procMount": "Unmasked"}}, "1.30", []),
        ({"spec.containers.0.securityContext": {"procMount": "Unmasked"}, "spec.hostUsers": False}, "1.36", []),
    ],
)
def test_the_bare_proc_needs_users_of_its_own(changes, version, told):
    assert pod_errors(changes, version) == told
