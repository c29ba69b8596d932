"""What one text decides for the findings of others."""

from __future__ import annotations

from typing import Any

import pytest

from dslint.linting.cross_file_context import CrossFileContext, context_key

LEVEL = "pod-security.kubernetes.io/enforce"


def namespace(name: Any = "team", labels: Any = None) -> dict[str, Any]:
    return {"kind": "Namespace", "metadata": {"name": name, "labels": labels}}


def context(*objects: Any) -> CrossFileContext:
    return CrossFileContext.of([((), value) for value in objects], objects)


def test_only_labels_that_pod_security_reads_are_kept() -> None:
    labels = {LEVEL: "baseline", f"{LEVEL}-version": "v1.30", "team": "a", "pod-security": "x"}
    assert context(namespace(labels=labels)).namespaces == {"team": {LEVEL: "baseline", f"{LEVEL}-version": "v1.30"}}


def test_of_two_namespaces_of_one_name_the_last_counts() -> None:
    found = context(namespace(labels={LEVEL: "baseline"}), namespace(labels={LEVEL: "restricted"}))
    assert found.namespaces == {"team": {LEVEL: "restricted"}}


@pytest.mark.parametrize(
    "value",
    [None, [], namespace(labels=[]), namespace(name=5, labels={LEVEL: "x"}), {"kind": "Namespace", "metadata": []},
     {"kind": "Namespace"}],
)  # fmt: skip
def test_what_has_no_labels_decides_nothing(value: Any) -> None:
    assert context(value).namespaces == {}


def test_agents_are_the_daemon_sets_of_the_text() -> None:
    daemon_set = {"kind": "DaemonSet", "metadata": {"name": "agent"}, "spec": {}}
    assert len(context(daemon_set, {"kind": "Pod"}, namespace()).agents) == 1


def test_the_key_depends_on_labels_alone_and_not_on_their_order() -> None:
    one = {"a": {"x": "1", "y": "2"}, "b": {"x": "1"}}
    other = {"b": {"x": "1"}, "a": {"y": "2", "x": "1"}}
    assert context_key(one) == context_key(other) != ""
    assert context_key(one) != context_key({**one, "b": {"x": "2"}})
    assert context_key({"a": {}}) == context_key({}) == ""
