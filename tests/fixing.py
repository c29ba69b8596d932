"""What the fixes of one rule make of a text."""

from __future__ import annotations

from collections.abc import Callable

import dslint
from dslint.edit.fixed_text import fixed
from dslint.findings import LintReport
from dslint.source.inputs import Text

POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  containers:
  - name: agent
    image: registry.example/agent:1.0
"""
DAEMONSET = """\
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels: {app: agent}
  template:
    metadata:
      labels: {app: agent}
    spec:
      containers:
      - name: agent
        image: registry.example/agent:1.0
"""


def only(code: str, version: str = "1.36") -> Callable[[Text], LintReport]:
    """Lint that finds what one rule finds."""

    def find(text: Text) -> LintReport:
        report = dslint.lint(text, kubernetes_versions=[version], fold=False)
        return report._replace(findings=tuple(one for one in report.findings if one.code == code))

    return find


def mended(code: str, text: str, *, unsafe: bool = True, version: str = "1.36") -> str:
    """The text with all fixes of the findings of a rule, without those that are not safe if asked so."""
    return fixed(Text("agent.yaml", text), only(code, version), unsafe=unsafe).text


def added(code: str, more: str, *, to: str = POD, unsafe: bool = True, version: str = "1.36") -> str:
    """What these lines at the end of a manifest become."""
    found = mended(code, to + more, unsafe=unsafe, version=version)
    assert found.startswith(to)
    return found.removeprefix(to)
