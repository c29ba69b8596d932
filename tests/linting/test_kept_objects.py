"""Objects that are checked in the end, because what is found in them depends on other inputs."""

from __future__ import annotations

from typing import Any

from dslint import engine
from dslint.findings import LintReport
from dslint.linting.run import Run
from dslint.source.inputs import Text

POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: %s}\nspec: {containers: [{name: a, image: a}]}\n"
OLD: dict[str, Any] = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "old"},
    "spec": {"containers": [{"name": "b", "image": "a"}]},
}


def test_the_only_object_of_its_kind_updates_the_only_one_that_runs_whichever_their_names() -> None:
    alone = engine.lint([Text("a.yaml", POD % "a")], baseline=OLD)
    assert any("may not change" in one.message or "may not add" in one.message for one in alone.findings)
    among_others = engine.lint([Text("a.yaml", POD % "a"), Text("b.yaml", POD % "b")], baseline=OLD)
    assert not {one.code for one in among_others.findings} & {one.code for one in alone.findings if one.field == "spec"}
    assert any("no manifest has such a name" in remark for remark in among_others.remarks)


def test_nothing_is_kept_of_texts_that_stand_alone(monkeypatch: Any) -> None:
    kept: list[int] = []
    report = Run.report

    def counted(run: Run) -> LintReport:
        kept.append(len(run.objects))
        return report(run)

    monkeypatch.setattr(Run, "report", counted)
    for baseline in (None, OLD):
        engine.lint([Text("a.yaml", POD % "a"), Text("b.yaml", POD % "b")], baseline=baseline)
    assert kept == [0, 2]
