"""Value constraints: what the API server's validation says of one value alone, by the definition that holds it.

Written from Kubernetes' pkg/apis/{core,apps}/validation. The generator puts each into the schemas as plain JSON
Schema with the server's error beside it (`x-kubernetes-error`), so an editor that knows nothing else refuses the
same values. dslint/schema/value_constraints.py turns what the schemas refuse into the server's words.

What is here, and so not in dslint/validation:

- containers.py: name, image, imagePullPolicy and terminationMessagePolicy of containers; ports (number, host port,
  name, protocol); env names, references to keys and envFrom; probes' numbers and httpGet, tcpSocket, grpc and exec;
  volume mounts and devices (name, path, subPath, propagation, recursiveReadOnly)
- volumes.py: names of volumes; required members, paths and modes of every volume source
- scheduling.py: nodeSelector; tolerations' key and effect; weights; spread constraints' skew, key, action, policies
  and minDomains; readiness and scheduling gates
- pods.py and daemonsets.py: names of objects (metadata.name, generateName)
- pods.py: restartPolicy, dnsPolicy, preemptionPolicy, activeDeadlineSeconds; names of the pod's service account,
  priority and runtime class, node, host and subdomain; at
  least one container; that an operating system has a name
- admission.py: names of admission policies and their bindings
- security.py: ids; types of seccomp and AppArmor profiles; policies for fsGroup, supplemental groups and SELinux;
  procMount
- daemonsets.py: minReadySeconds, revisionHistoryLimit, templateGeneration

Those of editors.py, marked `elsewhere`, are in the schemas for editors only: dslint/validation says them, because it
must know more.

`absent` marks constraints that a missing member violates too, because it counts as its type's zero value.
Validation comes after defaulting: where a default is filled in for "", "" is fine.
"""

from __future__ import annotations

from tools.constraints import admission, containers, daemonsets, editors, pods, scheduling, security, volumes
from tools.constraints.words import Constraint

_SUBJECTS = (admission, containers, daemonsets, editors, pods, scheduling, security, volumes)


def all_constraints() -> dict[str, tuple[Constraint, ...]]:
    """Every definition's constraints, from all subjects."""
    found: dict[str, tuple[Constraint, ...]] = {}
    for subject in _SUBJECTS:
        for definition, constraints in subject.CONSTRAINTS.items():
            found[definition] = found.get(definition, ()) + constraints
    return found
