"""Manifests for lint: changed values, changed texts, any bytes, comments and annotations that silence."""

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

COMMENTS = (
    "# dslint: ignore[{}] {}", "# dslint: ignore-document[{}] {}", "# dslint: ignore-file[{}] {}",
    "# dslint:ignore {}{}", "# dslint: nothing[{}] {}", "# dslint: ignore[{}]{}# dslint: ignore[DS2]",
    "#dslint: ignore[{}, DS231] {}",
)  # fmt: skip
CODES = (
    "DS231",
    "DS2",
    "DS",
    "selector-mismatch",
    "DS9",
    "DS999",
    "ds231",
    "",
    "*",
    "DS404",
    "DS001",
    "DS901",
    "agent-twice",
)
REASONS = (
    "because",
    "",
    "until=2027-01-31",
    "until=2020-01-31 old",
    "until=2020-13-45",
    "until=",
    "until=x",
    "x until=2027-02-30",
)


def changed_manifest(random: Random, *, written: bool = True, most: int = 5) -> Any:
    """A valid manifest with some changes, or none."""
    changes = Changes(random, corpus.fields_of_manifests(), written, gently=happens(random, 0.4))
    if happens(random, 0.15):
        return generated(random)
    return changes.of(corpus.manifest(random), random.randint(0, most))


def generated(random: Random) -> Any:
    """A DaemonSet or Pod of nothing but its schema."""
    schema = corpus.schema(f"kubernetes-{random.choice(('1.36', '1.36', '1.27', '1.16'))}")
    return Generator(random, schema).value(schema)


def stream(random: Random, *, most: int = 3) -> bytes:
    values = [changed_manifest(random) for _ in range(random.randint(1, most))]
    if happens(random, 0.1):
        values = [{"apiVersion": "v1", "kind": "List", "items": values}]
    return texts.encoded(random, texts.stream_of(random, values))


def objects(random: Random) -> Case:
    files = {"ds.yaml": stream(random)}
    old = maybe(random, 0.15, "--from", "old.yaml")
    if old:
        files["old.yaml"] = stream(random)
    return Case(("lint", "ds.yaml", *old, *lint_options(random)), files)


def texts_(random: Random) -> str:
    return texts.changed(random, random.choice(corpus.manifest_texts()), random.randint(1, 6))


def texts_case(random: Random, text: str) -> Case:
    data = texts.encoded(random, text)
    if happens(random, 0.1):
        return Case(("lint", "-", *lint_options(random)), {}, data)
    return Case(("lint", "ds.yaml", *lint_options(random)), {"ds.yaml": data})


def reader(random: Random) -> Case:
    """Bytes."""
    chance = random.random()
    if chance < 0.3:
        data = "".join(random.choice(texts.FRAGMENTS) for _ in range(random.randint(0, 60))).encode(
            "utf-8", "surrogatepass"
        )
    elif chance < 0.4:
        data = random.randbytes(random.randint(0, 60))
    elif chance < 0.6:
        data = random.choice(tuple(corpus.seeds().values()))
    else:
        data = texts.encoded(random, random.choice(corpus.manifest_texts()))
    data = texts.changed_bytes(random, data, random.randint(0, 4))
    name = random.choice(
        ("ds.yaml", "ds.yaml", "ds.json", "Chart.yaml", "kustomization.yaml", "x.yml", "templates/ds.yaml")
    )
    command = random.choice(
        (("lint", name), ("lint", "."), ("lint", "-"), ("plan", "--nodes", name, name), ("inventory", "show", name))
    )
    if command[0] == "lint":
        command = (*command, *lint_options(random))
    return Case(command, {name: data}, data)


def suppressions(random: Random) -> Case:
    lines = random.choice(corpus.manifest_texts()).split("\n")
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(lines))
        comment = random.choice(COMMENTS).format(_code(random), random.choice((*REASONS, odd_text(random))))
        if happens(random, 0.5):
            lines[at] += f"  {comment}"
        else:
            lines.insert(at, " " * random.randint(0, 6) + comment)
    annotations = {"dslint.dev/ignore": _code(random), "dslint.dev/ignore-reason": random.choice(REASONS)}
    text = "\n".join(lines)
    if happens(random, 0.4):
        text = text.replace("metadata:\n", f"metadata:\n  annotations: {texts.flow(annotations)}\n", 1)
    text = texts.changed(random, text, random.choice((0, 0, 1, 2)))
    options = (*maybe(random, 0.2, "--statistics"), *lint_options(random))
    return Case(("lint", "ds.yaml", *options), {"ds.yaml": texts.encoded(random, text)})


def _code(random: Random) -> str:
    return odd_text(random) if happens(random, 0.15) else random.choice(CODES)


def texts_target(random: Random) -> Case:
    return texts_case(random, texts_(random))
