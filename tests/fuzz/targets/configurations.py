"""Configurations: .dslint.yaml and the table in pyproject.toml."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from tests.fuzz import corpus, texts
from tests.fuzz.cases import Case
from tests.fuzz.chances import happens
from tests.fuzz.mutations import Changes
from tests.fuzz.scalars import Raw
from tests.fuzz.schemas import Generator
from tests.fuzz.targets.inventories import simple
from tests.fuzz.targets.options import lint_options, maybe

EXAMPLE: dict[str, Any] = {
    "kubernetesVersions": "1.29..1.36", "featureGates": {"ImageVolume": True}, "select": ["DS"],
    "ignore": ["DS6", "DS410"], "severity": {"DS501": "error", "selector-mismatch": "warning"}, "failOn": "warning",
    "exclude": ["vendor/", "*.tmpl.yaml"],
    "ignores": [{"rules": ["DS231"], "paths": ["a/**"], "kinds": ["Pod"], "reason": "old", "until": "2027-01-31"}],
    "staticPodFolders": ["**/manifests"], "rules": ["rules/"], "profiles": ["log"], "strict": True,
}  # fmt: skip
TOML = (
    "2027-01-31",
    "2027-01-31T00:00:00Z",
    "07:32:00",
    "inf",
    "nan",
    "1e999",
    "[]",
    "{}",
    "'''x\ny'''",
    "0xff",
    "'a'",
    "true",
    "5",
)


def value_of(random: Random) -> Any:
    schema = corpus.schema("config")
    if happens(random, 0.5):
        return Generator(random, schema, odd=0.02).value(schema)
    some = {name: EXAMPLE[name] for name in random.sample(list(EXAMPLE), random.randint(1, len(EXAMPLE)))}
    return Changes(random, corpus.fields_of([EXAMPLE])).of(some, random.randint(0, 4))


def case(random: Random) -> Case:
    if happens(random, 0.3):
        name, text = "pyproject.toml", toml(random, value_of(random))
    else:
        name, text = (
            random.choice((".dslint.yaml", ".dslint.yaml", ".dslint.yml")),
            texts.text_of(random, value_of(random)),
        )
    text = texts.changed(random, text, random.choice((0, 0, 0, 1, 3)))
    manifest = random.choice(corpus.manifest_texts())
    files = {
        name: texts.encoded(random, text),
        "ds.yaml": manifest.encode("utf-8", "surrogatepass"),
        "nodes.yaml": simple(),
    }
    command = random.choice(
        (
            ("lint", "ds.yaml"), ("lint", "."), ("lint", "--config", name, "ds.yaml"), ("config", "show", "ds.yaml"),
            ("plan", "--nodes", "nodes.yaml", "ds.yaml"),
        )
    )  # fmt: skip
    if command[0] == "lint":
        command = (*command, *lint_options(random))
    return Case((*command, *maybe(random, 0.05, "--color", "always")) if command[0] == "none" else command, files)


def toml(random: Random, value: Any) -> str:
    """A table, most of it as TOML can say it."""
    if happens(random, 0.1):
        return random.choice(
            (
                "tool = 5\n# [tool.dslint]\n",
                "[tool]\ndslint = 5\n# [tool.dslint]\n",
                "[[tool.dslint]]\na = 1\n",
                "[tool.dslint]\n",
            )
        )
    if not isinstance(value, dict):
        return f"[tool.dslint]\nselect = {texts.flow(value)}\n"
    return "[tool.dslint]\n" + "".join(f"{_key(key)} = {_item(random, item)}\n" for key, item in value.items())


def _item(random: Random, value: Any) -> str:
    if happens(random, 0.05):
        return random.choice(TOML)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)} = {_item(random, item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_item(random, item) for item in value) + "]"
    if value is None:
        return '""'
    return texts.flow(value).replace("\\ud", "\\u0")


def _key(key: Any) -> str:
    return json.dumps(str(key)) if not isinstance(key, Raw) else "raw"
