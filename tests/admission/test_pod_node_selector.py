from __future__ import annotations

import pytest

from dslint.admission import pod_node_selector
from dslint.kubernetes.release import Release
from dslint.plans import Reason
from tests.admission.clusters import FORBIDDEN, cluster, pod

NEWEST = Release.of("1.36")


def namespace(name: str, selector: str) -> dict:
    annotations = {"scheduler.alpha.kubernetes.io/node-selector": selector}
    return {"kind": "Namespace", "metadata": {"name": name, "annotations": annotations}}


@pytest.mark.parametrize(
    ("selector", "own", "merged"),
    [
        ("region=hpc", {}, {"region": "hpc"}),
        ("region=hpc, disk=ssd", {"os": "linux"}, {"os": "linux", "region": "hpc", "disk": "ssd"}),
        ("region=hpc", {"region": "hpc"}, {"region": "hpc"}),
    ],
)
def test_the_namespaces_selector_is_added_to_the_pods_own(selector, own, merged):
    found = pod_node_selector.admit(pod(nodeSelector=own), cluster(namespace("default", selector)), NEWEST)
    assert not isinstance(found, Reason)
    assert found["spec"]["nodeSelector"] == merged


def test_a_pod_that_asks_for_another_value_is_refused():
    found = pod_node_selector.admit(
        pod(nodeSelector={"region": "web"}), cluster(namespace("default", "region=hpc")), NEWEST
    )
    assert isinstance(found, Reason)
    assert found.message == FORBIDDEN + "pod node label selector conflicts with its namespace node label selector"


def test_another_namespace_is_left_alone():
    manifest = pod()
    assert pod_node_selector.admit(manifest, cluster(namespace("other", "region=hpc")), NEWEST) is manifest
