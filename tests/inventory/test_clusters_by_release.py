"""What else is in the cluster, under each release that lint checks."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.inventory.clusters_by_release import bringing, clusters_by_release
from dslint.inventory.reader import read_sources
from dslint.kubernetes.release import Release
from dslint.source.document_reader import read_text

RELEASES = [Release.of("1.30"), Release.of("1.36")]
POLICY = """\
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: p
spec:
  matchConstraints:
    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
  validations: [{expression: "true"}]
"""


def account(name: str) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": name, "namespace": "agents"}}


def names(cluster: Any) -> list[str]:
    return [item["metadata"]["name"] for item in cluster.of_kind("ServiceAccount")]


@pytest.mark.parametrize(
    "sources", [account("one"), [account("one")], read_sources(account("one"), nodes_needed=False)]
)
def test_every_release_has_the_objects_of_the_sources(sources: Any) -> None:
    clusters = clusters_by_release(sources, RELEASES)
    assert {version: names(cluster) for version, cluster in clusters.items()} == {"1.30": ["one"], "1.36": ["one"]}


def test_what_is_brought_is_added_to_each_and_changes_none() -> None:
    clusters = clusters_by_release(account("one"), RELEASES)
    after = bringing(clusters, RELEASES)([(account("two"), (), None, None)])
    assert [names(cluster) for cluster in after.values()] == [["one", "two"]] * 2
    assert [names(cluster) for cluster in clusters.values()] == [["one"]] * 2


def test_policies_that_are_brought_are_found_in_their_text() -> None:
    document = read_text(POLICY, "p.yaml").documents[0]
    clusters = clusters_by_release((), RELEASES)
    after = bringing(clusters, RELEASES)([(document.value, (), document, "p.yaml")])
    places = after["1.36"].places
    assert places["ValidatingAdmissionPolicy", "", "p"](("metadata", "name")) == ("p.yaml", 4)


def test_what_is_no_source_is_refused() -> None:
    with pytest.raises(TypeError):
        clusters_by_release(5, RELEASES)
