"""Inventory files: YAML and JSON, folders, stdin, mixtures, and where their faults stand."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from dslint.inventory import files
from dslint.inventory.errors import InventoryError
from dslint.inventory.reader import read_inventory
from tests.inventory.compact import CLUSTERS
from tests.inventory.objects import node, pod

COMPACT = """\
apiVersion: dslint.dev/v1
kind: Inventory
spec:
  nodeGroups:
  - name: a
    count: 3
"""


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_compact_file_gives_its_name_and_the_lines_of_its_groups(tmp_path: Path) -> None:
    file = written(tmp_path, "lab.yaml", COMPACT)
    cluster = read_inventory(file)
    assert (cluster.name, len(cluster.nodes)) == ("lab", 3)
    assert cluster.nodes[0].shape.source == (str(file), 5)


@pytest.mark.parametrize("name", ["homelab", "mixed-cloud", "racks"])
def test_inventories_by_story_are_read_from_their_files(name: str) -> None:
    assert read_inventory(str(CLUSTERS / f"{name}.yaml")).name == name


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"kind": "NodeList", "items": [node("a"), node("b")]}),
        json.dumps({"kind": "List", "items": [node("a"), node("b")]}, indent=4),
        json.dumps([node("a"), node("b")]),
        "- {kind: Node, metadata: {name: a}}\n- kind: Node\n  metadata: {name: b}\n",
        json.dumps(node("a")) + "\n" + json.dumps(node("b")),
        "\ufeff" + json.dumps([node("a"), node("b")]),
        '{"kind": "NodeList", "items": [{"metadata": {"name": "a"}}, {"metadata": {"name": "b"}},]}',
        "kind: Node\nmetadata: {name: a}\n---\n\n---\nkind: NodeList\nitems:\n- metadata: {name: b}\n",
    ],
)
def test_lists_streams_and_documents_are_read_in_yaml_and_json(tmp_path: Path, text: str) -> None:
    assert [one.name for one in read_inventory(written(tmp_path, "nodes", text)).nodes] == ["a", "b"]


def test_files_folders_and_objects_mix(tmp_path: Path) -> None:
    folder = tmp_path / "dump"
    folder.mkdir()
    written(folder, "1.json", json.dumps(node("a")))
    written(folder, "2.yaml", "kind: Node\nmetadata: {name: b}\n")
    written(folder, "notes.txt", "not read")
    more = written(tmp_path, "lab.yaml", COMPACT)
    cluster = read_inventory([folder, node("c"), str(more), pod("p", "a")])
    assert [one.name for one in cluster.nodes] == ["a", "b", "c", "a-1", "a-2", "a-3"]
    assert [one.key for one in cluster.pods] == ["default/p"]


def test_the_name_of_a_folder_has_no_suffix(tmp_path: Path) -> None:
    folder = tmp_path / "prod-1.33"
    folder.mkdir()
    written(folder, "a.json", json.dumps(node("a")))
    assert read_inventory(folder).name == "prod-1.33"


def test_stdin_is_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(node("a")).encode())))
    assert [one.name for one in read_inventory("-").nodes] == ["a"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.yaml", COMPACT + "    taint: []\n", ":7: spec.nodeGroups[0].taint: unknown field; did you mean taints?"),
        (
            "a.yaml",
            "kind: Node\nmetadata:\n  name: x\n  labels:\n    a: yes\n",
            ":5: metadata.labels.a: true or false found; write a string in quotes",
        ),
        ("a.yaml", "kind: Node\nmetadata:\n  name: x\n  name: y\n", ':4: key "name" already set in map'),
        ("a.json", '{"kind":"NodeList",\n"items":[\n{"spec":{},\n"metadata":{}}]}', ":4: items[0].metadata.name"),
        ("a.json", '{"kind":"NodeList",\n"items":[}', ":2: "),
        ("a.yaml", "kind: Node\nmetadata: {name: a}\n---\nkind: Node\nmetadata:\n  name: a\n", ":6: metadata.name"),
        ("a.yaml", "kind: Node\nmetadata:\n  name: {{ .x }}\n", ":1: is a template; render it first"),
        ("a.yaml", "- a\n", ":1: is not a Kubernetes object; write kind and apiVersion"),
        ("a.yaml", "metadata: {name: x}\n", ":1: kind: no kind; add one, such as kind: Node"),
    ],
)  # fmt: skip
def test_faults_are_told_with_file_line_and_field(tmp_path: Path, name: str, text: str, said: str) -> None:
    file = written(tmp_path, name, text)
    with pytest.raises(InventoryError) as error:
        read_inventory(file)
    assert str(error.value).startswith(f"{file}{said}")


def test_both_places_of_a_node_declared_twice_are_named(tmp_path: Path) -> None:
    one = written(tmp_path, "1.yaml", "kind: Node\nmetadata:\n  name: a\n")
    with pytest.raises(InventoryError) as error:
        read_inventory([one, written(tmp_path, "2.yaml", "kind: Node\nmetadata: {name: a}\n")])
    assert f"node a is declared twice, first at {one}:3; remove one" in str(error.value)


def test_what_is_no_file_and_what_is_no_text_is_said(tmp_path: Path) -> None:
    with pytest.raises(InventoryError, match="nowhere: no such file or folder"):
        read_inventory(tmp_path / "nowhere")
    (tmp_path / "blob").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InventoryError, match="blob: is not valid UTF-16; save it as UTF-8"):
        read_inventory(tmp_path / "blob")
    (tmp_path / "latin").write_bytes(b"kind: Node\nmetadata: {name: \xe9}\n")
    with pytest.raises(InventoryError, match="latin:2: byte 0xe9 is not UTF-8; save the file as UTF-8"):
        read_inventory(tmp_path / "latin")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_what_powershell_saves_of_the_output_of_kubectl_is_read(tmp_path: Path, encoding: str) -> None:
    text = '{"kind": "List", "items": [{"kind": "Node", "metadata": {"name": "kn\u00f6del"}}]}\r\n'
    for name, content in (("nodes.json", text), ("nodes.yaml", "kind: Node\r\nmetadata: {name: kn\u00f6del}\r\n")):
        mark = "\ufeff" if encoding == "utf-16-be" else ""
        (tmp_path / name).write_bytes((mark + content).encode(encoding))
        assert [node.name for node in read_inventory(tmp_path / name).nodes] == ["kn\u00f6del"]


DUMP = """\
kind: NodeList
items:
- metadata:
    managedFields:
    - manager: kubelet
      fieldsV1: {a: [}
    name: a
  status:
    images:
    - names:
      - app:1
      sizeBytes: 7
    capacity: {cpu: "1"}
- metadata:
    labels: {x: 1}
"""


def test_what_nobody_reads_of_a_yaml_dump_is_passed_over_and_lines_stay_right(tmp_path: Path) -> None:
    with pytest.raises(
        InventoryError, match=r"a.yaml:15: items\[1\].metadata.labels.x: a number found; write a string"
    ):
        read_inventory(written(tmp_path, "a.yaml", DUMP))


@pytest.mark.parametrize(("large", "images"), [(10_000, {"app:1": 7}), (10, {})])
def test_images_of_a_very_large_yaml_dump_are_left_out_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, large: int, images: dict[str, int]
) -> None:
    monkeypatch.setattr(files, "_LARGE", large)
    cluster = read_inventory(written(tmp_path, "a.yaml", DUMP.replace("{x: 1}", "{x: y1}\n    name: b")))
    assert dict(cluster.nodes[0].images) == images
    assert [note.partition(" in ")[0] for note in cluster.notes] == ([] if images else ["images of the nodes"])
    assert cluster.nodes[0].shape.allocatable == {"cpu": 1000}


EXAMPLE = Path(__file__).parents[2] / "examples" / "nodes.yaml"


def test_the_example_holds_what_the_example_manifests_ask_for() -> None:
    cluster = read_inventory(EXAMPLE)
    zones = {one.label("topology.kubernetes.io/zone") for one in cluster.nodes}
    assert zones == {"zone-a", "zone-b", "zone-c"}
    assert sum(one.label("disktype") == "ssd" for one in cluster.nodes) == 4
    assert {pod.labels.get("security") for pod in cluster.pods} == {None, "S1", "S2"}
    assert {one.shape.virtual for one in cluster.nodes} == {"", "fargate"}


GROUP = "apiVersion: dslint.dev/v1\nkind: Inventory\nspec:\n  nodeGroups:\n  - {name: g, count: 3%s}\n%s"
LONG = "9" * 4400
SPEC = '{"kind": "Inventory", "apiVersion": "dslint.dev/v1", "spec": %s}'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"kind": 5, "a"}', ":1: kind: a number found; write a string in quotes"),
        ('[{"kind": 5, "a"}]', ":1: [0].kind: a number found; write a string in quotes"),
        (
            '{"kind": "List", "items": [{"kind": 5, "a"}]}',
            ":1: items[0].kind: a number found; write a string in quotes",
        ),
        ('{"kind": ' + "[" * 5000 + "]" * 5000 + "}", ":1: "),
        ('{"kind": "Node", "spec": ' + '{"a":' * 3000 + "1" + "}" * 3001, ":1: "),
        ("[" * 100_000, ":1: "),
        (SPEC % '{"zones": ["a"],\n"zones": ["b"]}', ":2: spec.zones: is set twice, first on line 1; remove one"),
        (
            SPEC % '{"nodeGroups": [{"name": "g", "count": 1e999}]}',
            ":1: spec.nodeGroups[0].count: no field accepts the number 1e999",
        ),
        (SPEC % ("[" * 90 + "]" * 90), ":1: spec: a list found; write a map"),
        (SPEC % '{"nodeGroups": [{"name": "g", "count": 999999999999999999999}]}', ":1: spec.nodeGroups[0].count: "),
        (SPEC % '{"kubernetesVersion": "1.%s"}' % LONG, ":1: spec.kubernetesVersion: "),
        (GROUP % (f', notReady: "{LONG}%"', ""), ":5: spec.nodeGroups[0].notReady: a string is not valid"),
        (GROUP % (f', notReady: "0.{LONG}%"', ""), ":5: spec.nodeGroups[0].notReady: a string is not valid"),
        (GROUP % (f', load: {{cpu: "{LONG}%"}}', ""), ":5: spec.nodeGroups[0].load.cpu: a string is not valid"),
        (
            GROUP % (", slotsPerRack: 999999999999999999999", ""),
            ":5: spec.nodeGroups[0].slotsPerRack: a number found; write a whole number",
        ),
        (GROUP % ("", f'  overrides: [{{match: {{sample: "{LONG}%"}}}}]\n'), ":6: spec.overrides[0].match.sample: "),
        (
            GROUP % ("", f'  existingPods: [{{on: "*", daemonSet: a, hostPorts: ["{LONG}"]}}]\n'),
            ":6: spec.existingPods[0].hostPorts[0]: a string is not valid; write a port such as",
        ),
        (GROUP.replace("count: 3", f'hostRange: "a[1-{LONG}]"') % ("", ""), ":5: spec.nodeGroups[0].hostRange: "),
        (GROUP % (", labels: {null: y}", ""), ":5: spec.nodeGroups[0].labels: a key is null; quote it"),
        (GROUP % (", count: 4", ""), ":5: spec.nodeGroups[0].count: is set twice, first on line 5; remove one"),
    ],
)
def test_no_text_makes_the_reader_stumble(tmp_path: Path, text: str, said: str) -> None:
    file = written(tmp_path, "a.json" if text[0] in "{[" else "a.yaml", text)
    with pytest.raises(InventoryError) as error:
        read_inventory(file)
    assert str(error.value).startswith(f"{file}{said}")


def test_a_selector_of_very_many_digits_matches_nothing(tmp_path: Path) -> None:
    text = GROUP % ("", f'  overrides: [{{match: {{labels: "a>{LONG}"}}, unschedulable: true}}]\n')
    with pytest.raises(InventoryError, match=r"spec.overrides\[0\].match"):
        read_inventory(written(tmp_path, "a.yaml", text))


def dumped(kind: str, fields: str) -> str:
    nodes = ", ".join(f'{{"kind": "Node", "metadata": {{"name": "n{number}"}}}}' for number in range(2))
    head = f'"kind": "{kind}", "metadata": {{"name": "x"}}'
    return f'{{"kind": "List", "items": [{nodes}, {{{head}{fields and ", "}{fields}}}]}}'


@pytest.mark.parametrize(
    ("kind", "fields", "field"),
    [
        ("Node", '"metadata": {"name": "x", "labels": {"a": 1e999}}', "metadata.labels.a"),
        ("Pod", '"spec": {"nodeName": "n1", "x": [1, -1e999]}', "spec.x[1]"),
        ("ResourceQuota", '"spec": {"hard": {"pods": 1e999}}', "spec.hard.pods"),
    ],
)
def test_a_number_in_a_dump_that_is_out_of_range_is_told_with_its_place(
    tmp_path: Path, kind: str, fields: str, field: str
) -> None:
    with pytest.raises(
        InventoryError, match=rf":1: items\[2\].{re.escape(field)}: no field accepts a number this large"
    ):
        read_inventory(written(tmp_path, "a.json", dumped(kind, fields)))


@pytest.mark.parametrize("depth", [90, 490, 900])
@pytest.mark.parametrize("deep", ["map", "list"])
@pytest.mark.parametrize("kind", ["Pod", "ResourceQuota", "ControllerRevision", "Node"])
def test_unknown_fields_of_a_dump_may_nest_deep(tmp_path: Path, kind: str, deep: str, depth: int) -> None:
    value = '{"a":' * depth + "1" + "}" * depth if deep == "map" else "[" * depth + "]" * depth
    fields = {
        "ControllerRevision": f'"revision": 1, "data": {{"spec": {{"template": {{"spec": {{"x": {value}}}}}}}}}',
    }.get(kind, f'"spec": {{"x": {value}}}')
    cluster = read_inventory(written(tmp_path, "a.json", dumped(kind, fields)))
    assert {node.name for node in cluster.nodes} >= {"n0", "n1"}


@pytest.mark.parametrize("text", [dumped("Pod", ""), dumped("Node", ""), '[{"kind": "x"}]', '{"apiVersion":"x"}'])
def test_json_that_is_no_text_in_utf_8_is_told(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(text.encode().replace(b'"x"', b'"\xff"'))
    with pytest.raises(InventoryError, match=":1: byte 0xff is not UTF-8"):
        read_inventory(file)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("NAME STATUS ROLES AGE VERSION\nn1 Ready edge 1d v1.30.0\n", "kubectl get nodes"),
        ("Name:   n1\nRoles:  <none>\nLabels: a=b\n        c=d\n", "kubectl describe nodes"),
    ],
)
def test_what_kubectl_prints_for_people_is_converted_with_another_command(
    tmp_path: Path, text: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, "nodes.txt", text)
    with pytest.raises(InventoryError) as error:
        read_inventory(file)
    advice = f"convert it with: dslint inventory import {file} > nodes.yaml, or save one with: kubectl get nodes,pods"
    assert str(error.value).startswith(f"{file}: is the output of {command}, not an inventory; {advice}")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    with pytest.raises(InventoryError, match=r"<stdin>: is the output of .* inventory import - >"):
        read_inventory("-")


def test_a_folder_may_contain_what_is_no_object(tmp_path: Path) -> None:
    written(tmp_path, "nodes.json", json.dumps({"kind": "NodeList", "items": [node("a")]}))
    written(tmp_path, "access.json", json.dumps([{"verbs": ["get"]}, {"verbs": ["*"]}]))
    written(tmp_path, "none.json", json.dumps({"kind": "PodList", "items": None}))
    written(tmp_path, "groups.yaml", "- 1\n")
    cluster = read_inventory(tmp_path)
    assert [one.name for one in cluster.nodes] == ["a"]
    assert cluster.notes == [
        f"{tmp_path / 'groups.yaml'}: contains no Kubernetes objects",
        "2 without a kind: not used",
    ]


def test_the_logs_in_a_dump_of_a_cluster_are_skipped(tmp_path: Path) -> None:
    """`kubectl cluster-info dump` prints lists, and the logs of the containers between them."""
    nodes, pods = ({"kind": "NodeList", "items": [node("a")]}, {"kind": "PodList", "items": [pod("p", "a")]})
    logs = (
        "==== START logs for container c of pod default/p ====\nkind: Node\n: {[\n==== END logs for container c ====\n"
    )
    file = written(tmp_path, "dump", f"{json.dumps(nodes)}\n{logs}{json.dumps(pods)}\n{logs}")
    cluster = read_inventory(file)
    assert ([one.name for one in cluster.nodes], [one.key for one in cluster.pods]) == (["a"], ["default/p"])
