"""What the API server rejects of a namespace among the manifests: labels of Pod Security that it does not know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dslint.admission.pod_security.admission import SERVED
from dslint.admission.pod_security.namespace_policy import invalid_labels
from dslint.api_server.objects import ManifestObject
from dslint.findings import Fix, Problem
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
        path, meant = ("metadata", "labels", label), _meant(texts[label])
        help_ = f"write {meant}" if meant else None
        fix = Fix.setting(f"write {meant}", path, meant) if meant else None
        yield Problem(UNKNOWN_LEVEL, message, path, f"metadata.labels[{label}]", help=help_, fix=fix)


def _meant(text: str) -> str | None:
    plain = text.strip().lower()
    if plain in ("privileged", "baseline", "restricted", "latest"):
        return plain
    number = plain.removeprefix("v")
    major, _, minor = number.partition(".")
    return f"v1.{minor}" if major == "1" and minor.isdigit() else None
