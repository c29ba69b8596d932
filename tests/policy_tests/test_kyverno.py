"""Tests in the layout of Kyverno's command line."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from dslint.policy_tests.file import Case, Expected, PolicyTestError
from dslint.policy_tests.kyverno import read_kyverno_test

TEST = """\
apiVersion: cli.kyverno.io/v1alpha1
kind: Test
metadata: {name: host-paths}
policies: [policy.yaml]
resources: [resources.yaml]
variables: values.yaml
paramResources: [params.yaml]
userinfo: user.yaml
results:
- policy: no-host-path
  resource: good
  kind: DaemonSet
  isValidatingAdmissionPolicy: true
  result: pass
- policy: no-host-path
  resources: [apps/bad, worse]
  kind: DaemonSet
  namespace: infra
  isValidatingAdmissionPolicy: true
  result: fail
- {policy: of-kyverno, resource: good, rule: r, result: fail}
"""
VALUES = "namespaceSelector:\n- {name: apps, labels: {env: prod}}\n"

USER = "kind: UserInfo\nuserInfo: {username: ada, groups: [admins]}\n"


def written(folder: Path, text: str) -> Path:
    (folder / "values.yaml").write_text(VALUES, encoding="utf-8")
    (folder / "user.yaml").write_text(USER, encoding="utf-8")
    path = folder / "kyverno-test.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_results_about_admission_policies_are_cases(tmp_path: Path) -> None:
    path = written(tmp_path, TEST)
    found = read_kyverno_test(path)
    assert (found.name, found.left_out, found.policies) == ("host-paths", 1, (tmp_path / "policy.yaml",))
    assert found.cases == (
        Case("DaemonSet/good", Expected.ACCEPTED, f"{path}:10", "no-host-path"),
        Case("DaemonSet/apps/bad", Expected.REFUSED, f"{path}:15", "no-host-path"),
        Case("DaemonSet/infra/worse", Expected.REFUSED, f"{path}:15", "no-host-path"),
    )


def test_files_above_the_folder_have_plain_names(tmp_path: Path) -> None:
    folder = tmp_path / ".kyverno-test"
    folder.mkdir()
    found = read_kyverno_test(written(folder, TEST.replace("[policy.yaml]", "[../policy.yaml]")))
    assert found.policies == (tmp_path / "policy.yaml",)


def test_the_labels_of_namespaces_come_from_the_file_of_values(tmp_path: Path) -> None:
    (namespace,) = read_kyverno_test(written(tmp_path, TEST)).objects
    assert namespace["metadata"] == {"name": "apps", "labels": {"env": "prod"}}


def test_parameters_and_the_user_come_from_files_of_their_own(tmp_path: Path) -> None:
    found = read_kyverno_test(written(tmp_path, TEST))
    assert found.others == (tmp_path / "params.yaml",)
    assert found.user == {"name": "ada", "groups": ["admins"]}
    assert read_kyverno_test(written(tmp_path, TEST.replace("userinfo: user.yaml\n", ""))).user is None


def test_the_old_form_without_kind_and_metadata_is_read(tmp_path: Path) -> None:
    text = TEST.replace("apiVersion: cli.kyverno.io/v1alpha1\nkind: Test\nmetadata: {name: host-paths}", "name: old")
    assert read_kyverno_test(written(tmp_path, text)).name == "old"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: x\n", "no results; a test of Kyverno lists what it expects"),
        (TEST.replace("result: pass", "result: good"), "'good' is not a result; write one of pass, fail, warn, skip"),
    ],
)
def test_what_is_no_test_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(PolicyTestError, match=message):
        read_kyverno_test(written(tmp_path, text))


@pytest.mark.parametrize("field", ["policies", "resources", "variables", "paramResources", "userinfo", "metadata"])
def test_fields_of_a_wrong_type_are_as_if_they_were_not_there(tmp_path: Path, field: str) -> None:
    value = yaml.safe_load(TEST)
    value[field] = 7
    assert len(read_kyverno_test(written(tmp_path, yaml.safe_dump(value))).cases) == 3
