"""The pods of DaemonSets under policies for Pods: which nodes got one, and what the events said."""

from __future__ import annotations

import copy
import json
from typing import Any

import dslint
from tests.cel import NEEDS_CEL
from tests.conformance.agreement import Agreement
from tests.conformance.recordings import by_name, lines

pytestmark = NEEDS_CEL

VERSION = "1.36"
OF_POLICIES = "ValidatingAdmissionPolicy '"


def node(name: str) -> dict[str, Any]:
    return {
        "apiVersion": "v1",
        "kind": "Node",
        "metadata": {"name": name, "labels": {"kubernetes.io/os": "linux", "kubernetes.io/hostname": name}},
        "status": {"allocatable": {"cpu": "4", "memory": "8Gi", "pods": "110"}},
    }


def planned(scenario: dict[str, Any]) -> dict[str, Any]:
    given = copy.deepcopy([*map(node, scenario["nodes"]), *scenario["namespaces"], *scenario["policies"]])
    plan = dslint.plan([copy.deepcopy(scenario["daemonset"])], inventory=given, kubernetes_version=VERSION)
    found: dict[str, Any] = plan.to_dict()["workloads"][0]
    return found


def test_pods_of_daemonsets_under_policies(agreement: Agreement) -> None:
    seen = by_name(f"admission-pods-seen-{VERSION}")
    agreement.open(*(f"admission pods {part} {VERSION}" for part in ("made", "words")))
    for scenario in lines("admission-pods-cases"):
        name, workload = scenario["name"], planned(scenario)
        groups = [group for group in workload["placement"] if group["state"] in ("bound", "pending")]
        made = sorted(node for group in groups for node in group["nodes"])
        agreement.hold(f"admission pods made {VERSION}", name, seen[name]["pods"], made)
        told = {reason["message"] for group in workload["placement"] for reason in group["reasons"]}
        for event in seen[name]["refused"]:
            words = event[event.index(OF_POLICIES) :]
            agreement.hold(f"admission pods words {VERSION}", name, True, any(text.endswith(words) for text in told))


def test_the_recordings_hold_pods_that_were_made_and_pods_that_were_refused() -> None:
    recorded = [json.dumps(one["pods"]) for one in by_name(f"admission-pods-seen-{VERSION}").values()]
    assert {"[]", '["node-1", "node-2"]'} == set(recorded)
