"""tolerationSeconds of a DaemonSet, whose pod is evicted and comes again."""

from __future__ import annotations

from tests.traps.tolerations import FIELD, NOT_READY, exists, fields_with_tolerations
from tests.traps.workloads import of_pod

CODE = "DS514"


def test_seconds_evict_where_the_controller_has_none_of_its_own():
    own, other = exists(NOT_READY, "NoExecute", 60), exists("example.com/x", "NoExecute", 60)
    assert fields_with_tolerations(CODE, [own, other]) == [f"{FIELD}[1].tolerationSeconds"]
    assert of_pod(CODE, {"pod.tolerations": [own, other]}) == []


def test_a_toleration_without_seconds_never_ends():
    assert fields_with_tolerations(CODE, [exists("example.com/x", "NoExecute")]) == []
    assert fields_with_tolerations(CODE, [exists("example.com/x", "NoExecute", 0)]) == [f"{FIELD}[0].tolerationSeconds"]
