"""Manifests of all eras, taken to the newest version: accepted there, the same otherwise, and on the same nodes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import dslint
from dslint.api_server.stored_object import StoredObject
from dslint.edit.migration import Migration, migration
from dslint.edit.migration_choice import MOVES
from dslint.findings import Severity
from dslint.kubernetes.release import Release, parse_version
from dslint.migrations import migrate_text
from dslint.policy import catalogue
from dslint.source.document_reader import read_text
from dslint.source.inputs import Text

ERAS = sorted((Path(__file__).parent / "eras").glob("*.yaml"))
NEWEST = "1.36"
PLATFORM = (("os", "linux"), ("arch", "amd64"))
ZONES = ("topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone")
MASTER, CONTROL_PLANE = "node-role.kubernetes.io/master", "node-role.kubernetes.io/control-plane"


def cluster(version: str) -> dict[str, Any]:
    """Nodes of kubeadm, whose taint of the control plane depends on the version, with all labels old and new."""
    platform = {f"{domain}kubernetes.io/{name}": value for domain in ("", "beta.") for name, value in PLATFORM}
    taint = MASTER if parse_version(version) < (1, 24) else CONTROL_PLANE
    groups = [
        {"name": "masters", "count": 3, "labels": {MASTER: "", CONTROL_PLANE: ""}, "taints": [f"{taint}:NoSchedule"]},
        {"name": "workers", "count": 4},
        {"name": "dedicated", "count": 2, "taints": ["dedicated=db:NoSchedule"]},
        *({"name": f"zone-{zone}", "count": 2, "labels": dict.fromkeys(ZONES, zone)} for zone in "abc"),
    ]
    return {
        "apiVersion": "dslint.dev/v1",
        "kind": "Inventory",
        "metadata": {"name": "eras"},
        "spec": {"defaults": {"labels": platform}, "nodeGroups": groups},
    }


@cache
def migrated(file: Path) -> Migration:
    return migrate_text(file.read_text(encoding="utf-8"), file.name, to=NEWEST)


def objects(text: str) -> list[dict[str, Any]]:
    found = [value for document in read_text(text, "-").documents for _, value in document.objects()]
    return [value for value in found if value["kind"] in ("DaemonSet", "Pod")]


def pairs(file: Path) -> Iterator[tuple[dict[str, Any], str, dict[str, Any]]]:
    """Each object, the version that it was written for (the file's, or an older one that it tells), and the new one."""
    found = migrated(file)
    before, after = objects(found.before), objects(found.after)
    for old, new, told in zip(before, after, found.objects, strict=True):
        assert told.written_for is not None
        yield old, min(told.written_for, file.stem.partition("-")[0], key=parse_version), new


@pytest.mark.parametrize("file", ERAS, ids=lambda file: file.stem)
def test_the_newest_version_accepts_it_and_nothing_is_left(file: Path) -> None:
    found = migrated(file)
    assert (found.complete, found.rest) == (True, ())
    report = dslint.lint_text(found.after, kubernetes_versions=NEWEST)
    assert [one for one in report.findings if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("file", ERAS, ids=lambda file: file.stem)
def test_migrating_twice_is_migrating_once(file: Path) -> None:
    once = migrated(file)
    again = migrate_text(once.after, to=NEWEST)
    assert (again.after, again.done) == (once.after, ())


@pytest.mark.parametrize("file", ERAS, ids=lambda file: file.stem)
def test_what_both_servers_store_is_the_same(file: Path) -> None:
    for old, version, new in pairs(file):
        before = StoredObject.of(old, Release.of(version)).value
        after = StoredObject.of(new, Release.of(NEWEST)).value
        assert list(differences(before, after)) == []


def differences(before: Any, after: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where two objects differ, apart from fields that one of them lacks and keys that have another name now."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in before.keys() & after.keys() - {"apiVersion", "annotations", "key", "topologyKey"}:
            yield from differences(before[key], after[key], (*path, key))
    elif isinstance(before, list) and isinstance(after, list):
        for index, (old, new) in enumerate(zip(before, after, strict=False)):
            yield from differences(old, new, (*path, index))
    elif before != after:
        yield path


@pytest.mark.parametrize("file", ERAS, ids=lambda file: file.stem)
def test_it_runs_on_the_nodes_that_it_ran_on(file: Path) -> None:
    for old, version, new in pairs(file):
        if old["kind"] == "DaemonSet":
            before = dslint.plan(old, inventory=cluster(version), kubernetes_version=version)
            after = dslint.plan(new, inventory=cluster(NEWEST), kubernetes_version=NEWEST)
            assert nodes(before) == nodes(after)


def nodes(plan: dslint.Plan) -> dict[str, str]:
    found = {name: group.state for group in plan.workloads[0].placement for name in group.nodes}
    assert len(found) == 15
    return found


@pytest.mark.parametrize("file", ERAS, ids=lambda file: file.stem)
def test_only_lines_with_an_old_form_change(file: Path) -> None:
    found = migrated(file)
    kept = found.after.splitlines()
    changed = [line for line in found.before.splitlines() if line not in kept]
    assert [line for line in changed if not any(old in line for old in OLD_FORMS)] == []


OLD_FORMS = (
    "apiVersion:",
    "annotations:",
    "alpha.kubernetes.io/",
    "beta.kubernetes.io/",
    MASTER,
    "templateGeneration",
    '{"',
)
"""Also what is within the annotations, which may take several lines."""


@pytest.mark.parametrize("code", sorted(MOVES))
def test_the_bad_examples_of_the_rules_are_migrated_at_once(code: str) -> None:
    for example in catalogue.page(code).examples:
        once = migrate_text(example.bad, to=NEWEST)
        again = migrate_text(once.after, to=NEWEST)
        assert (again.after, again.done) == (once.after, ())


def find(text: Text, version: str) -> dslint.LintReport:
    return dslint.lint_text(text.text, text.name, kubernetes_versions=version)


def test_the_lines_of_later_rounds_are_those_of_the_manifest_as_it_was() -> None:
    """The toleration comes out of an annotation, and is told where it is put."""
    text = (Path(__file__).parent / "eras" / "1.5-log-agent.yaml").read_text(encoding="utf-8")
    found, last = migration(Text("agent.yaml", text), ["1.36"], find), len(text.splitlines())
    lines = [(step.code, step.line) for step in found.done]
    assert (lines[0], ("DS301", 23) in lines) == (("DS107", 2), True)
    assert [code for code, _ in lines[-2:]] == ["DS516", "DS301"]
    assert all(text.splitlines().index("    spec:") < (line or 0) <= last for _, line in lines[-2:])


def test_objects_of_other_kinds_are_left_and_named() -> None:
    found = migrate_text("apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: {name: p}\n", to="1.36")
    assert ([note.kind for note in found.skipped], found.objects) == (["PodSecurityPolicy"], ())
    assert found.remarks == (
        "PodSecurityPolicy is gone since Kubernetes 1.25: label the namespaces for Pod Security admission instead",
    )
    assert migrate_text(found.before, to="1.24").remarks == ()


def test_what_cannot_be_read_is_left() -> None:
    found = migrate_text("kind: DaemonSet\n  spec: {\n", to="1.36")
    assert (found.after, found.complete) == (found.before, False)
    assert [rest.finding.code for rest in found.rest] == ["DS001"]


def test_what_is_not_recorded_of_a_version_is_told() -> None:
    manifest = (Path(__file__).parent / "eras" / "1.36-current.yaml").read_text(encoding="utf-8")
    [remark] = migrate_text(manifest, to="1.37").remarks
    assert "1.37" in remark


def test_two_findings_of_one_place_both_stay_with_their_versions() -> None:
    container = "{name: a, image: a, resources: {limits: {'=': 20}}}"
    text = f"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {{containers: [{container}]}}\n"
    rest = [one.finding for one in migrate_text(text, to="1.35,1.36").rest]
    assert len({(one.field, one.message) for one in rest}) == len(rest) > 1
    assert {one.kubernetes_versions for one in rest} == {("1.35", "1.36")}


def test_an_item_of_a_list_without_an_api_version_gets_one() -> None:
    item = "  kind: DaemonSet\n  metadata: {name: a}\n  spec:\n    selector: {matchLabels: {app: a}}\n    template:\n"
    item += "      metadata: {labels: {app: a}}\n      spec: {containers: [{name: a, image: 'a:1'}]}\n"
    text = f"apiVersion: v1\nkind: List\nitems:\n-{item[1:]}"
    found = migrate_text(text, to="1.8")
    assert (found.complete, [one.summary for one in found.done]) == (True, ["set apiVersion apps/v1beta2"])
    assert migrate_text(text, to="1.8..1.36").after == text
    assert migrate_text(found.after, to="1.36").after.count("apiVersion: apps/v1\n") == 1


def test_a_pod_without_an_api_version_gets_the_only_one_there_is() -> None:
    text = "kind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: 'a:1'}]}\n"
    assert migrate_text(text, to="1.36").after == f"apiVersion: v1\n{text}"
