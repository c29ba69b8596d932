"""Agents that run both as a DaemonSet and as a static pod: nodes with the file run both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dslint.api_server.objects import ManifestObject
from dslint.findings import Problem
from dslint.kubelet.duplicate_agents import DUPLICATE_AGENT, Agent, duplicate_agents
from dslint.kubernetes.release import Release
from dslint.linting.findings import Findings


def report_duplicate_agents(
    static: Sequence[ManifestObject], agents: Iterable[Agent], releases: Sequence[Release], findings: Findings
) -> None:
    """`static` are the manifests of static pods, `agents` those of the DaemonSets."""
    for agent in duplicate_agents([found.value for found in static], agents):
        message = f"DaemonSet {agent.daemonset} runs {agent.image} too: nodes with this file run both"
        for release in releases:
            findings.add_problem(static[agent.static], Problem(DUPLICATE_AGENT, message, agent.path), str(release))
