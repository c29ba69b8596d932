from __future__ import annotations

from dataclasses import replace

import pytest

from dslint.admission.namespace_lifecycle import rejection
from dslint.kubernetes.cluster import Cluster
from tests.admission.clusters import cluster, named

UNKNOWN = Cluster("test", [])
REFUSED = replace(UNKNOWN, refused=frozenset({("Namespace", "", "team")}))


@pytest.mark.parametrize("there", [REFUSED, cluster(), cluster(named("Namespace", "other"))])
def test_nothing_is_created_in_a_namespace_that_is_not_there(there: Cluster) -> None:
    found = rejection("team", there)
    assert found is not None
    assert found.message == 'namespaces "team" not found'


@pytest.mark.parametrize("there", [UNKNOWN, cluster(named("Namespace", "team"))])
def test_a_namespace_that_is_declared_or_unknown_is_taken_to_exist(there: Cluster) -> None:
    assert rejection("team", there) is None
    assert rejection("", there) is None


def test_the_api_servers_own_namespaces_are_always_there() -> None:
    assert rejection("kube-system", cluster()) is None
    assert rejection("", cluster()) is None
