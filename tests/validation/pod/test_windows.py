"""Windows: users, credentials and host processes."""

from __future__ import annotations

import pytest

from tests.validation.objects import pod_errors
from tests.validation.words import SUBDOMAIN

LONG = "x" * 65537
LONG_USER = "a" * 105


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"spec.securityContext.windowsOptions": {"gmsaCredentialSpecName": "A_"}},
            [f'spec.securityContext.windowsOptions.gmsaCredentialSpecName: Invalid value: "A_": {SUBDOMAIN}'],
        ),
        (
            {"spec.securityContext.windowsOptions": {"gmsaCredentialSpec": ""}},
            [
                (
                    'spec.securityContext.windowsOptions.gmsaCredentialSpec: Invalid value: "": gmsaCredentialSpec '
                    "cannot be an empty string"
                )
            ],
        ),
        (
            {"spec.securityContext.windowsOptions": {"gmsaCredentialSpec": LONG}},
            [
                (
                    f'spec.securityContext.windowsOptions.gmsaCredentialSpec: Invalid value: "{LONG}": '
                    "gmsaCredentialSpec size must be under 64 KiB"
                )
            ],
        ),
        (
            {"spec.securityContext.windowsOptions": {"runAsUserName": ""}},
            [
                (
                    'spec.securityContext.windowsOptions.runAsUserName: Invalid value: "": runAsUserName cannot be an '
                    "empty string"
                )
            ],
        ),
        (
            {"spec.securityContext.windowsOptions": {"runAsUserName": "a\\b\\c"}},
            [
                (
                    'spec.securityContext.windowsOptions.runAsUserName: Invalid value: "a\\\\b\\\\c": runAsUserName '
                    "cannot contain more than one backslash"
                )
            ],
        ),
        ({"spec.securityContext.windowsOptions": {"runAsUserName": "ContainerUser"}}, []),
        ({"spec.securityContext.windowsOptions": {"runAsUserName": "NT AUTHORITY\\SYSTEM"}}, []),
        (
            {"spec.securityContext.windowsOptions": {"runAsUserName": "do*m\\us:er"}},
            [
                (
                    'spec.securityContext.windowsOptions.runAsUserName: Invalid value: "do*m\\\\us:er": '
                    "runAsUserName's Domain doesn't match the NetBios nor the DNS format"
                ),
                (
                    'spec.securityContext.windowsOptions.runAsUserName: Invalid value: "do*m\\\\us:er": '
                    "runAsUserName's User cannot contain the following characters: \"/\\:;|=,+*?<>@[]"
                ),
            ],
        ),
        (
            {"spec.securityContext.windowsOptions": {"runAsUserName": "\\u"}},
            [
                (
                    'spec.securityContext.windowsOptions.runAsUserName: Invalid value: "\\\\u": runAsUserName\'s '
                    "Domain doesn't match the NetBios nor the DNS format"
                )
            ],
        ),
        (
            {"spec.securityContext.windowsOptions": {"runAsUserName": "d\\"}},
            [
                (
                    'spec.securityContext.windowsOptions.runAsUserName: Invalid value: "d\\\\": runAsUserName\'s '
                    "User cannot be empty"
                )
            ],
        ),
        (
            {"spec.securityContext.windowsOptions": {"runAsUserName": LONG_USER}},
            [
                (
                    f'spec.securityContext.windowsOptions.runAsUserName: Invalid value: "{LONG_USER}": '
                    "runAsUserName's User length must not be longer than 104 characters"
                )
            ],
        ),
        (
            {"spec.securityContext.windowsOptions": {"runAsUserName": "a\tb"}},
            [
                (
                    'spec.securityContext.windowsOptions.runAsUserName: Invalid value: "a\\tb": runAsUserName cannot '
                    "contain control characters"
                )
            ],
        ),
        (
            {"spec.securityContext.windowsOptions": {"runAsUserName": "..."}},
            [
                (
                    'spec.securityContext.windowsOptions.runAsUserName: Invalid value: "...": runAsUserName\'s User '
                    "cannot contain only periods or spaces"
                )
            ],
        ),
    ],
)
def test_names_are_those_of_windows(changes, told):
    assert pod_errors(changes) == told


@pytest.mark.parametrize(
    ("name", "errors"),
    [
        (".".join(["a" * 63] * 4) + "\\user", 0),
        (".".join(["a" * 63] * 3 + ["a" * 62, "a"]) + "\\user", 1),
        ("a" * 104, 0),
        ("a" * 15 + "\\user", 0),
        ("a_" * 8 + "\\user", 1),
    ],
)
def test_names_of_windows_are_no_longer_than_windows_allows(name, errors):
    assert len(pod_errors({"spec.securityContext.windowsOptions": {"runAsUserName": name}})) == errors


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (
            {"spec.securityContext.windowsOptions": {"hostProcess": True}},
            "1.36",
            [
                (
                    "spec.hostNetwork: Invalid value: false: hostNetwork must be true if pod contains any hostProcess "
                    "containers"
                )
            ],
        ),
        ({"spec.securityContext.windowsOptions": {"hostProcess": True}}, "1.21", []),
        ({"spec.hostNetwork": True, "spec.securityContext.windowsOptions": {"hostProcess": True}}, "1.36", []),
        (
            {
                "spec.hostNetwork": True,
                "spec.containers.0.securityContext": {"windowsOptions": {"hostProcess": True}},
                "spec.containers.1": {"name": "b", "image": "x"},
            },
            "1.36",
            [
                (
                    'spec: Invalid value: "": If pod contains any hostProcess containers then all containers must be '
                    "HostProcess containers"
                )
            ],
        ),
        (
            {
                "spec.hostNetwork": True,
                "spec.securityContext.windowsOptions": {"hostProcess": True},
                "spec.containers.0.securityContext": {"windowsOptions": {"hostProcess": False}},
            },
            "1.36",
            [
                (
                    "spec.containers[0].securityContext.windowsOptions.hostProcess: Invalid value: false: pod "
                    "hostProcess value must be identical if both are specified, was true"
                )
            ],
        ),
    ],
)
def test_host_processes_are_all_or_none_and_on_the_network_of_the_node(changes, version, told):
    assert pod_errors(changes, version) == told


@pytest.mark.parametrize(("version", "refused"), [("1.22", True), ("1.23", False)])
def test_host_processes_were_off_in_the_first_release_that_knew_them(version, refused):
    changes = {"spec.hostNetwork": True, "spec.securityContext.windowsOptions": {"hostProcess": True}}
    message = (
        "spec: Forbidden: pod must not contain Windows hostProcess containers when feature gate "
        "'WindowsHostProcessContainers' is not enabled"
    )
    assert pod_errors(changes, version) == [message] * refused
