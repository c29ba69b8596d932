from __future__ import annotations

from dslint.inventory.listed_priorities import complete_from_others
from dslint.inventory.reader import read_inventory
from tests.inventory.objects import node


def test_a_class_that_one_pod_shows_with_its_priority_counts_for_others() -> None:
    spec = {"nodeName": "n1", "containers": [{"name": "c", "image": "c:1"}], "priorityClassName": "high"}
    pods = [
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": name}, "spec": {**spec, **fields}}
        for name, fields in (("a", {"priority": 7}), ("b", {}), ("c", {"priorityClassName": "other"}))
    ]
    cluster = read_inventory([node("n1"), *pods])
    found = {pod.name: (pod.spec.priority, pod.spec.priority_known) for pod in cluster.pods}
    assert found == {"a": (7, True), "b": (7, True), "c": (0, False)}
    complete_from_others(cluster.pods)
    assert [pod.spec.priority for pod in cluster.pods] == [7, 7, 0]
