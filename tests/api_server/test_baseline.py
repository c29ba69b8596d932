from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dslint.api_server.baseline import BaselineError, baseline_of
from dslint.findings import ObjectRef


def daemonset(name: str, namespace: str | None = None, api_version: str = "apps/v1") -> dict[str, Any]:
    metadata = {"name": name} if namespace is None else {"name": name, "namespace": namespace}
    return {"apiVersion": api_version, "kind": "DaemonSet", "metadata": metadata}


def test_an_object_updates_the_one_with_its_kind_namespace_and_name_in_any_api_version() -> None:
    old = daemonset("agent", "default", "extensions/v1beta1")
    baseline = baseline_of([daemonset("other"), old])
    assert baseline.of(daemonset("agent"), only=False) == old
    assert baseline.of(daemonset("agent", "kube-system"), only=True) is None


def test_the_only_object_of_a_kind_updates_the_only_one_there_whatever_its_name() -> None:
    old = daemonset("agent")
    baseline = baseline_of([old])
    assert baseline.of(daemonset("renamed"), only=True) == old
    assert baseline.of(daemonset("renamed"), only=False) is None


def test_of_two_objects_with_the_same_name_the_last_counts() -> None:
    baseline = baseline_of([daemonset("agent", api_version="apps/v1beta2"), daemonset("agent")])
    assert [value["apiVersion"] for value in baseline.objects.values()] == ["apps/v1"]


def test_a_baseline_that_nothing_updates_is_a_remark() -> None:
    baseline = baseline_of([daemonset(name) for name in "abcd"])
    (remark,) = baseline.unmatched([daemonset("agent")])
    assert "DaemonSet default/a, DaemonSet default/b, DaemonSet default/c and 1 more" in remark
    assert not [*baseline.unmatched([daemonset("a")])]


@pytest.mark.parametrize(
    ("text", "message"),
    [("kind: Service\napiVersion: v1\n", "no DaemonSet or Pod to update"), ("a: [\n", "ds.yaml: ")],
)
def test_a_file_without_objects_or_that_cannot_be_read_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "ds.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BaselineError, match=message):
        baseline_of([file])


def test_the_manifest_of_what_runs_now_has_its_places(tmp_path: Path) -> None:
    file = tmp_path / "old.yaml"
    file.write_text("apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: agent\n")
    baseline = baseline_of([file])
    manifest = baseline.manifest_of(ObjectRef("apps/v1", "DaemonSet", "", "agent"))
    assert manifest is not None
    assert manifest.document is not None
    assert (manifest.file, manifest.document.place(("metadata", "name")).line) == (str(file), 4)
    assert baseline.manifest_of(ObjectRef("apps/v1", "DaemonSet", "", "other")) is None
