"""The profile that is suggested leaves the fewest findings, of those that names and host paths point to."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.policy.evaluation import evaluate
from dslint.policy.policies import Policies, built_in, profiles_of
from tests.policy.test_evaluation import RELEASE, codes, daemonset, mounting


def suggested(value: dict[str, Any], policies: Policies | None = None) -> str | None:
    found = [problem for problem in evaluate(value, RELEASE, policies or built_in()) if problem.code == "DS699"]
    assert len(found) <= 1
    return found[0].bundle.excused_by if found and found[0].bundle else None


def image(name: str) -> dict[str, Any]:
    return {"container": {"image": f"registry.example/{name}:1.0"}}


def among(*profiles: dict[str, Any]) -> Policies:
    return built_in()._replace(profiles=profiles_of({"title": "t", "needs": {}, **one} for one in profiles))


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        (mounting("/opt/cni/bin"), "cni"),
        (mounting("/var/lib/kubelet/device-plugins"), "device-plugin"),
        (mounting("/var/lib/kubelet/plugins_registry"), "csi-node"),
        ({"hostPID": True, **image("node-exporter")}, "metrics"),
        ({"hostPID": True, **image("falco")}, "security-sensor"),
        ({"hostNetwork": True, **image("metallb-speaker")}, "load-balancer"),
        ({"hostPID": True, **image("kured")}, "node-reboot"),
        ({"hostPID": True, **image("spire-agent")}, "identity"),
        ({"hostPID": True, **image("datadog/agent")}, "metrics"),
        ({"hostIPC": True, **image("datadog/agent")}, "observability"),
        ({"hostIPC": True, **image("longhorn-manager")}, "storage-engine"),
    ],
)
def test_the_profile_of_its_kind_is_suggested(spec: dict[str, Any], expected: str) -> None:
    assert suggested(daemonset(**spec)) == expected


def test_an_agent_may_be_known_by_the_name_of_its_object() -> None:
    value = daemonset(hostPID=True)
    assert suggested(value) is None
    value["metadata"]["name"] = "prometheus-node-exporter"
    assert suggested(value) == "metrics"
    assert suggested(daemonset(hostPID=True, container={"name": "node-exporter"})) is None


ALIKE = {"hostPaths": ["/opt/cni"]}


def test_the_fewest_findings_left_decide_before_names_and_breadth() -> None:
    policies = among(
        {"profile": "named", "needs": {"hostPID": True}, "signs": {"images": ["agent"]}},
        {"profile": "broad", "needs": {"hostPID": True, "hostNetwork": True, "hostIPC": True}, "signs": ALIKE},
        {"profile": "narrow", "needs": {"hostPID": True, "hostNetwork": True}, "signs": ALIKE},
    )
    asking = mounting("/opt/cni", read_only=True)
    assert suggested(daemonset(hostPID=True, hostNetwork=True, **asking), policies) == "narrow"
    assert suggested(daemonset(hostPID=True, hostNetwork=True, hostIPC=True, **asking), policies) == "broad"
    assert suggested(daemonset(hostPID=True, **asking), policies) == "named"


def test_a_profile_without_a_sign_of_it_is_not_suggested() -> None:
    needs = {"hostPID": True}
    assert suggested(daemonset(hostPID=True), among({"profile": "any", "needs": needs})) is None


@pytest.mark.parametrize(
    ("needs", "expected"), [({"hostPID": True}, None), ({"hostPID": True, "hostIPC": True}, "one"), ({}, None)]
)
def test_a_profile_that_excuses_less_than_half_is_not_suggested(needs: dict[str, Any], expected: str | None) -> None:
    policies = among({"profile": "one", "needs": needs, "signs": {"images": ["agent"]}})
    assert suggested(daemonset(hostPID=True, hostIPC=True, hostNetwork=True), policies) == expected


def test_only_what_the_profile_excuses_is_marked_and_exceptions_are_counted() -> None:
    found = {
        problem.code: problem
        for problem in evaluate(daemonset(hostNetwork=True, hostIPC=True, **mounting("/opt/cni")), RELEASE, built_in())
    }
    marked = [code for code, problem in found.items() if problem.bundle and problem.bundle.excused_by == "cni"]
    assert marked == ["DS699", "DS601", "DS605"]
    assert found["DS699"].message.endswith("cni covers all host access that it uses, with 1 exception")


def test_nothing_is_suggested_to_who_asks_for_nothing_or_declares_a_profile() -> None:
    assert codes(daemonset(**image("node-exporter"))) == []
    assert suggested(daemonset("none", hostPID=True, **image("node-exporter"))) is None
