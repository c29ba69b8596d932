"""What a kubelet makes of one manifest: the pod that it runs, or its error.

Kubernetes: pkg/kubelet/config/common.go (tryDecodeSinglePod). It calls ValidatePodCreate without dropping the fields
whose feature is off: it validates them. Until 1.34 its PodValidationOptions are empty; since then they are those that
the feature gates give the pod, as in the API server.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dslint.api_server.stored_object import StoredObjects
from dslint.findings import FieldPath, Problem
from dslint.kubelet.behaviours import NAME_ASKED_FOR_FIRST, OPTIONS_OF_OBJECT
from dslint.kubelet.error_order import in_order
from dslint.kubelet.manifest_decoder import DecodingError, decode_manifest
from dslint.kubelet.references import rejections
from dslint.kubelet.static_pod_defaults import as_static_pod
from dslint.kubernetes.feature_gates import GATES
from dslint.kubernetes.field_path import lies_in
from dslint.kubernetes.release import Release
from dslint.schema.value_constraints import value_errors
from dslint.validation.objects import object_errors
from dslint.validation.unvalidated_fields import unvalidated_paths

# The Go syntax of a quantity has its text once something has printed the quantity; here nothing has.
_CACHED_TEXT = re.compile(r's:"[^"]*"(?=, Format:)')
NAME_NEEDED = "invalid pod: name is needed for the pod"

VALIDATION_OPTIONS = frozenset(
    {
        "MatchLabelKeysInPodTopologySpreadSelectorMerge",
        "PodLifecycleSleepActionAllowZero",
        "RelaxedDNSSearchValidation",
        "RelaxedEnvironmentVariableValidation",
        "RestartAllContainersOnContainerExits",
        "SELinuxMount",
        "StrictIPCIDRValidation",
        "TaintTolerationComparisonOperators",
        "UserNamespacesHostNetworkSupport",
    }
)
"""Feature gates that reach validation as options, which old kubelets leave unset."""

UNSET_PERMITS = frozenset({"SELinuxMount"})
"""Those of them whose option forbids something while the gate is off."""

GATES_READ_BY_VALIDATION = frozenset({"PodLevelResources"})
"""Feature gates that validation reads itself, wherever it runs."""


@dataclass(frozen=True, slots=True)
class StaticPodOutcome:
    """`pod` is the pod as the kubelet runs it, None if there is an `error`. `problems` are its parts.

    `path` leads to the value that causes the error; `ignored` are unknown fields that the decoder ignores.
    """

    pod: Mapping[str, Any] | None
    error: str | None = None
    path: FieldPath = ()
    problems: tuple[Problem, ...] = ()
    ignored: tuple[Problem, ...] = ()


def outcome(
    value: Any, file_name: str, node: str, release: Release, objects: StoredObjects | None = None
) -> StaticPodOutcome:
    """What becomes of the value of a file's first document on a node. `objects` are those of the run."""
    try:
        manifest = decode_manifest(value, release, objects or StoredObjects())
    except DecodingError as error:
        return StaticPodOutcome(None, unparsable(file_name, str(error)), error.path)
    metadata = manifest.stored.decoded.value.get("metadata") or {}
    if not metadata.get("name") and release.has(NAME_ASKED_FOR_FIRST):
        return StaticPodOutcome(None, NAME_NEEDED, ("metadata",), ignored=manifest.ignored)
    pod = as_static_pod(manifest.stored.value, node, release)
    found = in_order(_errors(pod, release))
    if found:
        listed = " ".join(f"{problem.field}: {problem.message}" for problem in found)
        message = _CACHED_TEXT.sub('s:""', listed)
        return StaticPodOutcome(None, f"invalid pod: [{message}]", found[0].path, tuple(found), manifest.ignored)
    rejected = tuple(rejections(pod["spec"], release))
    if rejected:
        return StaticPodOutcome(None, rejected[0].message, rejected[0].path, rejected, manifest.ignored)
    return StaticPodOutcome(pod, ignored=manifest.ignored)


def _errors(pod: dict[str, Any], release: Release) -> list[Problem]:
    """The problems that validation finds, each once."""
    validating = _release_of_validation(release)
    ignored = unvalidated_paths(pod, validating)
    of_values = [problem for problem in value_errors(pod, validating) if not lies_in(problem.path, ignored)]
    found = [*of_values, *object_errors(pod, validating, found=of_values, by_kubelet=True)]
    return list({(problem.field, problem.message): problem for problem in reversed(found)}.values())[::-1]


def _release_of_validation(release: Release) -> Release:
    """The release with the feature gates that the kubelet's call of validation sees."""
    gates = {name: True for name, gate in GATES.items() if gate.known(release.rules)}
    if release.has(OPTIONS_OF_OBJECT):
        options = {name: release.enabled(name) for name in VALIDATION_OPTIONS}
    else:
        options = {name: name in UNSET_PERMITS for name in VALIDATION_OPTIONS}
    read = {name: release.enabled(name) for name in GATES_READ_BY_VALIDATION}
    return Release(release.version, {**gates, **options, **read})


def unparsable(file_name: str, message: str) -> str:
    """The kubelet's error for a file without a pod."""
    return f"{file_name}: couldn't parse as pod({message}), please check config file"
