"""Rules and profiles of a user's own."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.fuzz import corpus, texts
from tests.fuzz.cases import Case
from tests.fuzz.chances import happens
from tests.fuzz.mutations import Changes
from tests.fuzz.scalars import Raw, odd_value
from tests.fuzz.schemas import Generator
from tests.fuzz.targets.options import lint_options, maybe

CODES = ("XY001", "XY002", "XY003")
EXAMPLE: dict[str, Any] = {
    "code": "XY001", "name": "image-of-nowhere", "severity": "error", "origin": "policy",
    "summary": "an image of nowhere", "reason": "Images come from our own registry, and from no other place.",
    "help": "take it from registry.example",
    "match": {"kinds": ["DaemonSet"], "containers": ["containers"], "where": {"required": ["image"]}},
    "path": "image", "assert": {"type": "string", "pattern": "^registry\\.example/"},
    "message": "{value} is of nowhere", "examples": [{"bad": "kind: Pod\n", "good": "kind: Pod\n"}],
}  # fmt: skip
JUDGED = {name: EXAMPLE[name] for name in ("match", "path", "assert", "message")}
KNOWN = {"code": CODES, "origin": ("policy",), "kinds": (["DaemonSet"], ["Pod"], ["DaemonSet", "Pod"])}
SCHEMAS = (
    {"pattern": "("}, {"pattern": "(a+)+$"}, {"pattern": "\\p{L}"}, {"$ref": "#/nope"}, {"$ref": "#"},
    {"$ref": "#/$defs/a"}, {"$ref": "file:///etc/passwd"}, {"$dynamicRef": "#a"}, {"$id": "x", "$ref": "x#"},
    {"$anchor": "a", "$ref": "#a"}, {"type": "nothing"}, {"multipleOf": 0}, {"minimum": "a"}, {"enum": []},
    {"not": {"not": {}}}, True, False, {"const": None}, {"format": "date"}, {"propertyNames": {"pattern": "["}},
    {"$schema": "http://json-schema.org/draft-04/schema#"}, {"items": [{"type": "string"}]},
    {"if": True, "then": False}, {"$vocabulary": {}}, {"$defs": {"a": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"},
    {"unevaluatedProperties": False}, {"dependentRequired": {"a": ["b"]}}, {"maxLength": 1e400}, {"minLength": 2.5},
)  # fmt: skip


def rule(random: Random) -> Any:
    chance = random.random()
    if chance < 0.25:
        schema = corpus.schema("rule")
        value = Generator(random, schema, known=KNOWN).value(schema)
        value = {**JUDGED, **value} if isinstance(value, dict) else value
    elif chance < 0.4:
        schema = corpus.schema("profile")
        value = Generator(random, schema).value(schema)
    else:
        value = {**random.choice((EXAMPLE, EXAMPLE, random.choice(corpus.rules())))}
    if isinstance(value, dict) and "profile" not in value:
        value["code"] = random.choice(CODES)
        if happens(random, 0.4):
            value["assert"] = random.choice(SCHEMAS)
        if happens(random, 0.1):
            value["match"] = {"where": random.choice(SCHEMAS)}
        if happens(random, 0.02):
            value["assert"] = Raw('{"not": ' * 400 + "{}" + "}" * 400)
    return Changes(random, corpus.fields_of_rules()).of(value, random.choice((0, 1, 1, 2, 3)))


def case(random: Random) -> Case:
    files = {}
    for name in ("own/a.yaml", "own/b.yml")[: random.choice((1, 1, 2))]:
        text = texts.text_of(random, rule(random)) if happens(random, 0.97) else texts.flow(odd_value(random))
        files[name] = texts.encoded(random, texts.changed(random, text, random.choice((0, 0, 0, 0, 1))))
    files["ds.yaml"] = random.choice(corpus.manifest_texts()).encode("utf-8", "surrogatepass")
    command = random.choice(
        (
            ("lint", "--rules", "own", "ds.yaml"), ("rules", "test", "own"), ("rules", "--rules", "own"),
            ("rules", "--rules", "own", "--format", "json"), ("explain", "XY001", "--rules", "own"),
            ("lint", "ds.yaml"),
        )
    )  # fmt: skip
    if command == ("lint", "ds.yaml"):
        files[".dslint.yaml"] = b"rules: [own/]\n"
    if command[0] == "lint":
        command = (*command, *lint_options(random), *maybe(random, 0.2, "--select", "XY"))
    return Case(command, files)
