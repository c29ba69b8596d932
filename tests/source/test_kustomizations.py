"""What kustomizations name."""

from __future__ import annotations

from pathlib import Path

import pytest

from dslint.source.kustomizations import FILE_NAMES, NamedFiles, maps, named_files, named_in, text_of, texts, value_of


@pytest.mark.parametrize(
    "text",
    [
        "patches:\n- path: add-args.yaml\n",
        "patches:\n- add-args.yaml\n",
        "patches:\n- target: {kind: DaemonSet}\n  path: ./add-args.yaml\n",
        "patchesStrategicMerge:\n- add-args.yaml\n- |\n  kind: DaemonSet\n",
        "patchesJson6902:\n- target: {kind: DaemonSet, name: a}\n  path: ../o/add-args.yaml\n",
    ],
)
def test_patches_are_named_in_every_way(text: str) -> None:
    assert named_in(text, "/r/o") == NamedFiles(patches=frozenset({"/r/o/add-args.yaml"}))


def test_resources_count_for_components_only() -> None:
    text = "kind: Component\nresources: [ds.yaml, 'https://example.org/ds.yaml']\n"
    assert named_in(text, "/r").component_resources == {"/r/ds.yaml"}
    assert named_in(text.replace("Component", "Kustomization"), "/r") == NamedFiles()


def test_values_of_charts_are_named() -> None:
    text = "helmCharts:\n- {name: agent, valuesFile: agent.yaml, additionalValuesFiles: [more.yaml]}\n"
    assert named_in(text, "/r").values == {"/r/agent.yaml", "/r/more.yaml"}


@pytest.mark.parametrize(
    "text",
    ["", "patches", "- patches", "patches: {path: a.yaml}", "patches: [1, {path: 2}, [a]]", "patches: [", "a: b: c"],
)
def test_what_is_no_kustomization_names_nothing(text: str) -> None:
    assert named_in(text, "/r") == NamedFiles()


def test_a_file_is_read_up_to_a_bound(tmp_path: Path) -> None:
    file = tmp_path / FILE_NAMES[0]
    file.write_text("patches: [{path: a.yaml}]\n")
    assert named_files(str(file)).patches == {str(tmp_path / "a.yaml")}
    file.write_text("patches: [{path: a.yaml}]\n" + "#" * 2**20)
    assert named_files(str(file)) == NamedFiles()
    assert text_of(str(tmp_path / "missing")) == ""


def test_parts_of_another_type_are_left_out() -> None:
    assert list(texts(["a", 1, None, ["b"]])) == ["a"]
    assert list(texts("a")) == []
    assert list(maps([{"a": 1}, "b"])) == [{"a": 1}]
    assert value_of("- a\n") == {}
