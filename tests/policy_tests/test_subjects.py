"""The objects and the cluster of a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from dslint.kubernetes.release import Release
from dslint.policy_tests.file import PolicyTestError, UnreadableTestError, read_policy_test
from dslint.policy_tests.subjects import cluster_of, objects_in, subject_in, subjects_of
from tests.policy_tests.folders import written

NEWEST = Release.of("1.36")
CASES = "- {resource: probe, expect: accepted}\n"


def test_subjects_have_their_defaults_and_are_called_by_name(tmp_path: Path) -> None:
    test = read_policy_test(written(tmp_path, CASES) / "policy-test.yaml")
    agent, probe = subjects_of(test, NEWEST)
    assert agent.value["spec"]["updateStrategy"]["type"] == "RollingUpdate"
    assert [agent.is_called(name) for name in ("agent", "DaemonSet/agent", "DaemonSet/default/agent", "Pod/agent")] == [
        True,
        True,
        True,
        False,
    ]
    assert (str(agent), str(probe)) == ("DaemonSet agent", "Pod probe")


def test_a_namespace_that_the_files_leave_out_is_there_without_labels(tmp_path: Path) -> None:
    test = read_policy_test(written(tmp_path, CASES) / "policy-test.yaml")
    cluster = cluster_of(test, subjects_of(test, NEWEST), NEWEST)
    assert [item["metadata"] for item in cluster.of_kind("Namespace")] == [{"name": "default"}]
    assert cluster.is_complete("Namespace")


def test_an_object_without_a_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("metadata: {name: agent}\n", encoding="utf-8")
    assert subject_in(tmp_path / "one.yaml", NEWEST).refused == "apiVersion is missing"


def test_a_file_that_is_not_there_or_no_manifest_is_an_error(tmp_path: Path) -> None:
    test = read_policy_test(written(tmp_path, CASES) / "policy-test.yaml")
    (tmp_path / "policies.yaml").unlink()
    with pytest.raises(
        UnreadableTestError, match=r"policies\.yaml: no such file or folder; .*policy-test\.yaml names it"
    ):
        subjects_of(test, NEWEST)
    with pytest.raises(UnreadableTestError, match="no such file or folder"):
        list(objects_in(tmp_path / "none.yaml"))
    (tmp_path / "broken.yaml").write_text("a: [", encoding="utf-8")
    with pytest.raises(PolicyTestError, match=r"broken\.yaml:1: "):
        list(objects_in(tmp_path / "broken.yaml"))
    with pytest.raises(PolicyTestError, match="2 objects; a file with the object before the update has one"):
        subject_in(tmp_path / "resources.yaml", NEWEST)
