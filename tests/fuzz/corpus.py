"""Valid inputs to begin with: examples, rules' examples, small clusters, and what control planes were given."""

from __future__ import annotations

import base64
import functools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.conformance import recordings
from tests.fuzz.mutations import gathered

TOP = Path(__file__).parents[2]
SEEDS = Path(__file__).parent / "seeds.json"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Fields = dict[str, dict[str, list[Any]]]


def text_of(path: str) -> str:
    return (TOP / path).read_text(encoding="utf-8")


def values_of(text: str) -> list[Any]:
    """The maps of a text; none where it is no YAML, or has aliases: it may be a bomb, or hold itself."""
    if "&" in text:
        return []
    try:
        values = [value for value in yaml.load_all(text, Loader=LOADER) if isinstance(value, dict)]
        return list(json.loads(json.dumps(values, default=str)))
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return []


@functools.cache
def manifest_texts() -> tuple[str, ...]:
    """The files of examples/, the rules' examples, and the texts that were held against Kubernetes' YAML."""
    files = sorted(file for file in (TOP / "examples").rglob("*.yaml") if file.stem not in ("nodes", "expectations"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    for rule in rules():
        texts += [example[name] for example in rule.get("examples", ()) for name in ("bad", "good") if name in example]
    return (*texts, *(case["text"] for case in recordings.lines("yaml-cases")))


@functools.cache
def seeds() -> Mapping[str, bytes]:
    """By what the reader says of them."""
    kept = json.loads(SEEDS.read_text(encoding="utf-8"))
    return {
        said: base64.b64decode(text[7:]) if text.startswith("base64:") else text.encode() for said, text in kept.items()
    }


@functools.cache
def rules() -> tuple[dict[str, Any], ...]:
    texts = (file.read_text(encoding="utf-8") for file in sorted((TOP / "rules").glob("*.yaml")))
    return tuple(yaml.load(text, Loader=LOADER) for text in texts)


@functools.cache
def profiles() -> tuple[dict[str, Any], ...]:
    texts = (file.read_text(encoding="utf-8") for file in sorted((TOP / "rules" / "profiles").glob("*.yaml")))
    return tuple(yaml.load(text, Loader=LOADER) for text in texts)


@functools.cache
def manifests() -> tuple[dict[str, Any], ...]:
    """Objects of the texts: DaemonSets, Pods, and what stands beside them."""
    return tuple(value for text in manifest_texts() for value in values_of(text))


@functools.cache
def scenarios() -> tuple[dict[str, Any], ...]:
    return recordings.lines("placement-cases")


@functools.cache
def rollouts() -> tuple[dict[str, Any], ...]:
    return recordings.lines("rollout-cases")


@functools.cache
def admission_requests() -> tuple[dict[str, Any], ...]:
    """Objects that policies were asked about, some with what they update."""
    text = (recordings.FOLDER / "admission-requests.json").read_text(encoding="utf-8")
    return tuple(json.loads(text).values())


@functools.cache
def inventories() -> tuple[dict[str, Any], ...]:
    files = [TOP / "examples" / "nodes.yaml", *sorted((TOP / "tests" / "clusters").glob("*.yaml"))]
    return tuple(value for file in files for value in values_of(file.read_text(encoding="utf-8")))


@functools.cache
def saved_objects() -> tuple[dict[str, Any], ...]:
    """Lists of objects as kubectl saves them, with DaemonSets, revisions and pods."""
    files = [TOP / "examples" / "rollback" / "objects.json", *sorted(recordings.FOLDER.glob("rollback/*/objects.json"))]
    return tuple(json.loads(file.read_text(encoding="utf-8")) for file in files)


@functools.cache
def schema(name: str) -> dict[str, Any]:
    return json.loads((TOP / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))


@functools.cache
def fields_of_manifests() -> Fields:
    """What stands where in manifests, the edits of all recorded cases included."""
    found: Fields = {}
    for value in _all_objects():
        gathered(found, value)
    for case in recordings.lines("cases"):
        for path, value in case["edits"]:
            names = [name for name in path.split(".") if not name.isdigit()]
            holder: dict[str, Any] = {names[-1]: value}
            gathered(found, holder, names[-2] if len(names) > 1 else "")
    return found


def _all_objects() -> Iterator[Any]:
    yield from manifests()
    yield from recordings.bases().values()
    for scenario in scenarios()[::4]:
        yield from (*scenario["apply"], *scenario["nodes"][:2], *scenario["objects"])
    for saved in saved_objects()[:2]:
        yield from saved["items"]


def fields_of(values: Iterable[Any]) -> Fields:
    found: Fields = {}
    for value in values:
        gathered(found, value)
    return found


@functools.cache
def fields_of_inventories() -> Fields:
    return fields_of(inventories())


@functools.cache
def fields_of_rules() -> Fields:
    return fields_of([*rules()[::3], *profiles()])


def manifest(random: Random) -> dict[str, Any]:
    """One DaemonSet or Pod, as valid as it was recorded."""
    chance = random.random()
    if chance < 0.4:
        case = random.choice(recordings.lines("cases"))
        return recordings.edited(recordings.bases()[case["base"]], case["edits"])
    if chance < 0.6:
        return random.choice(random.choice(scenarios())["apply"])
    return random.choice(manifests())


def some(random: Random, items: Sequence[Any], most: int) -> list[Any]:
    return random.sample(items, min(len(items), random.randint(0, most)))
