"""The pods of a DaemonSet as its controller creates them, put to the admission policies of the cluster."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from dslint.admission.defaults import defaulted
from dslint.admission.plugin import Lister
from dslint.admission.policies.answers import Answer
from dslint.admission.policies.attributes import CREATE, Attributes, Kind
from dslint.admission.policies.evaluation import AdmissionPolicies, asked
from dslint.admission.policies.policy_objects import Policy
from dslint.admission.policies.request_object import requested
from dslint.api_server.pod_creation import created_pod
from dslint.findings import FieldPath
from dslint.kubernetes.daemon_pod import CONTROLLER, daemon_pod, pinned
from dslint.kubernetes.raw_values import Map, map_of
from dslint.kubernetes.release import Release

TEMPLATE: FieldPath = ("spec", "template")
NEW_POD = (CREATE, Kind("", "v1", "Pod"))
ANY_NODE = "node-1"
"""Stands for the name of a node where nobody says which there are."""

SUFFIX = "xxxxx"
"""Stands for the random end of a generated name."""

_READS_NODE = re.compile(r"affinity|\bobject(?!\w|\s*\.)|\bobject\s*\.\s*\??\s*spec(?!\w|\s*\.)")
"""What an expression has that may see the affinity of a pod: the field, or all of the object or its spec."""


class DaemonPods:
    """The pods of one DaemonSet, after defaulting. They differ only in the node that their affinity names.

    `revision` are the hash and the generation of the template, if known.
    """

    def __init__(
        self,
        policies: AdmissionPolicies,
        daemonset: Map,
        cluster: Lister,
        release: Release,
        revision: Sequence[str] = (),
    ) -> None:
        self._policies = policies.about(*NEW_POD)
        self._cluster = cluster
        self._release = release
        admitted = created_pod(defaulted(daemon_pod(daemonset, ANY_NODE, release, revision), release), cluster, release)
        self._pod: dict[str, Any] | None = admitted if isinstance(admitted, dict) else None
        self._name = f"{map_of(daemonset, 'metadata').get('name') or ''}-{SUFFIX}"
        self._shared: tuple[Answer, ...] | None = None
        self.depend_on_node = any(reads_node(one.compiled.policy) for one in self._policies.bound)

    def answers(self, node: str = ANY_NODE) -> tuple[Answer, ...]:
        """What the policies say of the pod for a node; nothing where another plugin refuses it already."""
        if self._shared is not None and not self.depend_on_node:
            return self._shared
        attributes = self.attributes(node)
        self._shared = () if attributes is None else tuple(asked(self._policies, attributes, self._cluster))
        return self._shared

    def attributes(self, node: str = ANY_NODE) -> Attributes | None:
        """The controller's request; None where another plugin refuses the pod already."""
        if self._pod is None:
            return None
        metadata = {**self._pod["metadata"], "name": self._name}
        named = {**self._pod, "metadata": metadata, "spec": pinned(self._pod["spec"], node)}
        value = requested(named, self._release)
        return Attributes(CREATE, Kind.of(named), value, None, self._name, metadata["namespace"], CONTROLLER)


def reads_node(policy: Policy) -> bool:
    """Whether what a policy says of a pod may depend on the node that the pod is pinned to."""
    return any(_READS_NODE.search(text) for text in _expressions(policy))


def _expressions(policy: Policy) -> Iterator[str]:
    for one in (*policy.conditions, *policy.variables, *policy.annotations):
        yield one.expression
    for validation in policy.validations:
        yield validation.expression
        yield validation.message_expression


def read_path(answer: Answer) -> FieldPath:
    """The deepest field of the object that the expression has read."""
    paths = [reading.path[1:] for reading in answer.readings if reading.path[:1] == ("object",)]
    return max(paths, key=len, default=())


def in_template(path: FieldPath) -> FieldPath:
    """The path in the DaemonSet of a field of its pods."""
    return (*TEMPLATE, *path) if path[:1] in (("spec",), ("metadata",)) else TEMPLATE


def reads_name_of_node(answer: Answer) -> bool:
    """Whether the expression has read which node the pod is pinned to."""
    return any("matchFields" in reading.path for reading in answer.readings)
