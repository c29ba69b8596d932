"""The format of policy tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from dslint.policy_tests.file import Case, Expected, PolicyTestError, UnreadableTestError, read_policy_test

TEST = """\
apiVersion: dslint.dev/v1
kind: PolicyTest
metadata: {name: host paths}
policies: [policy.yaml]
resources: [resources.yaml]
params: [namespaces.yaml]
user: {name: ada, groups: [admins]}
cases:
- {resource: DaemonSet/agent, expect: denied, message: no host paths}
- resource: agent
  expect: accepted
  pods: true
  policy: p
  old: before.yaml
"""


def test_a_test_names_its_files_relative_to_itself(tmp_path: Path) -> None:
    path = tmp_path / "policy-test.yaml"
    path.write_text(TEST, encoding="utf-8")
    found = read_policy_test(path)
    assert (found.name, found.user) == ("host paths", {"name": "ada", "groups": ["admins"]})
    assert (found.policies, found.resources, found.others) == (
        (tmp_path / "policy.yaml",),
        (tmp_path / "resources.yaml",),
        (tmp_path / "namespaces.yaml",),
    )
    assert found.cases == (
        Case("DaemonSet/agent", Expected.DENIED, f"{path}:9", message="no host paths"),
        Case("agent", Expected.ACCEPTED, f"{path}:10", policy="p", old="before.yaml", pods=True),
    )


def test_a_test_without_a_name_has_that_of_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "policy-test.yaml"
    path.write_text(TEST.replace("metadata: {name: host paths}\n", ""), encoding="utf-8")
    assert read_policy_test(path).name == tmp_path.name


def test_errors_name_the_line_and_what_to_write(tmp_path: Path) -> None:
    path = tmp_path / "policy-test.yaml"
    path.write_text(TEST.replace("expect: denied", "expect: refused"), encoding="utf-8")
    with pytest.raises(PolicyTestError, match=r"policy-test\.yaml:9: cases\[0\]\.expect"):
        read_policy_test(path)
    with pytest.raises(UnreadableTestError, match="no such file"):
        read_policy_test(tmp_path / "other.yaml")
    path.write_text("a: [", encoding="utf-8")
    with pytest.raises(PolicyTestError):
        read_policy_test(path)
