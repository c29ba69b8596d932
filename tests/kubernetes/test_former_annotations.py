"""Annotations that were fields in the making."""

from __future__ import annotations

import pytest

from dslint.kubernetes.former_annotations import former_annotation


@pytest.mark.parametrize(
    ("key", "read_until"),
    [
        ("scheduler.alpha.kubernetes.io/tolerations", "1.6"),
        ("pod.beta.kubernetes.io/init-containers", "1.8"),
        ("scheduler.alpha.kubernetes.io/critical-pod", "1.16"),
        ("container.seccomp.security.alpha.kubernetes.io/agent", "1.27"),
        ("seccomp.security.alpha.kubernetes.io/pod", "1.27"),
        ("seccomp.security.alpha.kubernetes.io/pods", None),
        ("example.com/other", None),
    ],
)
def test_each_was_read_until_a_version(key: str, read_until: str | None) -> None:
    found = former_annotation(key)
    assert (found.read.until if found else None) == read_until
