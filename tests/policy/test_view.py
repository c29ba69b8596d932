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
    spec = {"containers": [{"name": "a", "restartPolicy": "Always"}]}
    [container] = view_of({**POD, "spec": spec}).containers
    assert container.value["class"] == "containers"


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


def running(path: str, name: str = "x", container: str = "x", image: str = "registry.example/x") -> bool:
    """Whether the agent mounts a folder of its own."""
    mounts = [{"name": "run", "mountPath": "/run/x"}]
    pod = {
        "kind": "Pod",
        "metadata": {"name": name},
        "spec": {
            "containers": [{"name": container, "image": image, "volumeMounts": mounts}],
            "volumes": [{"name": "run", "hostPath": {"path": path}}],
        },
    }
    [part] = view_of(pod).containers
    [mount] = part.value["hostMounts"]
    return mount["own"]


@pytest.mark.parametrize(
    ("path", "called", "own"),
    [
        ("/run/calico", {"name": "calico-node"}, True),
        ("/var/run/calico/state", {"container": "calico"}, True),
        ("/run/kube-router", {"image": "registry.example/cloudnative/kube-router:1"}, True),
        ("/run/spire", {"image": "spire/agent"}, True),
        ("/run/registry", {"image": "registry.example/agent"}, False),
        ("/run/calico", {"name": "cilium"}, False),
        ("/run/systemd", {"name": "systemd-exporter"}, False),
        ("/run/netns", {"name": "netns-agent"}, False),
        ("/run/ca", {"name": "calico"}, False),
        ("/run", {"name": "run"}, False),
        ("/etc/calico", {"name": "calico"}, False),
    ],
)
def test_a_folder_of_run_is_the_agents_own_if_it_has_its_name_and_is_not_the_nodes(path, called, own):
    assert running(path, **called) is own


def test_an_agent_is_called_by_its_object_and_its_images():
    view = view_of({**POD, "metadata": {"generateName": "agent-"}})
    assert view.names == {"agent-", "registry:5000/team/agent", ""}
