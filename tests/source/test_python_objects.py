from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pytest

from dslint import lint, lint_text, plan
from dslint.source.python_objects import plain

NODE = {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "w"}}


def pod(**metadata: Any) -> dict[str, Any]:
    containers = ({"name": "a", "image": "x:1"},)
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "a", **metadata},
        "spec": {"containers": containers},
    }


def endless() -> dict[str, Any]:
    value: dict[str, Any] = {}
    value["metadata"] = value
    return value


@pytest.mark.parametrize(
    ("value", "error", "said"),
    [
        (pod(annotations={"a": dt.date(2027, 1, 31)}), TypeError, "metadata.annotations.a is of type date"),
        (pod(labels={None: "x"}), TypeError, "a key of metadata.labels is None, not text"),
        (pod(labels={2024: "x"}), TypeError, "a key of metadata.labels is 2024, not text"),
        (pod(finalizers=[{1}]), TypeError, r"metadata.finalizers\[0\] is of type set"),
        (pod(name=b"a"), TypeError, "metadata.name is of type bytes"),
        (pod(generation=math.nan), ValueError, "metadata.generation is nan, which JSON cannot represent"),
        (pod(generation=10**4000), ValueError, "metadata.generation is a number of more than 4000 digits"),
        (endless(), ValueError, "nested deeper than 200 levels"),
    ],
    ids=["date", "no key", "number as key", "set", "bytes", "no number", "long number", "endless"],
)
def test_what_json_cannot_hold_is_refused_with_its_place(value: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        lint(value)
    with pytest.raises(error, match=said):
        lint(pod(), baseline=value)
    with pytest.raises(error, match=said):
        plan(value, inventory=NODE)
    with pytest.raises(error, match=said):
        plan(pod(), inventory=[NODE, value])


@pytest.mark.parametrize("value", [{"kind": 5}, {"kind": "Pod", "metadata": 5}, {"kind": None}, {}, {"metadata": []}])
def test_numbers_for_kind_or_metadata_are_findings_or_skipped_and_no_error(value: dict[str, Any]) -> None:
    report = lint(value)
    assert report.findings or report.skipped


def test_tuples_are_lists_and_half_a_character_is_replaced_as_kubernetes_does() -> None:
    assert plain({"a\ud800": ("b\udcff", 1, None, True, 0.5)}) == {"a\ufffd": ["b\ufffd", 1, None, True, 0.5]}
    assert lint(pod(labels={"a": "\ud800"})).count


@pytest.mark.parametrize("source", [5, [5], b"pod.yaml", [None]])
def test_what_is_neither_path_nor_object_is_refused(source: Any) -> None:
    with pytest.raises(TypeError, match="a path or an object"):
        lint(source)


def test_texts_and_versions_are_text() -> None:
    with pytest.raises(TypeError, match="decode it first"):
        lint_text(b"kind: Pod")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r'such as "1\.36", not 1\.36'):
        lint(pod(), kubernetes_versions=1.36)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r'such as "1\.36", not 1\.36'):
        plan(pod(), inventory=NODE, kubernetes_version=1.36)  # type: ignore[arg-type]
