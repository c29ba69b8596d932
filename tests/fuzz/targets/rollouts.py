"""kubectl's rollout commands over saved objects."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.fuzz import corpus, texts
from tests.fuzz.cases import Case
from tests.fuzz.chances import happens
from tests.fuzz.mutations import Changes
from tests.fuzz.scalars import odd_text
from tests.fuzz.targets import inventories
from tests.fuzz.targets.manifests import changed_manifest
from tests.fuzz.targets.options import maybe


def saved(random: Random) -> bytes:
    changes = Changes(random, corpus.fields_of_manifests(), gently=happens(random, 0.7))
    value: Any = random.choice(corpus.saved_objects())
    if happens(random, 0.3):
        value = with_templates(random, value)
    value = changes.of(value, random.choice((0, 1, 1, 2, 3, 6)))
    text = texts.text_of(random, value)
    return texts.encoded(random, texts.changed(random, text, random.randint(0, 2)) if happens(random, 0.1) else text)


def with_templates(random: Random, value: Any) -> Any:
    """Another pod's template in the revisions and the DaemonSet: --revision describes all of it."""
    pod = changed_manifest(random, written=False, most=2)
    if not isinstance(pod, dict) or not isinstance(pod.get("spec"), dict):
        return value
    spec = (
        pod["spec"].get("template", {}).get("spec")
        if pod.get("kind") == "DaemonSet" and isinstance(pod["spec"].get("template"), dict)
        else pod["spec"]
    )
    items = []
    for item in value["items"]:
        holder = "data" if item["kind"] == "ControllerRevision" else None
        if holder and isinstance(spec, dict):
            template = {**item["data"]["spec"]["template"], "spec": spec}
            items.append({**item, "data": {"spec": {"template": template}}})
        else:
            items.append(item)
    return {**value, "items": items}


def case(random: Random) -> Case:
    name = random.choice(("ds/agent", "ds/agent", "daemonset/agent", "ds", f"ds/{odd_text(random)}"))
    command = random.choice(("history", "status", "undo"))
    revision = random.choice(("0", "1", "2", "3", "99", "-1", str(2**70)))
    options = {
        "history": maybe(random, 0.7, f"--revision={revision}"),
        "status": maybe(random, 0.2, "--watch=false"),
        "undo": (*maybe(random, 0.5, f"--to-revision={revision}"), *maybe(random, 0.6, "--dry-run=client")),
    }[command]
    namespace = maybe(random, 0.8, "-n", random.choice(("logging", "default", "kube-system")))
    return Case(("rollout", command, name, "-f", "objects.json", *namespace, *options), {"objects.json": saved(random)})


def undone(random: Random) -> Case:
    """The plan of an undo."""
    nodes = inventories.inventory(random, most=1) if happens(random, 0.3) else inventories.simple()
    form = maybe(random, 0.6, "--format", random.choice(("json", "markdown", "html", "text")))
    back = maybe(random, 0.5, "--to-revision", random.choice(("1", "2", "3")))
    namespace = random.choice(("logging", "default"))
    files = {"objects.json": saved(random), "nodes.yaml": nodes}
    return Case(
        ("rollout", "undo", "ds/agent", "-n", namespace, "-f", "objects.json", "--nodes", "nodes.yaml", *form, *back),
        files,
    )
