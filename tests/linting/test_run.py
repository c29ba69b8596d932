"""A run with the cache says what one without says, byte for byte, whatever earlier runs have left."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dslint
from dslint import engine
from dslint.findings import LintReport
from dslint.policy.active_policies import active_policies
from dslint.policy.suppressions import suppressed_report
from dslint.report.lint.formats import FORMATS
from dslint.report.terminal import Terminal
from dslint.source.inputs import Text
from tests.cli.test_user_rules import RULE

NAMES = ["a.yaml", "b.yaml", "c.json", "deploy/a.yaml", "etc/kubernetes/manifests/agent.yaml"]
LEVEL = "pod-security.kubernetes.io/enforce"
NAMESPACES = [
    f'apiVersion: v1\nkind: Namespace\nmetadata: {{name: team, labels: {{"{label}": {level}}}}}\n'
    for label in (LEVEL, LEVEL.replace("s", "\\x73"), LEVEL.replace("enforce", "w\\u0061rn"), "team")
    for level in ("restricted", "baseline", "[x]")
]
SERVICE = "kind: Service\nmetadata: {name: web}\n"
OTHERS = [SERVICE, "a: {{ b }}\n", "a: [\n", "- a\n", "", "kind: Deployment\n", "plain\n"]
SUPPRESSIONS = [
    "",
    "# dslint: ignore-file[host-network, DS6] until=2026-06-15\n",
    "# dslint: ignore-document[DS] later\n",
    "# says dslint, and silences nothing\n",
]
ANNOTATIONS: list[dict[str, str]] = [
    {},
    {"dslint.dev/ignore": "DS6", "dslint.dev/ignore-reason": "until=2026-06-15"},
    {"dslint.dev/static-pod": "true"},
    {"dslint.dev/profile": "log-collector"},
]
SHOWN = ["concise", "statistics", "json", "github", "sarif", "junit", "gitlab"]
DAYS = [date(2026, 6, 15), date(2026, 6, 16)]


def manifest(kind: str, name: str, namespace: str | None, image: str, annotations: dict[str, str]) -> dict[str, Any]:
    spec = {"hostNetwork": True, "hostnetwork": 1, "containers": [{"name": "agent", "image": image}]}
    labels = {"app": name}
    metadata = {"name": name, "labels": labels, "annotations": annotations} | (
        {"namespace": namespace} if namespace else {}
    )
    if kind == "Pod":
        return {"apiVersion": "v1", "kind": kind, "metadata": metadata, "spec": spec}
    template = {"metadata": {"labels": {"app": "agent"}}, "spec": spec}
    return {
        "apiVersion": "apps/v1",
        "kind": kind,
        "metadata": metadata,
        "spec": {"selector": {"matchLabels": labels}, "template": template},
    }


def written(value: Any, *, escaped: bool) -> str:
    """In JSON, which is YAML too; with an escape in each name of ours, which no search of the text finds."""
    text = json.dumps(value)
    return text.replace("dslint.dev", "d\\u0073lint.dev") + "\n" if escaped else text + "\n"


OBJECTS = st.builds(
    written,
    st.builds(
        manifest,
        st.sampled_from(["DaemonSet", "Pod"]),
        st.sampled_from(["agent", "other"]),
        st.sampled_from([None, "team", "default"]),
        st.sampled_from(["registry.example/agent:1", "registry.example/other:latest"]),
        st.sampled_from(ANNOTATIONS),
    ),
    escaped=st.booleans(),
)
DOCUMENTS = st.one_of(OBJECTS, OBJECTS, st.sampled_from(NAMESPACES), st.sampled_from(OTHERS))
TEXTS = st.builds(
    lambda head, documents: head + "---\n".join(documents),
    st.sampled_from(SUPPRESSIONS),
    st.lists(DOCUMENTS, min_size=1, max_size=3),
)
FOLDERS = st.dictionaries(st.sampled_from(NAMES), TEXTS, min_size=1, max_size=4)
QUESTIONS = st.fixed_dictionaries(
    {
        "kubernetes_versions": st.sampled_from(["1.36", "1.24,1.36"]),
        "own": st.booleans(),
        "profiles": st.sampled_from([None, {"*/agent": ("log-collector",)}]),
        "strict": st.booleans(),
        "gates": st.sampled_from([None, {"PodLevelResources": False}]),
    }
)
RUNS = st.lists(st.tuples(FOLDERS, st.sampled_from(DAYS)), min_size=1, max_size=2)


@pytest.fixture(scope="module")
def own_rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own")
    (folder / "ORG001-latest-image.yaml").write_text(RULE)
    return folder


def reported(report: LintReport) -> dict[str, list[str]]:
    return {name: list(FORMATS[name](report, Terminal())) for name in SHOWN}


@given(runs=RUNS, question=QUESTIONS, again=st.integers(0, 3))
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_run_with_the_cache_equals_one_without(runs: Any, question: Any, again: int, own_rules: Path) -> None:
    policies = active_policies([own_rules] if question["own"] else [], question["profiles"], strict=question["strict"])
    asked = {
        "kubernetes_versions": question["kubernetes_versions"],
        "feature_gates": question["gates"],
        "policies": policies,
    }
    # The last run comes again without some of its files, and whole once more on another day.
    folder, day = runs[-1]
    fewer = {name: folder[name] for name in list(folder)[again:]}
    steps = [*runs, (fewer, day), (folder, day), (folder, DAYS[1])]
    with tempfile.TemporaryDirectory() as kept, pytest.MonkeyPatch.context() as patch:
        for files, today in steps:
            patch.setattr(suppressed_report, "date", _calendar(today))
            texts = [Text(name, text) for name, text in files.items()]
            cached, fresh = (engine.lint(texts, cache=cache, **asked) for cache in (Path(kept), None))
            assert cached == fresh
            assert list(cached.sources) == list(fresh.sources)
            assert reported(cached) == reported(fresh)


def _calendar(today: date) -> type[date]:
    class Calendar(date):
        @classmethod
        def today(cls) -> date:
            return today

    return Calendar


DAEMON_SET = written(manifest("DaemonSet", "agent", "team", "registry.example/agent:1", {}), escaped=False)
STATIC = written(
    manifest("Pod", "agent", "team", "registry.example/agent:2", {"dslint.dev/static-pod": "true"}), escaped=False
)


def codes(report: LintReport) -> set[str]:
    return {finding.code for finding in report.findings}


def test_a_static_pod_beside_a_remembered_daemon_set_is_told_each_time(tmp_path: Path) -> None:
    texts = [Text("ds.yaml", DAEMON_SET), Text("etc/kubernetes/manifests/agent.yaml", STATIC)]
    runs = [dslint.lint(texts, cache=tmp_path) for _ in range(3)]
    assert all("DS410" in codes(report) for report in runs)
    assert runs[0] == runs[1] == runs[2]


def test_a_static_pod_added_later_meets_the_remembered_daemon_set(tmp_path: Path) -> None:
    dslint.lint(Text("ds.yaml", DAEMON_SET), cache=tmp_path)
    both = dslint.lint([Text("ds.yaml", DAEMON_SET), Text("pod.yaml", STATIC)], cache=tmp_path)
    assert "DS410" in codes(both)


@pytest.mark.parametrize("namespace", [NAMESPACES[0], NAMESPACES[3]], ids=["plain", "escaped"])
def test_a_namespace_decides_of_what_is_remembered_when_it_comes_and_when_it_goes(
    namespace: str, tmp_path: Path
) -> None:
    alone, both = [Text("ds.yaml", DAEMON_SET)], [Text("ds.yaml", DAEMON_SET), Text("team.yaml", namespace)]
    told = [codes(dslint.lint(texts, cache=tmp_path)) for texts in (alone, both, both, alone, both)]
    assert ["DS701" in found for found in told] == [False, True, True, False, True]


COMMENTED = SUPPRESSIONS[1] + written(manifest("Pod", "agent", "team", "x:1", {}), escaped=False)
ANNOTATED = written(manifest("Pod", "agent", "team", "x:1", ANNOTATIONS[1]), escaped=True)


@pytest.mark.parametrize("text", [COMMENTED, ANNOTATED], ids=["comment", "annotation"])
def test_the_day_decides_of_a_suppression_however_it_is_written(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = DAYS
    suppressed = []
    for day in (first, first, second, second, first):
        monkeypatch.setattr(suppressed_report, "date", _calendar(day))
        report = dslint.lint(Text("pod.yaml", text), cache=tmp_path)
        assert report == dslint.lint(Text("pod.yaml", text))
        suppressed.append(report.suppressed > 0)
    assert suppressed == [True, True, False, False, True]


@pytest.mark.parametrize("remembered", [0, 1, 2])
def test_what_was_passed_over_is_told_in_the_order_of_the_inputs(remembered: int, tmp_path: Path) -> None:
    texts = [Text(f"{name}.yaml", f"kind: {name}\n") for name in ("Role", "Service", "Job")]
    dslint.lint(texts[remembered], cache=tmp_path)
    assert dslint.lint(texts, cache=tmp_path).skipped == dslint.lint(texts).skipped


def test_a_report_of_remembered_texts_knows_the_users_rules(tmp_path: Path, own_rules: Path) -> None:
    text = Text("pod.yaml", written(manifest("Pod", "agent", None, "x:latest", {}), escaped=False))
    runs = [dslint.lint(text, policies=active_policies([own_rules]), cache=tmp_path) for _ in range(2)]
    assert [list(report.rules) for report in runs] == [["ORG001"]] * 2
