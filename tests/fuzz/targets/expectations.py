"""Files of expectations, held against a plan."""

from __future__ import annotations

from random import Random

from tests.fuzz import corpus, texts
from tests.fuzz.cases import Case
from tests.fuzz.chances import happens
from tests.fuzz.mutations import Changes
from tests.fuzz.schemas import Generator
from tests.fuzz.targets.options import plan_options

KNOWN = {
    "apiVersion": ("dslint.dev/v1",),
    "kind": ("Expectations",),
    "name": tuple(f"expectation-{number}" for number in range(40)),
    "workload": ("*", "logging/agent", "logging/*", "agent", "none"),
    "whatIf": (
        "cordon *",
        "drain master-1",
        "add workers=2",
        "remove attic",
        "taint * k=v:NoExecute",
        "explode *",
        "cordon x",
    ),
    "kubernetes": (["1.36"], ["1.31", "1.36"], ["1.5", "1.37"], ["1.99"]),
}


def case(random: Random) -> Case:
    example = corpus.values_of(corpus.text_of("examples/expectations.yaml"))[0]
    schema = corpus.schema("expectations")
    if happens(random, 0.6):
        value = Generator(random, schema, random.choice((0.0, 0.0, 0.02)), KNOWN).value(schema)
    else:
        value = Changes(random, corpus.fields_of([example])).of(example, random.randint(1, 5))
    text = texts.text_of(random, value)
    if happens(random, 0.1):
        text = texts.changed(random, text, 2)
    files = {
        "expect.yaml": texts.encoded(random, text),
        "nodes.yaml": corpus.text_of("tests/clusters/homelab.yaml").encode(),
        "ds.yaml": corpus.text_of("examples/update/new.yaml").encode(),
        "old.yaml": corpus.text_of("examples/update/old.yaml").encode(),
    }
    old = ("--from", "old.yaml") if happens(random, 0.5) else ()
    return Case(
        ("plan", "--nodes", "nodes.yaml", "ds.yaml", *old, "--expect", "expect.yaml", *plan_options(random)), files
    )
