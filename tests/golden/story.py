"""One list of findings that every format of lint's report is shown with: the awkward things in one place."""

from __future__ import annotations

from dslint.findings import (
    Finding,
    LintReport,
    Note,
    ObjectRef,
    Origin,
    RelatedPlace,
    Severity,
    Silenced,
    Silencer,
    Span,
)
from tests.golden.families import FAMILIES, SOURCES, STATIC_PODS

AGENT = ObjectRef("apps/v1", "DaemonSet", "kube-system", "agent")

AGENT_TEXT = """\
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
  namespace: kube-system
spec:
  selector:
    matchLabels:
      app: agent
  template:
    metadata:
      labels:
        app: agnet
        team: "プラットフォーム"
    spec:
      nodeSelector: {"role": "エージェント", beta.kubernetes.io/os: linux}
      containers:
      - name: agent
        image: registry.example.org/agent:1.2.3
        args: ["--configuration", "/etc/agent/configuration.yaml", "--output", "tcp://collector.logging.svc:5170"]
"""

CRLF_TEXT = "kind: Pod\r\nmetadata:\r\n  name: one\t# a tab\r\n  name:\ttwo\r\n"

MISMATCH = Finding(
    code="DS231",
    name="selector-mismatch",
    severity=Severity.ERROR,
    origin=Origin.API_SERVER,
    message='Invalid value: {"app":"agnet"}: `selector` does not match template `labels`',
    object=AGENT,
    field="spec.template.metadata.labels",
    path=("spec", "template", "metadata", "labels"),
    file="deploy/agent.yaml",
    span=Span(13, 9, 14, 26),
    related=(RelatedPlace("the selector asks for app=agent", Span(9, 7, 9, 17)),),
    kubernetes_versions=("1.27", "1.30", "1.33", "1.36"),
    help="give the template the labels that the selector asks for",
    label="not selected",
)

OLD_LABEL = Finding(
    code="DS301",
    name="deprecated-node-label",
    severity=Severity.WARNING,
    origin=Origin.API_WARNING,
    message='deprecated since v1.14; use "kubernetes.io/os" instead',
    object=AGENT,
    field="spec.template.spec.nodeSelector[beta.kubernetes.io/os]",
    path=("spec", "template", "spec", "nodeSelector", "beta.kubernetes.io/os"),
    file="deploy/agent.yaml",
    span=Span(16, 46, 16, 67),
    kubernetes_versions=("1.27", "1.33", "1.36"),
    help="use the new label",
)

BLIND = Finding(
    code="DS590",
    name="blind-rollout",
    severity=Severity.INFO,
    origin=Origin.TRAP,
    message="container agent has no readinessProbe: the update goes on over broken pods",
    object=AGENT,
    field="",
    path=("spec", "template", "spec", "containers", 0, "args", 3),
    file="deploy/agent.yaml",
    span=Span(20, 79, 20, 113),
    kubernetes_versions=("1.27", "1.30", "1.33", "1.36"),
    help="add a readinessProbe that fails while the agent cannot do its work, so that a rolling update stops at the"
    " first node where the new version does not come up",
)

TWICE = Finding(
    code="DS002",
    name="duplicate-key",
    severity=Severity.ERROR,
    origin=Origin.READER,
    message='key "name" stands twice; Kubernetes takes the last',
    object=ObjectRef("", "Pod", "", "two"),
    field="",
    path=("metadata", "name"),
    file="odd, 100%: päth\x1b[31m.yaml",
    span=Span(4, 3, 4, 7),
    related=(RelatedPlace("first here", Span(3, 3, 3, 7)), RelatedPlace("said without a place", None)),
    kubernetes_versions=("1.27", "1.30", "1.33", "1.36"),
)

WITHOUT_TEXT = Finding(
    code="DS231",
    name="selector-mismatch",
    severity=Severity.ERROR,
    origin=Origin.API_SERVER,
    message="Required value",
    object=ObjectRef("apps/v1", "DaemonSet", "", "bare"),
    field="spec.selector",
    path=("spec", "selector"),
    file=None,
    span=None,
    kubernetes_versions=("1.27", "1.30", "1.33", "1.36"),
)

REPORT = LintReport(
    kubernetes_versions=("1.27", "1.30", "1.33", "1.36"),
    files=4,
    documents=5,
    findings=(MISMATCH, OLD_LABEL, BLIND, TWICE, WITHOUT_TEXT, *FAMILIES),
    suppressed=15,
    skipped=(
        Note("chart/templates/agent.yaml", 3, "is a template; lint the rendered output"),
        Note("chart/templates/other.yaml", 1, "is a template; lint the rendered output"),
        Note("service.yaml", 1, "is a Service, which dslint does not check", "Service"),
        Note("service.yaml", 9, "is a Role, which dslint does not check", "Role"),
        Note("service.yaml", 17, "is a Service, which dslint does not check", "Service"),
    ),
    remarks=("some Kubernetes is younger than all that was watched",),
    unreadable=(Note("locked.yaml", None, "permission denied"),),
    silenced=(
        Silenced(Silencer.CONFIGURATION, ".dslint.yaml", 3),
        Silenced(Silencer.COMMENT, "deploy/agent.yaml", 1),
        Silenced(Silencer.COMMENT, "odd, 100%: päth\x1b[31m.yaml", 1),
        Silenced(Silencer.ANNOTATION, "deploy/agent.yaml", 1),
        Silenced(Silencer.BASELINE, "baseline.json", 12),
        Silenced(Silencer.SEVERITY, ".dslint.yaml", 2),
        Silenced(Silencer.FAIL_ON, ".dslint.yaml:3", 3),
        Silenced(Silencer.EXCLUDE, ".dslint.yaml", 4),
    ),
    static_pods=STATIC_PODS,
    sources={"deploy/agent.yaml": AGENT_TEXT, TWICE.file or "": CRLF_TEXT, "clean.yaml": "kind: Pod\n", **SOURCES},
)

CLEAN = LintReport(kubernetes_versions=("1.36",), files=1, documents=2, findings=(), sources={"a.yaml": ""})
