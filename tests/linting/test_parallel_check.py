"""Several processes say what one says, whatever happens to them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from dslint import engine
from dslint.cache import Memory
from dslint.linting import parallel_check, run
from dslint.linting.text_check import TextCheck
from dslint.processes import Failed, can_fork
from dslint.source.inputs import Text

pytestmark = [
    pytest.mark.skipif(not can_fork(), reason="needs fork"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),
]

POD = """\
apiVersion: v1
kind: Pod
metadata: {{name: n{0}}}
spec:
  hostnetwork: {0}
  containers: [{{name: a, image: a}}]
"""
STATIC = """\
apiVersion: v1
kind: Pod
metadata: {name: s, annotations: {dslint.dev/static-pod: "true"}}
spec: {containers: [{name: a, image: b}]}
"""
LEVEL = "pod-security.kubernetes.io/enforce"
NAMESPACE = f"apiVersion: v1\nkind: Namespace\nmetadata: {{name: default, labels: {{{LEVEL}: restricted}}}}\n"
AGENT = """\
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: d}
spec:
  selector: {matchLabels: {a: b}}
  template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}
"""


@pytest.fixture
def inputs(monkeypatch: pytest.MonkeyPatch) -> list[Text]:
    monkeypatch.setattr(parallel_check, "AT_ONCE", 3)
    pods = [Text(f"p{number:02}.yaml", POD.format(number)) for number in range(20)]
    pods[3] = Text("p03.yaml", POD.format(3).replace("3\n", "3 # dslint: ignore[DS101] known\n"))
    pods[9] = Text("p09.yaml", "kind: Pod\nspec: {")
    return [*pods, Text("p07.yaml", STATIC), Text("a.yaml", AGENT), Text("s.yaml", STATIC), Text("z.yaml", NAMESPACE)]


def reports(inputs: Iterable[Text], **options: Any) -> list[Any]:
    told: list[Any] = []
    return [engine.lint(list(inputs), on_file=told.append, **options), told]


def test_several_processes_say_what_one_says(inputs: list[Text]) -> None:
    one = reports(inputs)
    assert {"DS101", "DS410", "DS701", "DS001"} <= {finding.code for finding in one[0].findings}
    for jobs in (2, 3):
        assert reports(inputs, jobs=jobs) == one


def test_what_they_find_is_remembered(inputs: list[Text], monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory()
    first = reports(inputs, jobs=2, cache=memory)
    assert first == reports(inputs)
    monkeypatch.setattr(TextCheck, "result", lambda *_: pytest.fail("checked again"))
    kept = inputs[4:7]
    assert engine.lint([*kept, inputs[-1]], cache=memory).findings


@pytest.mark.parametrize("end", [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: 1 / 0])
def test_a_process_that_ends_or_fails_leaves_its_texts_to_the_first_one(
    inputs: list[Text], monkeypatch: pytest.MonkeyPatch, end: Any
) -> None:
    one, first = reports(inputs), os.getpid()
    read = TextCheck.read

    def ending(check: TextCheck, text: Text) -> Any:
        if os.getpid() != first and text.name in ("p10.yaml", "p16.yaml"):
            end()
        return read(check, text)

    monkeypatch.setattr(TextCheck, "read", ending)
    assert reports(inputs, jobs=2) == one


def test_an_error_in_one_of_them_is_raised_here(inputs: list[Text], monkeypatch: pytest.MonkeyPatch) -> None:
    read = TextCheck.read

    def failing(check: TextCheck, text: Text) -> Any:
        return read(check, text) if text.name != "p10.yaml" else 1 / 0

    monkeypatch.setattr(TextCheck, "read", failing)
    with pytest.raises(ZeroDivisionError):
        engine.lint(inputs, jobs=2)


def test_there_are_several_by_default_only_if_there_is_much_to_check(
    inputs: list[Text], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def answers(_task: Any, numbers: Iterable[int], jobs: int) -> Iterator[tuple[int, Failed]]:
        asked.append(jobs)
        yield from ((number, Failed()) for number in numbers)

    monkeypatch.setattr(parallel_check, "processors", lambda: 4)
    monkeypatch.setattr(parallel_check, "answers", answers)
    engine.lint(inputs, jobs=None)
    assert asked == []
    monkeypatch.setattr(run, "WORTH_PROCESSES", 10)
    assert engine.lint(inputs, jobs=None) == engine.lint(inputs)
    assert asked == [4]
