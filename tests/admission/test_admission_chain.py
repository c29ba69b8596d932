from __future__ import annotations

import copy

import pytest

from dslint.admission.admission_chain import ENFORCE_LABEL, admit_pod
from dslint.admission.pod_security.namespace_policy import ENFORCE, PREFIX
from dslint.kubernetes.release import Release
from dslint.plans import Reason
from tests.admission.clusters import cluster, named, pod

NEWEST = Release.of("1.36")
NOT_READY = {"key": "node.kubernetes.io/not-ready", "operator": "Exists", "effect": "NoExecute"}
UNREACHABLE = {"key": "node.kubernetes.io/unreachable", "operator": "Exists", "effect": "NoExecute"}


@pytest.mark.parametrize(
    ("tolerations", "added"),
    [
        ([], [NOT_READY, UNREACHABLE]),
        ([NOT_READY], [UNREACHABLE]),
        ([{"operator": "Exists"}], []),
        ([{"operator": "Exists", "effect": "NoSchedule"}], [NOT_READY, UNREACHABLE]),
    ],
)
def test_a_pod_gets_five_minutes_on_a_node_that_is_not_ready(tolerations, added):
    admitted = admit_pod(pod(tolerations=tolerations), cluster(), NEWEST)
    assert not isinstance(admitted, Reason)
    assert admitted["spec"]["tolerations"] == tolerations + [{**item, "tolerationSeconds": 300} for item in added]


def test_the_manifest_itself_is_never_changed():
    bounds = named("LimitRange", "b", "default", spec={"limits": [{"type": "Container", "default": {"cpu": "1"}}]})
    manifest = pod()
    before = copy.deepcopy(manifest)
    assert admit_pod(manifest, cluster(bounds), NEWEST) != before
    assert manifest == before


def test_the_first_refusal_is_said_as_the_server_says_it():
    manifest = pod(priorityClassName="none", runtimeClassName="none")
    answer = admit_pod(manifest, cluster(), NEWEST)
    assert isinstance(answer, Reason)
    assert answer.message == 'pods "agent-" is forbidden: no PriorityClass with name none was found'


@pytest.mark.parametrize(("version", "key"), [("1.8", "node.alpha.kubernetes.io/notReady"), ("1.5", None)])
def test_older_versions_use_other_taints_or_none(version, key):
    admitted = admit_pod(pod(), cluster(), Release.of(version))
    assert not isinstance(admitted, Reason)
    tolerations = admitted["spec"].get("tolerations")
    assert (tolerations[0]["key"] if tolerations else None) == key


def test_the_label_that_calls_pod_security_is_the_one_that_it_reads() -> None:
    assert f"{PREFIX}{ENFORCE}" == ENFORCE_LABEL
