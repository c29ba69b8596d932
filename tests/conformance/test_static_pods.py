"""Folders of static pods, as the kubelet's own code reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

import dslint
from tests.conformance.agreement import Agreement
from tests.conformance.recordings import by_name, lines

KUBELETS = [("", version) for version in ("1.36", "1.33", "1.30", "1.27")] + [("fresh", "1.36")]


@pytest.mark.parametrize(("within", "version"), KUBELETS)
def test_what_the_kubelet_makes_of_a_folder(within: str, version: str, agreement: Agreement, tmp_path: Path) -> None:
    agreement.within = within
    agreement.open(*(f"static {part} {version}" for part in ("read", "pod", "words")))
    seen = by_name(f"static-seen-{version}", within)
    for number, case in enumerate(lines("static-cases", within)):
        folder = tmp_path / str(number)
        folder.mkdir()
        for file, text in case["files"].items():
            (folder / file).write_bytes(text.encode())
        report = dslint.lint_static_pods(folder, node=case["node"], kubernetes_versions=[version])
        pods = {Path(pod.file).name: pod for pod in report.static_pods or ()}
        for file, want in seen[case["name"]]["files"].items():
            hold_file(agreement, version, f"{case['name']} {file}", want, pods.get(file))


def hold_file(agreement: Agreement, version: str, name: str, want: dict, pod: object) -> None:
    group = f"static read {version}"
    if "skipped" in want:
        agreement.hold(group, name, None, pod)
        return
    accepted = "error" not in want
    agreement.hold(group, name, accepted, getattr(pod, "accepted", None))
    if pod is None:
        return
    if accepted:
        wanted = (want["name"], want["namespace"], tuple(want["tolerations"]))
        agreement.hold(f"static pod {version}", name, wanted, (pod.name, pod.namespace, tuple(pod.tolerations)))
    elif "&core." not in want["error"]:  # the recorder printed a Go pointer there
        agreement.hold(f"static words {version}", name, want["error"], pod.error)
