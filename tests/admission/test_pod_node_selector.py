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


@pytest.mark.parametrize(
    ("selector", "message"),
    [
        ("pool", "invalid selector: [pool]"),
        ("pool==a", "invalid selector: [pool  a]"),
        ("pool=a,", "invalid selector: []"),
        ("a=b, pool in (x)", "invalid selector: [ pool in (x)]"),
        (
            "pool=a b",
            (
                '[pool]: Invalid value: "a b": a valid label must be an empty string or consist of alphanumeric '
                "characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. "
                "'MyValue',  or 'my_value',  or '12345', regex used for validation is "
                "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
            ),
        ),
    ],
)
def test_a_malformed_selector_refuses_every_pod_of_the_namespace(selector, message):
    found = pod_node_selector.admit(pod(), cluster(namespace("default", selector)), NEWEST)
    assert isinstance(found, Reason)
    assert found.message == message


def test_a_key_that_is_no_label_refuses_and_belongs_to_no_field():
    found = pod_node_selector.admit(pod(), cluster(namespace("default", "=a")), NEWEST)
    assert isinstance(found, Reason)
    assert found.message.startswith('<nil>: Invalid value: "": name part must be non-empty; ')


def test_an_empty_annotation_adds_nothing():
    manifest = pod()
    assert pod_node_selector.admit(manifest, cluster(namespace("default", "")), NEWEST) is manifest
