"""The library that decides on the hot path against the reference, over faulty objects made at random."""

from __future__ import annotations

import copy
import json
import random

import pytest
from jsonschema import Draft202012Validator as Reference
from jsonschema_rs import Draft202012Validator as Fast

from dslint.data import schemas_folder
from dslint.kubernetes.release import Release, parse_version
from dslint.schema.decoder import decode
from dslint.schema.definitions import definitions

MUTANTS = 150
VALUES = [
    None, True, 0, -1, 7, 1.0, 1.5, 70_000, 10**20, "", "x", "1Gi", "A b", "a/b/c", "-", "1e3", [], ["x"], [None], {},
    {"a": "b"}, {"a b": None}, [{}], [{"name": "x"}], "Always", "2026-01-31T00:00:00Z",
]  # fmt: skip
DAEMONSET = {
    "apiVersion": "apps/v1",
    "kind": "DaemonSet",
    "metadata": {"name": "agent", "labels": {"app": "agent"}, "creationTimestamp": None},
    "spec": {
        "selector": {"matchLabels": {"app": "agent"}},
        "updateStrategy": {"rollingUpdate": {"maxUnavailable": "10%"}},
        "template": {
            "metadata": {"labels": {"app": "agent"}},
            "spec": {
                "hostNetwork": True,
                "nodeSelector": {"disktype": "ssd"},
                "tolerations": [{"key": "a", "operator": "Exists", "effect": "NoSchedule"}],
                "topologySpreadConstraints": [{"maxSkew": 1, "topologyKey": "z", "whenUnsatisfiable": "DoNotSchedule"}],
                "volumes": [{"name": "a", "hostPath": {"path": "/a", "type": "Directory"}}],
                "containers": [
                    {
                        "name": "agent",
                        "image": "x",
                        "env": [{"name": "A", "value": "b"}],
                        "ports": [{"containerPort": 80, "protocol": "TCP"}],
                        "resources": {"limits": {"memory": "1Gi"}},
                        "livenessProbe": {"httpGet": {"port": "http", "path": "/"}, "periodSeconds": 5},
                        "volumeMounts": [{"name": "a", "mountPath": "/a"}],
                    }
                ],
            },
        },
    },
}


def _places(value, path=()):
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield from _places(item, (*path, key))


def _mutants(seed):
    chance = random.Random(seed)
    places = [path for path in _places(DAEMONSET) if len(path) > 1]
    for _ in range(MUTANTS):
        mutant = copy.deepcopy(DAEMONSET)
        target = mutant
        *way, last = chance.choice(places)
        for key in way:
            target = target[key]
        if isinstance(target, dict) and chance.random() < 0.3:
            last = chance.choice([f"{last}x", str(last).upper()])
        target[last] = copy.deepcopy(chance.choice(VALUES))
        yield mutant


def _seen(error):
    return tuple(error.path if hasattr(error, "path") else error.instance_path)


@pytest.mark.parametrize("version", ["1.9", "1.20", "1.27", "1.36", "1.37"])
def test_both_libraries_refuse_the_same_values_at_the_same_places(version):
    schema = definitions(parse_version(version)).standalone("apps.v1.DaemonSet")
    reference, fast = Reference(schema), Fast(schema)
    for mutant in _mutants(version):
        expected = {_seen(error) for error in reference.iter_errors(mutant)}
        assert {tuple(error.instance_path) for error in fast.iter_errors(mutant)} == expected, json.dumps(mutant)


@pytest.mark.parametrize("version", ["1.21", "1.36"])
def test_what_is_decoded_has_the_types_that_it_should_have(version):
    release = Release.of(version)
    for mutant in _mutants(f"decode {version}"):
        again = decode(decode(mutant, release).value, release)
        assert again.problems == (), json.dumps(mutant)


def _is_refused_by_schema(decoded):
    """JSON Schema takes 1.0 for an integer, as YAML does; Go's JSON does not."""
    return any("number 1.0 into" not in problem.message for problem in decoded.problems)


@pytest.mark.parametrize("version", ["1.36"])
def test_an_editor_refuses_what_the_decoder_refuses(version):
    whole = Fast(json.loads((schemas_folder() / f"kubernetes-{version}.schema.json").read_text()))
    refused = [mutant for mutant in _mutants("editor") if _is_refused_by_schema(decode(mutant, Release.of(version)))]
    assert len(refused) > MUTANTS / 4
    for mutant in refused:
        assert not whole.is_valid(mutant), json.dumps(mutant)
