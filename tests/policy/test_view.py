"""What policies see, and where it stands in the manifest."""

from __future__ import annotations

import pytest

from dslint.policy.view import cleaned, image_name, view_of

POD = {
    "kind": "Pod",
    "spec": {
        "securityContext": {"runAsUser": 10, "runAsNonRoot": True},
        "initContainers": [{"name": "first"}, {"name": "beside", "restartPolicy": "Always"}],
        "containers": [
            {
                "name": "agent",
                "image": "registry:5000/team/agent:1.0",
                "securityContext": {"runAsUser": 20},
                "volumeMounts": [
                    {"name": "other", "mountPath": "/other"},
                    {"name": "logs", "mountPath": "/logs", "subPath": "pods", "readOnly": True},
                ],
            }
        ],
        "volumes": [{"name": "other", "emptyDir": {}}, {"name": "logs", "hostPath": {"path": "/var/log/"}}],
    },
}


@pytest.fixture
def agent():
    return next(part for part in view_of(POD).containers if part.name == "agent")


def test_containers_have_a_class():
    assert {part.name: part.value["class"] for part in view_of(POD).containers} == {
        "agent": "containers",
        "first": "initContainers",
        "beside": "sidecars",
    }


def test_a_container_takes_over_what_it_does_not_say_itself(agent):
    assert agent.value["security"] == {"runAsUser": 20, "runAsNonRoot": True}
    container = ("spec", "containers", 0)
    assert agent.place(("security", "runAsUser")) == (*container, "securityContext", "runAsUser")
    assert agent.place(("security", "runAsNonRoot")) == ("spec", "securityContext", "runAsNonRoot")
    assert agent.place(("security", "privileged")) == (*container, "securityContext", "privileged")


def test_mounts_of_the_node_are_joined_with_their_volumes(agent):
    (mount,) = agent.value["hostMounts"]
    assert (mount["hostPath"], mount["path"], mount["readOnly"]) == ("/var/log/pods", "/var/log/pods", True)
    assert agent.place(("hostMounts", 0, "path"))[:5] == ("spec", "containers", 0, "volumeMounts", 1)


@pytest.mark.parametrize("kind", ["Service", "Deployment", None])
def test_other_kinds_have_nothing_to_see(kind):
    assert view_of({"kind": kind, "spec": {}}) is None


@pytest.mark.parametrize(
    ("path", "short"),
    [
        ("/var/run/docker.sock", "/run/docker.sock"),
        ("/var/run", "/run"),
        ("/var/running", "/var/running"),
        ("/etc/", "/etc"),
        ("//etc//x/../y", "/etc/y"),
        ("/", "/"),
        ("", ""),
    ],
)
def test_paths_are_cleaned(path, short):
    assert cleaned(path) == short


@pytest.mark.parametrize(
    ("image", "parts"),
    [
        ("agent", ("agent", "", "")),
        ("agent:1", ("agent", "1", "")),
        ("registry:5000/agent", ("registry:5000/agent", "", "")),
        ("registry:5000/agent:1@sha256:ab", ("registry:5000/agent", "1", "sha256:ab")),
        ("", ("", "", "")),
    ],
)
def test_image_names_are_parsed(image, parts):
    assert tuple(image_name(image).values()) == parts


def test_options_for_windows_are_inherited_one_by_one():
    pod = {
        "kind": "Pod",
        "spec": {
            "securityContext": {"windowsOptions": {"hostProcess": True, "runAsUserName": "a"}},
            "containers": [{"name": "agent", "securityContext": {"windowsOptions": {"runAsUserName": "b"}}}],
        },
    }
    (part,) = view_of(pod).containers
    options = ("security", "windowsOptions")
    assert part.value["security"]["windowsOptions"] == {"hostProcess": True, "runAsUserName": "b"}
    assert part.place((*options, "hostProcess")) == ("spec", "securityContext", "windowsOptions", "hostProcess")
    own = ("spec", "containers", 0, "securityContext", "windowsOptions", "runAsUserName")
    assert part.place((*options, "runAsUserName")) == own
