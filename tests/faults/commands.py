"""The commands that write files, each with the files that it finds."""

from __future__ import annotations

import json
from typing import NamedTuple

DAEMONSET = """\
apiVersion: extensions/v1beta1
kind: DaemonSet
metadata: {name: agent}
spec:
  template:
    metadata: {labels: {app: agent}}
    spec:
      serviceAccount: agent
      containers: [{name: a, image: "x:1", ports: [{containerPort: 80}, {containerPort: 80}]}]
"""
POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: a
  annotations:
    kube-score/ignore: container-image-tag
spec:
  containers:
  - name: a
    image: x
    imagePullpolicy: always
"""
NODES = {
    "apiVersion": "v1",
    "kind": "List",
    "items": [{"apiVersion": "v1", "kind": "Node", "metadata": {"name": f"w-{number}"}} for number in range(3)],
}
OLD = "what was there before\n"


class Writing(NamedTuple):
    """A command that writes, the files that it finds, and its exit code if nothing disturbs it.

    `failing` is the exit code if a file cannot be written, None if the command does without it. `named` is for file
    systems that know no drafts without a name.
    """

    arguments: tuple[str, ...]
    files: dict[str, str]
    code: int = 0
    failing: int | None = 2
    named: bool = False


MANIFESTS = {"a.yaml": DAEMONSET, "b.yaml": POD}
PLAN = ("plan", "--nodes", "nodes.json", "b.yaml")
INVENTORY = {"nodes.json": json.dumps(NODES), "b.yaml": POD.replace("Pullpolicy: always", "PullPolicy: Always")}

WRITING = {
    "fix": Writing(("lint", "--fix", "--no-cache", "a.yaml", "b.yaml"), MANIFESTS),
    "baseline": Writing(
        ("lint", "--no-cache", "--write-baseline", "base.yaml", "b.yaml"), {**MANIFESTS, "base.yaml": OLD}, code=1
    ),
    "output file": Writing(
        ("lint", "--no-cache", "--output-file", "report.txt", "b.yaml"), {**MANIFESTS, "report.txt": OLD}, code=1
    ),
    "drafts with names": Writing(
        ("lint", "--no-cache", "--output-file", "report.txt", "b.yaml"),
        {**MANIFESTS, "report.txt": OLD},
        code=1,
        named=True,
    ),
    "formats": Writing(
        ("lint", "--no-cache", "--format", "json=report.json", "b.yaml"),
        {**MANIFESTS, "report.json": OLD},
        code=1,
    ),
    "cache": Writing(("lint", "b.yaml"), MANIFESTS, code=1, failing=None),
    "init": Writing(("init", "--github"), {".git/HEAD": "ref: refs/heads/main\n"}),
    "migrate": Writing(("migrate", "--write", "--to", "1.36", "a.yaml"), MANIFESTS, failing=3),
    "migrate-config": Writing(
        ("migrate-config", "--write"),
        {".git/HEAD": "", ".kube-linter.yaml": "checks:\n  exclude: [host-network]\n", "b.yaml": POD},
    ),
    "inventory": Writing(("inventory", "compress", "nodes.json", "-o", "small.yaml"), {**INVENTORY, "small.yaml": OLD}),
    "plan": Writing((*PLAN, "--output-file", "plan.txt"), {**INVENTORY, "plan.txt": OLD}),
}
