"""The tag of an image name, by which the API server chooses the default pull policy.

Kubernetes: pkg/util/parsers, which reads names with the reference grammar of container registries.
"""

from __future__ import annotations

import re
from functools import lru_cache

LATEST = "latest"

_LABEL = r"(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])"
_DOMAIN = rf"(?:{_LABEL}(?:\.{_LABEL})*|\[(?:[a-fA-F0-9:]+)\])(?::[0-9]+)?"
_COMPONENT = r"[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*"
_LONGEST_PATH = 255


@lru_cache(maxsize=1)
def _grammar() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<domain>{_DOMAIN})/)?(?P<path>{_COMPONENT}(?:/{_COMPONENT})*)"
        r"(?::(?P<tag>\w[\w.-]{0,127}))?"
        r"(?:@(?P<digest>[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?",
        re.ASCII,
    )


def tag_of(image: str) -> str:
    """The tag; `latest` without tag and digest; "" with a digest only, or for a name that cannot be parsed."""
    if re.fullmatch(r"[0-9a-f]{64}", image):
        return ""
    match = _grammar().fullmatch(_with_domain(image))
    if match is None or len(match["path"]) > _LONGEST_PATH:
        return ""
    return match["tag"] or ("" if match["digest"] else LATEST)


def _with_domain(image: str) -> str:
    # A first part without dot, colon or capital letter is a path of the default registry, not a domain.
    head, slash, _ = image.partition("/")
    if not slash:
        return f"docker.io/library/{image}"
    if "." in head or ":" in head or head == "localhost" or head != head.lower():
        return image
    return f"docker.io/{image}"


def pull_policy(image: str) -> str:
    """The default imagePullPolicy of an image."""
    if "@" not in image:
        # With a tag that is another one, it makes no difference whether the whole name can be parsed.
        _, colon, tag = image.rpartition("/")[2].rpartition(":")
        if colon and tag != LATEST:
            return "IfNotPresent"
    return "Always" if tag_of(image) == LATEST else "IfNotPresent"
