"""What holds of runs: what is found does not depend on how much is asked at once, on the cache, or on the format."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dslint
from dslint.planner import plan_versions
from dslint.report.plan.formats import FORMATS
from tests.fuzz.cases import Case, Effect, Twin
from tests.fuzz.running import ran
from tests.fuzz.strategies import MANIFESTS
from tests.fuzz.twins import found
from tests.properties.clusters import SITUATIONS, Situation
from tests.properties.examples import few
from tests.properties.planned import planned
from tests.properties.test_commands import dumped
from tests.report.numbers import FINDINGS, SENTENCES, summary_of, summed_up
from tests.report.plan.numbers import check

RANGES = st.sampled_from(("1.5,1.16", "1.20,1.27,1.36", "1.27,1.36", "1.9,1.30"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("runs")


@few(8)
@given(MANIFESTS, RANGES)
def test_several_versions_find_what_each_finds(value: Any, versions: str) -> None:
    text = json.dumps(value)
    together = dslint.lint_text(text, kubernetes_versions=versions).to_dict()
    for version in versions.split(","):
        alone = dslint.lint_text(text, kubernetes_versions=version).to_dict()
        assert found(alone) == found(together, version)


@few(3)
@given(SITUATIONS)
def test_plans_of_several_versions_are_those_of_each(situation: Situation) -> None:
    versions = ("1.16", "1.27", "1.36")
    old = [situation.old] if situation.old else None
    report = plan_versions([situation.new], inventory=situation.inventory, baseline=old, versions=versions)
    merged = report.to_dict()
    for version in versions:
        (plan,) = (plan for plan in merged.get("items", [merged]) if version in plan["kubernetesVersions"])
        assert unversioned(plan) == unversioned(planned(situation._replace(version=version)))


def unversioned(part: Any) -> Any:
    """Versions of which all is the same have one plan, and its findings name them."""
    if isinstance(part, dict):
        return {name: unversioned(item) for name, item in part.items() if not name.startswith("kubernetesVersion")}
    return [unversioned(item) for item in part] if isinstance(part, list) else part


def in_all_formats(folder: Path, case: Case, formats: Iterable[str]) -> dict[str, str]:
    """What one run writes, by format."""
    options = (option for form in formats for option in ("--format", f"{form}=written.{form}"))
    outcome = ran(dataclasses.replace(case, arguments=(*case.arguments, *options)), folder)
    assert outcome.code in (0, 1, 3), outcome
    return {form: (folder / f"written.{form}").read_text(encoding="utf-8") for form in formats}


@few(6)
@given(value=MANIFESTS)
def test_all_formats_of_lint_have_equal_numbers(folder: Path, value: Any) -> None:
    case = Case(("lint", "ds.yaml", "--no-cache", "--no-fold", "-v"), {"ds.yaml": json.dumps(value).encode()})
    texts = in_all_formats(folder, case, FINDINGS)
    for form, findings in FINDINGS.items():
        assert findings(texts[form]) == FINDINGS["json"](texts["json"]), form
    for form in SENTENCES:
        assert summed_up(texts[form]) == summary_of(json.loads(texts["json"])), form


@few(3)
@given(values=st.lists(MANIFESTS, min_size=2, max_size=4))
def test_a_folder_gives_the_same_from_the_cache_and_in_two_processes(folder: Path, values: list[Any]) -> None:
    files = {f"{index}.yaml": json.dumps(value).encode() for index, value in enumerate(values)}
    for twin in (Twin.CACHED, Twin.PROCESSES):
        case = Case(("lint", ".", "--no-cache", "--format", "json"), files, twin=twin)
        assert ran(case, folder).differs == ()


@few(4)
@given(value=MANIFESTS)
def test_fixing_twice_changes_no_more_than_fixing_once(folder: Path, value: Any) -> None:
    files = {"ds.yaml": json.dumps(value, indent=1).encode()}
    case = Case(("lint", "ds.yaml", "--fix", "--unsafe-fixes"), files, effect=Effect.ONCE)
    assert ran(case, folder).changed == ()


@few(4)
@given(situation=SITUATIONS)
def test_all_formats_of_plan_have_equal_numbers(folder: Path, situation: Situation) -> None:
    files = {"ds.yaml": dumped([situation.new]), "nodes.yaml": dumped(situation.inventory)}
    arguments = ("plan", "ds.yaml", "--nodes", "nodes.yaml", "-k", situation.version)
    if situation.old:
        files["old.yaml"] = dumped([situation.old])
        arguments = (*arguments, "--from", "old.yaml")
    check(in_all_formats(folder, Case(arguments, files), FORMATS))
