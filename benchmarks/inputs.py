"""Inputs of the benchmarks, written on demand."""

from __future__ import annotations

import shutil
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "examples" / "fluentd.yaml"

FLEET = """\
apiVersion: dslint.dev/v1
kind: Inventory
metadata: {{name: fleet}}
spec:
  kubernetesVersion: "1.36"
  zones: [a, b, c, d]
  defaults:
    labels: {{kubernetes.io/os: linux, kubernetes.io/arch: amd64}}
    allocatable: {{cpu: "94", memory: 740Gi, pods: "250"}}
  nodeGroups:
  - {{name: general, count: {general}, namePattern: "g-{{zone}}-{{i:06}}", labels: {{pool: general}}}}
  - name: accelerated
    count: {accelerated}
    namePattern: "x-{{i:06}}"
    labels: {{pool: accelerated}}
    taints: ["accelerator=present:NoSchedule"]
    notReady: 2.5%
  - {{name: cold, count: {cold}, namePattern: "cold-{{i:06}}", labels: {{pool: cold}}, unschedulable: true}}
"""

POLICY = """\
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {{name: policy-{number}}}
spec:
  matchConstraints:
    resourceRules:
    - {{apiGroups: [apps], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [daemonsets]}}
  variables:
  - {{name: pod, expression: object.spec.template.spec}}
  validations:
  - expression: {expression}
    message: policy {number} is not met
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {{name: policy-{number}}}
spec: {{policyName: policy-{number}, validationActions: [Deny]}}
---
"""

EXPRESSIONS = (
    '"!variables.pod.?hostNetwork.orValue(false) || variables.pod.containers.size() < {number} + 10"',
    "\"variables.pod.containers.all(c, c.image.contains('/') || c.name != 'c{number}')\"",
    "\"variables.pod.containers.all(c, !c.?securityContext.?privileged.orValue(false) || c.name != 'c{number}')\"",
    "\"!has(variables.pod.volumes) || variables.pod.volumes.all(v, v.?hostPath.?path.orValue('') != '/{number}')\"",
    '"object.metadata.name.size() < 64 + {number} && has(object.spec.selector)"',
)
"""What the policies of clusters mostly ask, and what every manifest satisfies."""


def manifest_of_sixty_lines(folder: Path) -> Path:
    """The example log agent, about sixty lines."""
    return Path(shutil.copy(EXAMPLE, folder / "agent.yaml"))


def write_manifests(folder: Path, *, files: int, fixable: int) -> Path:
    """A folder of manifests; in so many of them a field is misspelled, which lint --fix mends."""
    place = folder / f"manifests-{files}-{fixable}"
    place.mkdir(exist_ok=True)
    text = EXAMPLE.read_text(encoding="utf-8")
    for number in range(files):
        named = text.replace("name: fluentd", f"name: fluentd-{number:04}", 1)
        written = named.replace("terminationGracePeriodSeconds:", "terminationGracePeriodSecond:")
        (place / f"{number:04}.yaml").write_text(written if number < fixable else named, encoding="utf-8")
    return place


def write_fleet(folder: Path, *, nodes: int) -> Path:
    """A compact inventory of that many nodes in three groups."""
    accelerated, cold = nodes * 3 // 10, nodes // 30
    place = folder / f"fleet-{nodes}.yaml"
    text = FLEET.format(general=nodes - accelerated - cold, accelerated=accelerated, cold=cold)
    place.write_text(text, encoding="utf-8")
    return place


def write_policies(folder: Path, *, number: int) -> Path:
    """That many admission policies, which all differ, with their bindings."""
    place = folder / f"policies-{number}.yaml"
    expressions = (EXPRESSIONS[index % len(EXPRESSIONS)].format(number=index) for index in range(number))
    texts = [POLICY.format(number=index, expression=text) for index, text in enumerate(expressions)]
    place.write_text("".join(texts), encoding="utf-8")
    return place
