"""An agent that a DaemonSet and a static pod both run."""

from __future__ import annotations

from dslint.api_server.objects import ManifestObject
from dslint.kubelet.duplicate_agents import Agent
from dslint.kubernetes.release import Release
from dslint.linting.duplicate_agent_check import report_duplicate_agents
from dslint.linting.findings import Findings
from dslint.policy.policies import built_in

RELEASES = [Release.of("1.35"), Release.of("1.36")]


def told(static_image: str) -> list[tuple[str, str, tuple[str, ...]]]:
    container = {"name": "agent", "image": static_image}
    static = ManifestObject({"kind": "Pod", "spec": {"containers": [container]}}, file="pod.yaml")
    running = {"template": {"spec": {"containers": [{"name": "agent", "image": "r/agent:1"}]}}}
    agents = [Agent.of({"kind": "DaemonSet", "metadata": {"name": "agents"}, "spec": running})]
    findings = Findings(built_in().rule)
    report_duplicate_agents([static], agents, RELEASES, findings)
    return [(found.code, found.message, found.kubernetes_versions) for found in findings.sorted()]


def test_it_is_told_once_with_all_releases() -> None:
    message = "DaemonSet agents runs r/agent:2 too: nodes with this file run both"
    assert told("r/agent:2") == [("DS410", message, ("1.35", "1.36"))]


def test_another_image_is_another_agent() -> None:
    assert told("r/other:1") == []
