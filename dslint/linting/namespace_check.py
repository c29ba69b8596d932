"""What the API server rejects of a namespace among the manifests: labels of Pod Security that it does not know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dslint.admission.pod_security.admission import SERVED
from dslint.admission.pod_security.namespace_policy import invalid_labels
from dslint.api_server.objects import ManifestObject
from dslint.findings import Problem
from dslint.kubernetes.go_quoting import quoted
from dslint.kubernetes.release import Release
from dslint.linting.findings import Findings

UNKNOWN_LEVEL = "DS575"


def report_namespaces(namespaces: Iterable[ManifestObject], releases: Sequence[Release], findings: Findings) -> None:
    for release in releases:
        if not release.has(SERVED):
            continue
        for namespace in namespaces:
            for problem in _problems(namespace):
                findings.add_problem(namespace, problem, str(release))


def _problems(namespace: ManifestObject) -> Iterable[Problem]:
    metadata = namespace.value.get("metadata")
    labels = metadata.get("labels") if isinstance(metadata, dict) else None
    texts = {key: text for key, text in labels.items() if isinstance(text, str)} if isinstance(labels, dict) else {}
    for label, wording in invalid_labels(texts):
        message = f"Invalid value: {quoted(texts[label])}: {wording}"
        yield Problem(
            UNKNOWN_LEVEL, message, ("metadata", "labels", label), f"metadata.labels[{label}]", help=_help(texts[label])
        )


def _help(text: str) -> str | None:
    plain = text.strip().lower()
    if plain in ("privileged", "baseline", "restricted", "latest"):
        return f"write {plain}"
    number = plain.removeprefix("v")
    major, _, minor = number.partition(".")
    return f"write v1.{minor}" if major == "1" and minor.isdigit() else None
