"""The authorizer: what the user may do besides. Only the cluster knows: there are signatures alone."""

from __future__ import annotations

from dslint.admission.policies.cel.functions.overloads import overload

_PREFIX = "kubernetes.authorization"
AUTHORIZER, PATH, GROUP, RESOURCE, DECISION = (
    f"{_PREFIX}.{name}" for name in ("Authorizer", "PathCheck", "GroupCheck", "ResourceCheck", "Decision")
)

AUTHORIZERS = tuple(
    map(
        overload,
        (
            f"<{AUTHORIZER}>.path(string) -> {PATH}",
            f"<{AUTHORIZER}>.group(string) -> {GROUP}",
            f"<{AUTHORIZER}>.serviceAccount(string, string) -> {AUTHORIZER}",
            f"<{GROUP}>.resource(string) -> {RESOURCE}",
            f"<{RESOURCE}>.subresource(string) -> {RESOURCE}",
            f"<{RESOURCE}>.namespace(string) -> {RESOURCE}",
            f"<{RESOURCE}>.name(string) -> {RESOURCE}",
            f"<{PATH}>.check(string) -> {DECISION}",
            f"<{RESOURCE}>.check(string) -> {DECISION}",
            f"<{DECISION}>.errored() -> bool",
            f"<{DECISION}>.error() -> string",
            f"<{DECISION}>.allowed() -> bool",
            f"<{DECISION}>.reason() -> string",
        ),
    )
)

SELECTORS = (
    overload(f"<{RESOURCE}>.fieldSelector(string) -> {RESOURCE}"),
    overload(f"<{RESOURCE}>.labelSelector(string) -> {RESOURCE}"),
)
