"""ValidatingAdmissionPolicies: what they said of DaemonSets and Pods, request by request."""

from __future__ import annotations

import copy
import functools
import json
from collections.abc import Iterator
from typing import Any

from dslint.admission.policies.answers import Action, Answer
from dslint.admission.policies.attributes import Attributes
from dslint.admission.policies.evaluation import AdmissionPolicies, asked
from dslint.api_server.stored_object import StoredObject
from dslint.inventory.reader import read_inventory
from dslint.kubernetes.cluster import Cluster
from dslint.kubernetes.release import Release
from dslint.linting.policy_answers import attributes_of
from tests.cel import NEEDS_CEL
from tests.conformance.agreement import Agreement
from tests.conformance.recordings import FOLDER, by_name, lines

pytestmark = NEEDS_CEL

VERSION = "1.36"
OF_POLICIES = "ValidatingAdmissionPolicy '"


RELEASE = Release.of(VERSION)


@functools.cache
def requests() -> dict[str, Attributes]:
    """The requests by name, but for those that are invalid. What admission changes is the same in every scenario."""
    recorded = json.loads((FOLDER / "admission-requests.json").read_text(encoding="utf-8"))
    return {name: found for name, request in recorded.items() if (found := attributes(**request)) is not None}


def attributes(object: dict[str, Any], old: dict[str, Any] | None = None) -> Attributes | None:  # noqa: A002 - recorded
    stored = StoredObject.of(object, RELEASE)
    current = StoredObject.of(old, RELEASE) if old is not None else None
    if stored.problems(current):
        return None
    return attributes_of(stored.value, current.value if current else None, read_inventory([]), RELEASE)


def scenarios() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """What is there and what was seen; who asks is in no recording."""
    seen = by_name(f"admission-seen-{VERSION}")
    for scenario in lines("admission-cases"):
        text = json.dumps(scenario["policies"])
        if "userInfo" not in text and "authorizer" not in text:
            yield scenario, seen[scenario["name"]]


def cluster_of(scenario: dict[str, Any], refused: dict[str, str]) -> Cluster:
    policies = [item for item in scenario["policies"] if item["metadata"]["name"] not in refused]
    return read_inventory(copy.deepcopy([*scenario["namespaces"], *scenario["params"], *policies]))


def hold_request(agreement: Agreement, name: str, answers: list[Answer], real: dict[str, Any]) -> None:
    denials = [answer.sentence for answer in answers if answer.action is Action.DENY]
    warnings = sorted({answer.sentence for answer in answers if answer.action is Action.WARN})
    agreement.hold(f"admission verdict {VERSION}", name, real["code"] >= 300, bool(denials))
    if OF_POLICIES in real.get("message", ""):
        words = real["message"][real["message"].index(OF_POLICIES) :]
        agreement.hold(f"admission words {VERSION}", name, True, words in denials)
    elif not denials:
        agreement.hold(f"admission warnings {VERSION}", name, sorted(real.get("warnings", [])), warnings)


def test_what_policies_say_of_requests(agreement: Agreement) -> None:
    agreement.open(*(f"admission {part} {VERSION}" for part in ("verdict", "words", "warnings")))
    for scenario, seen in scenarios():
        cluster = cluster_of(scenario, seen["refused"])
        policies = AdmissionPolicies.of(cluster, RELEASE)
        for name, request in requests().items():
            answers = asked(policies, request, cluster)
            hold_request(agreement, f"{scenario['name']} / {name}", answers, seen["requests"][name])
