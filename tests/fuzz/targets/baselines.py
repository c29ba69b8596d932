"""Files of findings that were there before."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.fuzz import corpus, texts
from tests.fuzz.cases import Case
from tests.fuzz.chances import happens
from tests.fuzz.mutations import Changes
from tests.fuzz.scalars import odd_text
from tests.fuzz.schemas import Generator
from tests.fuzz.targets.options import lint_options, maybe

ENTRY = {"file": "ds.yaml", "code": "DS231", "object": "DaemonSet kube-system/agent", "pointer": "/spec", "count": 1}
EXAMPLE: dict[str, Any] = {
    "apiVersion": "dslint.dev/v1",
    "kind": "FindingsBaseline",
    "findings": [ENTRY, {**ENTRY, "code": "DS9"}],
}
KNOWN = {name: (value, "a") for name, value in ENTRY.items() if name != "count"}


def case(random: Random) -> Case:
    schema = corpus.schema("findings-baseline")
    if happens(random, 0.5):
        value = Generator(random, schema, 0.02, KNOWN).value(schema)
    else:
        value = Changes(random, corpus.fields_of([EXAMPLE])).of(EXAMPLE, random.randint(0, 3))
    text = texts.flow(value)
    text = texts.changed(random, text, random.choice((0, 0, 0, 1, 2)))
    files = {
        "known.json": texts.encoded(random, text),
        "ds.yaml": random.choice(corpus.manifest_texts()).encode("utf-8", "surrogatepass"),
    }
    options = (
        *maybe(
            random, 0.2, "--write-baseline", random.choice(("new.json", "known.json", "a/b", ".", odd_text(random)))
        ),
        *lint_options(random),
    )
    if happens(random, 0.9):
        options = ("--baseline", "known.json", *options)
    return Case(("lint", "ds.yaml", *options), files)
