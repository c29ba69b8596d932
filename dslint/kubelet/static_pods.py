"""What a kubelet makes of one manifest: the pod it runs, or its error.

Kubernetes: pkg/kubelet/config/common.go (tryDecodeSinglePod).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dslint.admission.defaults import defaulted
from dslint.findings import FieldPath, Problem
from dslint.kubelet.behaviours import NAME_ASKED_FOR_FIRST
from dslint.kubelet.error_order import in_order
from dslint.kubelet.manifest_decoder import DecodingError, decode_manifest
from dslint.kubelet.references import refusal
from dslint.kubelet.static_pod_defaults import as_static_pod
from dslint.kubelet.validation_options import as_the_kubelet_validates
from dslint.kubernetes.release import Release
from dslint.schema.value_constraints import value_errors
from dslint.validation import errors, unvalidated

# Older Go syntax of a quantity shows its text once something has printed it; here nothing has.
_CACHED_TEXT = re.compile(r's:"[^"]*"(?=, Format:)')
NAME_NEEDED = "invalid pod: name is needed for the pod"


@dataclass(frozen=True, slots=True)
class StaticPodOutcome:
    """`pod` is the pod as the kubelet runs it, None with an `error`. `problems` are what validation finds.

    `path` leads to what the error is about; `ignored` are fields that the decoder passes over.
    """

    pod: Mapping[str, Any] | None
    error: str | None = None
    path: FieldPath = ()
    problems: tuple[Problem, ...] = ()
    ignored: tuple[Problem, ...] = ()


def outcome(value: Any, file_name: str, node: str, release: Release) -> StaticPodOutcome:
    """Of the value that stands in a file (its first document)."""
    try:
        manifest = decode_manifest(value, release)
    except DecodingError as error:
        return StaticPodOutcome(None, unparsable(file_name, str(error)), error.path)
    metadata = manifest.pod.get("metadata") or {}
    if not metadata.get("name") and release.has(NAME_ASKED_FOR_FIRST):
        return StaticPodOutcome(None, NAME_NEEDED, ("metadata",), ignored=manifest.ignored)
    pod = as_static_pod(defaulted(manifest.pod, release), node, release)
    found = in_order(_errors(pod, release))
    if found:
        listed = " ".join(f"{problem.field}: {problem.message}" for problem in found)
        said = _CACHED_TEXT.sub('s:""', listed)
        return StaticPodOutcome(None, f"invalid pod: [{said}]", found[0].path, tuple(found), manifest.ignored)
    refused = refusal(pod["spec"], release)
    if refused is not None:
        said, reference = refused
        return StaticPodOutcome(None, said, reference.path, ignored=manifest.ignored)
    return StaticPodOutcome(pod, ignored=manifest.ignored)


def _errors(pod: dict[str, Any], release: Release) -> list[Problem]:
    """What validation finds, each sentence once."""
    validating = as_the_kubelet_validates(release)
    unseen = unvalidated(pod, validating)
    of_values = [problem for problem in value_errors(pod, validating) if not _lies_in(problem.path, unseen)]
    found = [*of_values, *errors(pod, validating, faults=of_values)]
    return list({(problem.field, problem.message): problem for problem in reversed(found)}.values())[::-1]


def _lies_in(path: FieldPath, places: frozenset[FieldPath]) -> bool:
    return any(path[:length] in places for length in range(len(path) + 1))


def unparsable(file_name: str, said: str) -> str:
    """The kubelet's line for a file that holds no pod."""
    return f"{file_name}: couldn't parse as pod({said}), please check config file"
