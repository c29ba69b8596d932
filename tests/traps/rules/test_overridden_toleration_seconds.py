"""tolerationSeconds where the controller has its own."""

from __future__ import annotations

from tests.traps.tolerations import FIELD, NOT_READY, exists, fields_with_tolerations
from tests.traps.workloads import of_pod

CODE = "DS513"


def test_seconds_are_replaced_where_the_controller_has_its_own():
    own, other = exists(NOT_READY, "NoExecute", 60), exists("example.com/x", "NoExecute", 60)
    assert fields_with_tolerations(CODE, [own, other]) == [f"{FIELD}[0].tolerationSeconds"]
    assert of_pod(CODE, {"pod.tolerations": [own, other]}) == []


def test_seconds_are_replaced_for_no_execute_alone_and_only_where_they_are_written():
    assert fields_with_tolerations(CODE, [exists(NOT_READY, None, 60)]) == []
    assert fields_with_tolerations(CODE, [exists(NOT_READY, "NoExecute")]) == []
