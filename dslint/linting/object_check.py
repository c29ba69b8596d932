"""The problems of one object in one Kubernetes version: the API server's, traps, policies and Pod Security.

Where the API server rejects a value, nothing else is reported of it: that comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from dslint.api_server.objects import ManifestObject
from dslint.api_server.stored_object import StoredObject, refused_unread
from dslint.findings import FieldPath, Problem
from dslint.kubernetes.field_path import lies_in, with_ancestors
from dslint.kubernetes.release import Release
from dslint.policy.evaluation import evaluate
from dslint.policy.policies import Policies, built_in
from dslint.policy.profiles import profile_of_static_pod
from dslint.source.recent import Recent

_SIGNS = {
    "$": r"\$[A-Za-z_{(]",
    "{": r"\{[{%]",
    "<": r"<[%A-Za-z]",
    "[": r"\[\[",
    "(": r"\(\(",
    "@": r"@[A-Za-z_][\w.-]*@",
    "%": r"%[A-Za-z(]",
    "_": r"__[A-Z]",
}
"""How placeholders begin, by their first character: most texts have few of these."""
_CAPITALS = re.compile(r"""[A-Z](?=[A-Z0-9]{2}|[A-Z][A-Z]{0,28}[ _])(?<=[\s"'/:{,].)""")
"""What each line with _NAME_IN_CAPITALS has. As it begins with the capital, it is found several times faster."""
_NAME_IN_CAPITALS = re.compile(
    r"""^[ \t]+["']?(?:name|namespace|nodeName|image|\w+Name)["']?:[ \t]+["']?(?:\S*[/:])?[A-Z][A-Z0-9]{2}"""
    r"""|[ {,]["']?[A-Z]{2,30}[ _][A-Z_ ]{1,60}["']?:""",
    re.MULTILINE,
)

if TYPE_CHECKING:
    from dslint.linting.surroundings import Surroundings
    from dslint.policy.pod_security import Labels


KNOWN: Recent[tuple[object, ...], tuple[Policies | None, tuple[Problem, ...]]] = Recent()
"""The problems of the objects that were checked last, with the policies, which the key names by identity.

Their size is that of the objects as text.
"""


def may_hold_placeholders(text: str) -> bool:
    """Whether a text has what each text with a placeholder has, and hardly any other."""
    for first, sign in _SIGNS.items():
        if first in text and re.search(sign, text):
            return True
    found = _CAPITALS.search(text)
    while found is not None:
        start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
        if _NAME_IN_CAPITALS.search(text, start, end if end >= 0 else len(text)) is not None:
            return True
        found = _CAPITALS.search(text, end) if end >= 0 else None
    return False


def object_problems(
    manifest: ManifestObject,
    release: Release,
    current: StoredObject | None = None,
    policies: Policies | None = None,
    namespaces: Labels | None = None,
    around: Surroundings | None = None,
) -> tuple[Problem, ...]:
    """All problems of an object without the errors of its text; `current` is the object that it updates.

    `policies` default to dslint's own, `namespaces` are the labels of those that are linted with it; `around` is what
    else is there.
    """
    if not KNOWN.limit or current is not None or around is not None:
        return _in_release(manifest, release, current, policies, namespaces, around)
    try:
        value = repr(manifest.value)
    except RecursionError:
        return _in_release(manifest, release, current, policies, namespaces, around)
    asked = str(release), repr(sorted(release.gates.items())), repr(namespaces), repr(manifest.placeholders)
    key = (value, id(policies), *asked)
    known = KNOWN.get(key)
    if known is None:
        known = policies, _in_release(manifest, release, None, policies, namespaces, None)
        KNOWN.put(key, known, len(value))
    return known[1]


def _in_release(
    manifest: ManifestObject,
    release: Release,
    current: StoredObject | None,
    policies: Policies | None,
    namespaces: Labels | None,
    around: Surroundings | None,
) -> tuple[Problem, ...]:
    """The problems are shared by all releases for which each of the steps is."""
    return release.once(_object_problems, manifest, current, policies or built_in(), namespaces, around)


def _object_problems(
    manifest: ManifestObject,
    current: StoredObject | None,
    policies: Policies,
    namespaces: Labels | None,
    around: Surroundings | None,
    release: Release,
) -> tuple[Problem, ...]:
    unread = refused_unread(manifest, release)
    if unread is not None:
        return (unread,)
    stored = StoredObject.of(manifest.value, release)
    refused = stored.problems(current)
    rejected, found = release.once(_paths, refused), [*refused]
    value = stored.judged(current)
    warned = release.once(_warnings, value, current.value if current else None)
    found += [problem for problem in warned if not lies_in(problem.path, rejected)]
    found += [problem for problem in stored.dropped_fields(current) if not lies_in(problem.path, rejected)]
    trapped = release.once(_traps, release.first_like(stored.read, _as_traps_read), value)
    if rejected:
        trapped = release.once(_untouched, trapped, rejected)
    # A user's rule may look at any field.
    evaluated = release.once(_evaluated, stored.value if policies.own else value, policies, trapped)
    found += [problem for problem in evaluated if not lies_in(problem.path, rejected)]
    if stored.kind == "ValidatingAdmissionPolicy" and stored.value.get("apiVersion"):
        from dslint.linting.policy_expressions import policy_expression_problems

        named = around is not None and around.given
        problems = policy_expression_problems(stored.value, release, needed=named)
        found += [problem for problem in problems if not lies_in(problem.path, rejected)]
    if not rejected and _on_the_nodes_network(value):
        found += release.once(_invalid_pods, stored.value)
    if around is not None:
        from dslint.linting.cluster_admission import namespace_labels

        namespaces = {**namespace_labels(around.cluster(release)), **(namespaces or {})}
        if not rejected:
            told = {problem.message for problem in found}
            found += [problem for problem in around.problems(stored, current) if problem.message not in told]
    if namespaces:
        found += release.once(_pod_security, stored.value, namespaces)
    found = list(stored.primary(found))
    if manifest.placeholders:
        from dslint.linting.placeholders import judgeable

        found = list(judgeable(manifest, found))
    return tuple(found)


def _warnings(value: dict[str, Any], old: dict[str, Any] | None, release: Release) -> tuple[Problem, ...]:
    from dslint.validation.objects import object_warnings

    return tuple(object_warnings(value, release, baseline=old))


def _as_traps_read(read: dict[str, Any]) -> object:
    from dslint.traps.api_version import without_idle_api_version

    return without_idle_api_version(read)


def _traps(read: dict[str, Any], value: dict[str, Any], release: Release) -> tuple[Problem, ...]:
    from dslint.traps.registry import traps

    return tuple(traps(read, value, release))


def _invalid_pods(value: dict[str, Any], release: Release) -> tuple[Problem, ...]:
    from dslint.linting.cluster_admission import invalid_pods

    return tuple(invalid_pods(value, release))


def _evaluated(
    value: dict[str, Any], policies: Policies, trapped: tuple[Problem, ...], release: Release
) -> tuple[Problem, ...]:
    return tuple(evaluate(value, release, policies, trapped))


def _pod_security(value: dict[str, Any], namespaces: Labels, release: Release) -> tuple[Problem, ...]:
    from dslint.policy.pod_security import pod_security

    return tuple(pod_security(value, namespaces, release))


def _on_the_nodes_network(value: Mapping[str, Any]) -> bool:
    """Whether it is a DaemonSet whose pods get host ports when they are created."""
    return value.get("kind") == "DaemonSet" and bool(value["spec"]["template"]["spec"].get("hostNetwork"))


def static_pod_problems(stored: StoredObject, policies: Policies) -> Iterator[Problem]:
    """What the policies report of a static pod; the kubelet's own errors are kubelet.static_pod_check's."""
    if stored.written.get("kind") == "Pod":
        from dslint.kubelet.static_pod_check import NOT_OF_STATIC_PODS

        assumed = profile_of_static_pod(stored.value)
        found = evaluate(stored.value, stored.release, policies, assumed=assumed)
        yield from (problem for problem in found if problem.code not in NOT_OF_STATIC_PODS)


def _paths(found: tuple[Problem, ...], _: Release) -> frozenset[FieldPath]:
    return frozenset(problem.path for problem in found)


def _untouched(trapped: Iterable[Problem], rejected: frozenset[FieldPath], _: Release) -> tuple[Problem, ...]:
    """The traps of which no rejected value is part: at, above or below one of their places."""
    above = with_ancestors(rejected)

    def is_touched(path: FieldPath) -> bool:
        return path in above or lies_in(path, rejected)

    return tuple(
        one for one in trapped if not (is_touched(one.path) or any(is_touched(other.path) for other in one.related))
    )
