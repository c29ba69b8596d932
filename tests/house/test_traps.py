"""Each trap has tests of its own, and stating what it looks at hides none of its problems."""

from __future__ import annotations

import ast
import copy
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from dslint.admission.defaults import defaulted
from dslint.kubernetes.release import Release
from dslint.policy import catalogue
from dslint.schema.decoder import decode
from dslint.source.document_reader import read_text
from dslint.traps.registry import LOOKS_AT, Trap, possible_traps, trap_of
from dslint.traps.support.workload import Workload

ROOT = Path(__file__).parents[2]
TRAPS = [trap_of(name) for name in LOOKS_AT]
TESTS = ROOT / "tests" / "traps" / "rules"
VERSIONS = ("1.5", "1.9", "1.16", "1.24", "1.36")


def codes_in(text: str) -> Iterator[str]:
    """The codes that a test file uses: as they are, or by a constant of the file that something else reads."""
    tree = ast.parse(text)
    read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    for statement in tree.body:
        values = [node.value for node in ast.walk(statement) if isinstance(node, ast.Constant)]
        texts = [value for value in values if isinstance(value, str)]
        if not isinstance(statement, ast.Assign):
            yield from texts
            continue
        names = [node.id for target in statement.targets for node in ast.walk(target) if isinstance(node, ast.Name)]
        if len(names) == len(texts):
            yield from (text for name, text in zip(names, texts, strict=True) if name in read)


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.CODE)
def test_a_trap_has_tests_of_its_own(trap: Trap) -> None:
    file = TESTS / f"test_{trap.__name__.rpartition('.')[2]}.py"
    assert trap.CODE in set(codes_in(file.read_text(encoding="utf-8"))), f"no test in {file.name} uses {trap.CODE}"


def test_a_code_counts_only_where_a_test_uses_it() -> None:
    text = 'USED, IDLE = "DS501", "DS502"\ndef test_a(): assert of_daemonset(USED, {}) == of_pod("DS503", {})'
    assert {"DS501", "DS503"} <= set(codes_in(text))
    assert "DS502" not in set(codes_in(text))


def manifests() -> Iterator[Any]:
    for code in catalogue.names():
        for example in catalogue.page(code).examples:
            for text in (example.bad, example.good):
                yield from (document.value for document in read_text(text, "example.yaml").documents)
    for file in sorted((ROOT / "examples").rglob("*.yaml")):
        yield from (document.value for document in read_text(file.read_text(encoding="utf-8"), file.name).documents)


MANIFESTS = [value for value in manifests() if isinstance(value, dict) and value.get("kind") in ("DaemonSet", "Pod")]


def pod_spec(manifest: dict[str, Any]) -> dict[str, Any]:
    holder = manifest if manifest["kind"] == "Pod" else (manifest.get("spec") or {}).get("template") or {}
    return holder.get("spec") or {}


def mixtures(count: int) -> Iterator[dict[str, Any]]:
    """Manifests whose pods have fields of the pods and containers of others, or lack some."""
    choose = random.Random(count)  # the same ones in each run
    specs = [spec for spec in map(pod_spec, MANIFESTS) if spec.get("containers")]
    for _ in range(count):
        manifest = copy.deepcopy(choose.choice(MANIFESTS))
        spec = pod_spec(manifest)
        for other in choose.sample(specs, 4):
            names = choose.sample(sorted(other), choose.randint(0, len(other)))
            spec.update({name: copy.deepcopy(other[name]) for name in names})
            for container in spec.get("containers") or ():
                container.update(copy.deepcopy(choose.choice(other["containers"])))
        for name in choose.sample(sorted(spec), len(spec) // 3):
            del spec[name]
        yield manifest


@pytest.mark.parametrize("version", VERSIONS)
def test_a_trap_is_silent_where_the_fields_that_it_looks_at_rule_it_out(version: str) -> None:
    release = Release.of(version)
    spoke: set[str] = set()
    for manifest in (*MANIFESTS, *mixtures(100)):
        written = decode(manifest, release).value
        workload = Workload.of(written, defaulted(written, release))
        skipped = {trap_of(name).CODE for name in LOOKS_AT.keys() - set(possible_traps(workload))}
        found = [problem for trap in TRAPS for problem in trap.check(workload, release)]
        assert [problem for problem in found if problem.code in skipped] == [], yaml.safe_dump(manifest)
        spoke.update(problem.code for problem in found)
    assert len(spoke) > 15
