"""Manifests as an editor has them open."""

from __future__ import annotations

import dslint
from dslint.server.analyses import Analysis
from dslint.server.open_text import OpenText
from dslint.server.positions import UTF16

DAEMONSET = """\
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
  namespace: monitoring
spec:
  selector:
    matchLabels: {app: agent}
  template:
    metadata:
      labels: {app: agent}
    spec:
      containers:
      - name: agent
        image: registry.example/agent:1.4.2
        resources: {requests: {cpu: 10m, memory: 10Mi}}
        readinessProbe: {httpGet: {path: /, port: 80}}
"""
"""Selects no operating system, which one finding says: DS530."""

MISSPELLED = DAEMONSET + "      hostnetwork: true\n"
"""The API server rejects it, and one fix can be meant."""

PROFILED = DAEMONSET + "      hostPID: true\n      hostIPC: true\n"

NODES = """\
apiVersion: dslint.dev/v1
kind: Inventory
metadata: {name: test}
spec:
  defaults: {labels: {kubernetes.io/os: linux}, capacity: {cpu: "4", memory: 8Gi, pods: "110"}}
  nodeGroups:
  - {name: general, count: 3, labels: {pool: general}}
  - {name: fast, count: 2, labels: {pool: fast, disk: ssd}, taints: ["dedicated=true:NoSchedule"]}
"""


def opened(text: str, name: str = "/project/ds.yaml", encoding: str = UTF16, version: int = 1) -> OpenText:
    return OpenText(f"file://{name}", "yaml", version, text, encoding)


def analysed(text: str) -> Analysis:
    one = opened(text)
    return Analysis(one, dslint.lint_text(text, one.name))
