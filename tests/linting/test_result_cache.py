from __future__ import annotations

from pathlib import Path

import pytest

import dslint
from dslint.cache import Cache, Memory
from dslint.linting import result_cache
from dslint.source.inputs import Text, decoded

POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: agent}\nspec:\n  containers:\n  - {name: agent, image: x:1}\n"
WRONG = POD + "  hostnetwork: true\n  hostnetwork: true\n---\nkind: Service\n---\na: {{ b }}\n"


@pytest.fixture
def judged(monkeypatch):
    """The names of the texts that are judged and not remembered."""
    names = []
    recall = result_cache.cached_result

    def listening(cache, text):
        found = recall(cache, text)
        names.extend([] if found else [text.name])
        return found

    monkeypatch.setattr(result_cache, "cached_result", listening)
    return names


@pytest.mark.parametrize("text", [POD, WRONG, "a: [", "- a\n", ""])
def test_what_is_remembered_is_what_was_said(text, tmp_path, judged):
    fresh = dslint.lint(Text("ds.yaml", text), kubernetes_versions="1.24,1.36")
    first, second = (
        dslint.lint(Text("ds.yaml", text), kubernetes_versions="1.24,1.36", cache=tmp_path) for _ in range(2)
    )
    assert fresh == first == second
    assert judged == ["ds.yaml"]


def test_bytes_that_are_not_utf8_are_judged_each_time(tmp_path, judged):
    data = POD.replace("{name: agent}", "{name: agent, annotations: {a: Gr\xfcn}}").encode("latin-1")
    same_text = decoded(data.replace(b"\xfc", "\ufffd".encode()), "ds.yaml")
    for text, codes in ((decoded(data, "ds.yaml"), ["DS022"]), (same_text, []), (decoded(data, "ds.yaml"), ["DS022"])):
        report = dslint.lint(text, cache=tmp_path)
        assert [finding.code for finding in report.findings if finding.code == "DS022"] == codes
    assert judged == ["ds.yaml"] * 3


def test_only_what_is_new_is_judged_and_the_report_is_the_same(tmp_path, judged):
    texts = [Text("b.yaml", WRONG), Text("a.yaml", POD), Text("c.yaml", "a: [")]
    dslint.lint(texts[:2], cache=tmp_path)
    judged.clear()
    report = dslint.lint(texts, cache=tmp_path)
    assert judged == ["c.yaml"]
    fresh = dslint.lint(texts)
    assert report == fresh


@pytest.mark.parametrize(
    "asked",
    [
        {"kubernetes_versions": "1.35"},
        {"kubernetes_versions": "1.35,1.36"},
        {"feature_gates": {"PodLevelResources": False}},
        {"static_pod_folders": ("manifests",)},
    ],
)
def test_another_question_is_judged_anew(asked, tmp_path, judged):
    dslint.lint(Text("ds.yaml", POD), cache=tmp_path)
    dslint.lint(Text("ds.yaml", POD), cache=tmp_path, **asked)
    assert judged == ["ds.yaml", "ds.yaml"]


def test_a_baseline_is_never_remembered(tmp_path, judged):
    old = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "agent"}, "spec": {"containers": []}}
    dslint.lint(Text("ds.yaml", POD), baseline=old, cache=tmp_path)
    assert judged == []
    assert list(tmp_path.iterdir()) == []


def test_files_of_a_manifest_folder_are_judged_together_each_time(tmp_path, judged):
    texts = [Text(f"etc/kubernetes/manifests/{name}.yaml", POD) for name in ("a", "b")]
    reports = [dslint.lint(texts, cache=tmp_path) for _ in range(2)]
    assert reports[0] == reports[1] == dslint.lint(texts)
    assert len(judged) == 4


def test_texts_of_one_name_are_not_told_apart_and_not_remembered(tmp_path, judged):
    texts = [Text("-", POD), Text("-", WRONG)]
    assert dslint.lint(texts, cache=tmp_path) == dslint.lint(texts, cache=tmp_path) == dslint.lint(texts)
    assert judged == []
    assert not any(path.is_file() for path in tmp_path.rglob("*"))


def test_a_text_remembered_alone_is_not_mixed_with_another_of_its_name(tmp_path):
    texts = [Text("-", POD), Text("-", WRONG)]
    dslint.lint(texts[1], cache=tmp_path)
    assert dslint.lint(texts, cache=tmp_path) == dslint.lint(texts)


@pytest.mark.parametrize("entry", ["5", "[]", "[1,[],[]]", '[1, [["DS001"]], []]', '{"a": 1}', '["x", [], []]'])
def test_an_entry_that_says_something_else_is_as_good_as_none(entry, tmp_path):
    first = dslint.lint(Text("ds.yaml", WRONG), cache=tmp_path)
    (file,) = (path for path in tmp_path.rglob("*") if path.is_file())
    Path(file).write_text(entry)
    assert dslint.lint(Text("ds.yaml", WRONG), cache=tmp_path) == first


@pytest.mark.parametrize(
    "value", [5, [], [1, [], []], ["", 1, [["DS001"]], [], {}, []], {"a": 1}, ["", 1, [], [], {}, [1]]]
)
def test_a_whole_entry_of_another_shape_is_as_good_as_none(value, tmp_path, monkeypatch):
    first = dslint.lint(Text("ds.yaml", WRONG), cache=tmp_path)
    monkeypatch.setattr(Cache, "get", lambda *_: value)
    assert dslint.lint(Text("ds.yaml", WRONG), cache=tmp_path) == first


@pytest.mark.parametrize("memory", [True, False])
def test_fixes_are_remembered(tmp_path, judged, memory):
    cache = Memory() if memory else tmp_path
    text = WRONG.replace("name: agent, image", "imagePullPolicy: always, name: agent, image")
    first, second = (dslint.lint(Text("ds.yaml", text), cache=cache) for _ in range(2))
    assert first == second
    fixes = [finding.fix for finding in second.findings if finding.fix]
    assert {edit.path for fix in fixes for edit in fix.edits} >= {("spec", "containers", 0, "imagePullPolicy")}
    assert judged == ["ds.yaml"]
