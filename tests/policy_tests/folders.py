"""A folder with a test: two policies, a DaemonSet and a Pod."""

from __future__ import annotations

from pathlib import Path

POLICIES = """\
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: no-host-network}
spec:
  matchConstraints:
    resourceRules:
    - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}
  validations:
  - expression: "!object.spec.?hostNetwork.orValue(false)"
    message: no host network
  - expression: object.metadata.namespace != 'forbidden'
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: labelled}
spec:
  matchConstraints:
    resourceRules:
    - {apiGroups: [apps], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [daemonsets]}
  validations:
  - expression: has(object.metadata.labels)
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: labelled}
spec: {policyName: labelled, validationActions: [Warn]}
"""
RESOURCES = """\
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec:
      hostNetwork: true
      containers: [{name: agent, image: registry.example/agent:1}]
---
apiVersion: v1
kind: Pod
metadata: {name: probe}
spec:
  containers: [{name: probe, image: registry.example/probe:1}]
"""
HEAD = """\
apiVersion: dslint.dev/v1
kind: PolicyTest
metadata: {name: t}
policies: [policies.yaml]
resources: [resources.yaml]
"""


def written(folder: Path, cases: str, **files: str) -> Path:
    """The folder of a test with these cases."""
    texts = {"policies": POLICIES, "resources": RESOURCES, "policy-test": f"{HEAD}cases:\n{cases}", **files}
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder
