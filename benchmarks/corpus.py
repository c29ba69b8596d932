"""Many different DaemonSets: names, labels, images, volumes, tolerations and the order of fields are drawn for each.

Nothing recurs but what recurs in every cluster, so that remembering parts gains little here.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

FAULTY = 0.08
"""The share of manifests with an error that the API server would refuse."""

LABELS = ("app", "team", "tier", "release", "component", "app.kubernetes.io/name", "app.kubernetes.io/part-of")
TAINTS = ("node-role.kubernetes.io/control-plane", "dedicated", "example.com/gpu")
FAULTS = {
    "unknown field": ("terminationGracePeriodSeconds:", "terminationGracePeriodSecond:"),
    "no quantity": ("cpu: ", "cpu: x"),
    "wrong type": ("runAsNonRoot: true", 'runAsNonRoot: "yes"'),
}


def write_corpus(folder: Path, number: int, seed: int = 1) -> Path:
    """A folder with so many manifests, each in a file of about 1.6 KB; the same ones for the same seed."""
    folder.mkdir(parents=True, exist_ok=True)
    draw = random.Random(seed)  # noqa: S311 - the same files each time
    for index in range(number):
        (folder / f"{index:05}.yaml").write_text(_manifest(draw, index), encoding="utf-8")
    return folder


def _manifest(draw: random.Random, index: int) -> str:
    name = f"agent-{_word(draw)}-{index}"
    labels = {label: _word(draw) for label in draw.sample(LABELS, 3)} | {"k8s-app": name}
    template = {"metadata": {"labels": labels}, "spec": _pod(draw)}
    spec = {
        "selector": {"matchLabels": {"k8s-app": name}},
        "updateStrategy": {
            "type": "RollingUpdate",
            "rollingUpdate": {"maxUnavailable": draw.choice(("1", "3", "10%", "25%"))},
        },
        "template": template,
    }
    metadata = {"name": name, "namespace": f"ns-{_word(draw)}", "labels": labels}
    written = {"apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": metadata, "spec": spec}
    text = "\n".join(_lines(written)) + "\n"
    return text.replace(*draw.choice(list(FAULTS.values()))) if draw.random() < FAULTY else text


def _pod(draw: random.Random) -> dict[str, Any]:
    volumes = [_volume(draw, number) for number in range(draw.randint(2, 4))]
    return _shuffled(
        draw,
        {
            "serviceAccountName": f"sa-{_word(draw)}",
            "tolerations": [_toleration(draw) for _ in range(draw.randint(1, 3))],
            "nodeSelector": {"kubernetes.io/os": "linux", "pool": _word(draw)},
            "terminationGracePeriodSeconds": draw.randint(5, 120),
            "priorityClassName": draw.choice(
                ("system-node-critical", "system-cluster-critical", f"high-{_word(draw)}")
            ),
            "securityContext": {
                "runAsNonRoot": True,
                "runAsUser": draw.randint(1_000, 60_000),
                "seccompProfile": {"type": "RuntimeDefault"},
            },
            "containers": [_container(draw, volumes) for _ in range(draw.choice((1, 1, 2)))],
            "volumes": volumes,
        },
    )


def _container(draw: random.Random, volumes: Sequence[dict[str, Any]]) -> dict[str, Any]:
    version = ".".join(str(draw.randint(0, 99)) for _ in range(3))
    mounts = [{"name": volume["name"], "mountPath": f"/mnt/{_word(draw)}"} for volume in volumes]
    return {"name": f"c-{_word(draw)}", "image": f"registry.example.com/{_word(draw)}:v{version}"} | _shuffled(
        draw,
        {
            "resources": {
                "requests": {"cpu": f"{draw.randint(10, 900)}m", "memory": f"{draw.randint(16, 900)}Mi"},
                "limits": {"memory": f"{draw.randint(900, 4_000)}Mi"},
            },
            "env": [{"name": f"E_{_word(draw)}", "value": f"v{_word(draw)}"} for _ in range(draw.randint(1, 3))],
            "args": [f"--{_word(draw)}={_word(draw)}" for _ in range(draw.randint(1, 3))],
            "volumeMounts": mounts,
            "securityContext": {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            },
            "livenessProbe": {
                "httpGet": {"path": f"/{_word(draw)}", "port": draw.randint(1_024, 60_000)},
                "periodSeconds": draw.randint(5, 60),
            },
        },
    )


def _volume(draw: random.Random, number: int) -> dict[str, Any]:
    source: dict[str, Any] = draw.choice(
        (
            {"hostPath": {"path": f"/var/{_word(draw)}"}},
            {"configMap": {"name": f"cm-{_word(draw)}"}},
            {"secret": {"secretName": f"s-{_word(draw)}"}},
            {"emptyDir": {"sizeLimit": f"{draw.randint(1, 900)}Mi"}},
        )
    )
    return {"name": f"vol-{_word(draw)}-{number}", **source}


def _toleration(draw: random.Random) -> dict[str, Any]:
    asked = {"operator": "Exists"} if draw.random() < 0.5 else {"operator": "Equal", "value": f"t{_word(draw)}"}
    return {"key": draw.choice(TAINTS), **asked, "effect": draw.choice(("NoSchedule", "NoExecute"))}


def _word(draw: random.Random) -> str:
    return f"a{draw.randrange(16**6):06x}"


def _shuffled(draw: random.Random, fields: dict[str, Any]) -> dict[str, Any]:
    names = list(fields)
    draw.shuffle(names)
    return {name: fields[name] for name in names}


def _lines(value: dict[str, Any]) -> Iterator[str]:
    """YAML as people write it."""
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield f"{key}:"
            yield from (f"  {line}" for line in _lines(inner))
        elif isinstance(inner, list):
            yield f"{key}:"
            for item in inner:
                first, *others = _lines(item) if isinstance(item, dict) else (_scalar(item),)
                yield f"- {first}"
                yield from (f"  {line}" for line in others)
        else:
            yield f"{key}: {_scalar(inner)}"


def _scalar(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
