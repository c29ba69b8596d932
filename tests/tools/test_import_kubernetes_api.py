from __future__ import annotations

import json

from tools.import_kubernetes_api import main

POD = {"apiVersion": "v1", "kind": "Pod", "definition": "core.v1.Pod"}
JOB = {"apiVersion": "batch/v1", "kind": "Job", "definition": "batch.v1.Job"}


def _minor(folder, number, kinds, definitions):
    content = {name: {"properties": properties} for name, properties in definitions.items()}
    (folder / f"v1.{number}.json").write_text(json.dumps({"kinds": kinds, "definitions": content}))


def _taken(folder):
    into = folder / "facts"
    into.mkdir()
    main(folder, into)
    return json.loads((into / "definitions.json").read_text()), json.loads((into / "kinds.json").read_text())


def test_what_stays_the_same_is_written_once_and_what_nobody_reaches_is_left_out(tmp_path):
    spec = {"host": {"type": "string", "x-kubernetes-list-type": "map"}}
    pod = {"spec": {"$ref": "core.v1.PodSpec"}}
    for minor in (9, 10, 11):
        grown = {**spec, "since11": {"type": "boolean"}} if minor == 11 else spec
        _minor(tmp_path, minor, [POD, JOB], {"core.v1.Pod": pod, "core.v1.PodSpec": grown, "batch.v1.Job": {}})
    definitions, kinds = _taken(tmp_path)
    assert kinds == {"v1 Pod": [{"since": "1.9", "until": None, "definition": "core.v1.Pod"}]}
    assert definitions["core.v1.Pod"] == [{"since": "1.9", "until": None, "definition": pod}]
    assert definitions["core.v1.PodSpec"] == [
        {"since": "1.9", "until": "1.11", "definition": {"host": {"type": "string"}}},
        {"since": "1.11", "until": None, "definition": {"host": {"type": "string"}, "since11": {"type": "boolean"}}},
    ]


def test_a_definition_that_goes_away_ends(tmp_path):
    for minor in (5, 6):
        both = {"core.v1.Pod": {"old": {"$ref": "core.v1.Old"}} if minor == 5 else {}, "core.v1.Old": {}}
        _minor(tmp_path, minor, [POD], both)
    definitions, _ = _taken(tmp_path)
    assert definitions["core.v1.Old"] == [{"since": "1.5", "until": "1.6", "definition": {}}]


def test_the_oldest_minors_learn_the_size_of_integers_from_later_ones(tmp_path):
    _minor(tmp_path, 5, [POD], {"core.v1.Pod": {"seconds": {"type": "integer"}}})
    _minor(tmp_path, 6, [POD], {"core.v1.Pod": {"seconds": {"type": "integer", "format": "int64"}}})
    definitions, _ = _taken(tmp_path)
    assert definitions["core.v1.Pod"] == [
        {"since": "1.5", "until": None, "definition": {"seconds": {"type": "integer", "format": "int64"}}}
    ]
