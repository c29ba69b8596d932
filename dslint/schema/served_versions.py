"""Which Kubernetes version serves a kind under which apiVersion.

The OpenAPI documents also list versions that an API server no longer serves by default, so DaemonSet has a table.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from dslint.kubernetes.release import Version, parse_version, show
from dslint.kubernetes.suggestions import nearest
from dslint.schema.definitions import definitions

CHECKED_KINDS = ("DaemonSet", "Pod")
"""The kinds that dslint checks."""

POLICY_KINDS = ("ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding")
"""What dslint checks beside them: the cluster's own rules for admission."""

_FIRST_LETTERS = frozenset("dp")
"""The first letter is hardly ever mistyped."""
_NEAR = 0.8
"""difflib's ratio: DeamonSet is similar to DaemonSet, StatefulSet is not."""


class Served(NamedTuple):
    """An apiVersion of DaemonSet, served by default from `since` until before `until`.

    `deprecated` is the minor that deprecated it, `gone` the first one that cannot serve it with any flag.
    """

    api_version: str
    since: str
    deprecated: str | None = None
    until: str | None = None
    gone: str | None = None

    def by(self, version: Version) -> bool:
        return version >= parse_version(self.since) and (self.until is None or version < parse_version(self.until))


DAEMONSET_VERSIONS = (
    Served("extensions/v1beta1", "1.5", deprecated="1.8", until="1.16", gone="1.18"),
    Served("apps/v1beta2", "1.8", deprecated="1.9", until="1.16", gone="1.18"),
    Served("apps/v1", "1.9"),
)
FILLS_IN_SELECTOR = "extensions/v1beta1"
"""It takes a missing selector from the template's labels; in all others the selector is required."""
NEVER_DAEMONSET = "apps/v1beta1"
"""Published tables list DaemonSet for it in 1.7, but it never had one."""


@lru_cache(maxsize=256)
def served(api_version: str, kind: str, version: Version) -> bool:
    """Whether an API server of this version serves the kind under that apiVersion by default."""
    if kind == "DaemonSet":
        return any(entry.api_version == api_version and entry.by(version) for entry in DAEMONSET_VERSIONS)
    return definitions(version).of(api_version, kind) is not None


def serving(kind: str, version: Version) -> tuple[str, ...]:
    """The apiVersions under which this version serves the kind, the most stable last."""
    if kind == "DaemonSet":
        return tuple(entry.api_version for entry in DAEMONSET_VERSIONS if entry.by(version))
    names = (name.split(" ") for name in definitions(version).kinds)
    found = (api_version for api_version, known in names if known == kind)
    return tuple(sorted(found, key=_stability))


def right_version(api_version: str, kind: str, version: Version) -> str:
    """The apiVersion itself if this version serves the kind under it, else the most stable one; "" if there is none."""
    return api_version if served(api_version, kind, version) else next(iter(reversed(serving(kind, version))), "")


def _stability(api_version: str) -> tuple[int, str]:
    """v1alpha1 before v1beta1 before v1."""
    return (2 - ("beta" in api_version) - 2 * ("alpha" in api_version), api_version)


@lru_cache(maxsize=256)
def advice(api_version: str, kind: str, version: Version, *, has_selector: bool = True) -> str:
    """Help for an apiVersion that is not served: what to write instead."""
    better = " or ".join(serving(kind, version)) or "no version that dslint knows"
    served_as = f"Kubernetes {show(version)} serves {kind} as {better}"
    if kind != "DaemonSet":
        return served_as
    if api_version == NEVER_DAEMONSET:
        return f"{NEVER_DAEMONSET} never had DaemonSet, although some tables list it; {served_as}"
    if api_version == FILLS_IN_SELECTOR and not has_selector:
        served_as += ", which requires spec.selector"
    return served_as + _history(api_version, version)


def _history(api_version: str, version: Version) -> str:
    for entry in DAEMONSET_VERSIONS:
        if entry.api_version != api_version:
            continue
        if version < parse_version(entry.since):
            return f"; {api_version} was added in {entry.since}"
        return f"; {api_version} was removed in {entry.until}"
    return ""


def similar_kind(kind: str) -> str | None:
    """The checked kind that a misspelt one means: `Daemonset`, `pods`, `DeamonSet`; None for any other kind."""
    if kind in CHECKED_KINDS:
        return None
    letters = re.split(r"[^\w-]", kind, maxsplit=1)[0]  # `Pod#c`, `Pod &a`: no kind has such characters
    plain = letters.replace("-", "").replace("_", "").casefold().removesuffix("s")
    if plain[:1] not in _FIRST_LETTERS:
        return None
    return nearest(plain, CHECKED_KINDS, alike=_NEAR)
