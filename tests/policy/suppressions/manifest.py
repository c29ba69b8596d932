"""A DaemonSet with one finding, and comments in it."""

from __future__ import annotations

import dslint

DAEMONSET = """\
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
  namespace: logging
  annotations: {}
spec:
  selector:
    matchLabels: {app: agent}
  template:
    metadata:
      labels: {app: agent}
    spec:
      nodeSelector:
        beta.kubernetes.io/os: linux
      containers:
      - name: agent
        image: registry.example/agent:1.0
        resources: {requests: {cpu: 50m, memory: 64Mi}}
        readinessProbe: {tcpSocket: {port: 8080}}
"""
LABEL = "        beta.kubernetes.io/os: linux\n"
FOUND = "DS301"


def with_comment(comment: str, *, above: str = LABEL, indent: int = 8) -> str:
    assert above in DAEMONSET
    return DAEMONSET.replace(above, f"{' ' * indent}{comment}\n{above}")


def codes(text: str) -> list[str]:
    return [finding.code for finding in dslint.lint_text(text).findings]
