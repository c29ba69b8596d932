"""The tag that decides a container's pull policy."""

from __future__ import annotations

import pytest

from dslint.admission.image_tags import pull_policy, tag_of

DIGEST = "sha256:" + "0" * 64


@pytest.mark.parametrize(
    ("image", "tag"),
    [
        ("agent", "latest"),
        ("agent:1.0", "1.0"),
        ("registry.example/team/agent", "latest"),
        ("registry.example:5000/agent", "latest"),
        ("localhost/agent:dev", "dev"),
        (f"agent@{DIGEST}", ""),
        (f"agent:1@{DIGEST}", "1"),
        ("Registry/agent", "latest"),
        ("UPPER", ""),
        ("", ""),
        ("agent:", ""),
        ("a" * 64, ""),
        ("registry.example/" + "a" * 255, "latest"),
        ("registry.example/" + "a" * 256, ""),
    ],
)
def test_the_tag_of_an_image(image, tag):
    assert tag_of(image) == tag


@pytest.mark.parametrize(
    ("image", "policy"),
    [("agent", "Always"), ("agent:latest", "Always"), ("agent:1", "IfNotPresent"), ("", "IfNotPresent")],
)
def test_only_the_latest_tag_is_always_pulled(image, policy):
    assert pull_policy(image) == policy


@pytest.mark.parametrize(
    ("image", "policy"),
    [
        ("agent:1.0", "IfNotPresent"),
        ("agent:latest", "Always"),
        ("agent", "Always"),
        ("registry.example:5000/agent", "Always"),
        ("registry.example:5000/agent:1", "IfNotPresent"),
        (f"agent@{DIGEST}", "IfNotPresent"),
        ("UPPER:1", "IfNotPresent"),
        ("UPPER", "IfNotPresent"),
        ("agent:", "IfNotPresent"),
    ],
)
def test_only_the_latest_image_is_always_pulled(image, policy):
    assert pull_policy(image) == policy
