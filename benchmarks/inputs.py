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


def manifest_of_sixty_lines(folder: Path) -> Path:
    """The example log agent, about sixty lines."""
    return Path(shutil.copy(EXAMPLE, folder / "agent.yaml"))


def write_manifests(folder: Path, *, files: int, fixable: int) -> Path:
    """A folder of manifests; in so many of them a field is misspelled, which lint --fix mends."""
    place = folder / f"manifests-{files}-{fixable}"
    place.mkdir()
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
