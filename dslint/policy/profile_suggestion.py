"""Which profile would fit an object that asks for its node and declares none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dslint.findings import Problem
from dslint.policy.assertion import problems
from dslint.policy.policies import Policies, Policy
from dslint.policy.profiles import ANNOTATION, Profile
from dslint.policy.view import PolicyView

UNDECLARED_PROFILE = "DS699"


def profile_suggestion(seen: PolicyView, policies: Policies, asking: Sequence[Policy]) -> Iterator[Problem]:
    """The profile that fits an object that declares none; `asking` are the policies that are about needs."""
    signs = {name: _signs(profile, seen) for name, profile in policies.profiles.items()}
    fitting = [name for name, count in signs.items() if count]
    if not fitting:
        return
    left = {name: _excess(seen, policies.profiles[name], asking) for name in fitting}
    best = min(fitting, key=lambda name: (-signs[name], left[name], name))
    covers = "all the host access it uses" if not left[best] else f"all but {left[best]} of the host access it uses"
    message = f"declares no profile; the annotation {ANNOTATION}: {best} covers {covers}"
    yield Problem(UNDECLARED_PROFILE, message, ("metadata", "annotations"), at="key")


def _signs(profile: Profile, seen: PolicyView) -> int:
    """How many of the agent's host paths and images are such as this profile is known by."""
    paths, images = profile.known_by
    mounted = {mount["path"] for part in seen.containers for mount in part.value["hostMounts"]}
    used = {part.value["imageName"]["name"] for part in seen.containers}
    return sum(bool(paths.search(path)) for path in mounted) + 2 * sum(bool(images.search(name)) for name in used)


def _excess(seen: PolicyView, profile: Profile, asking: Sequence[Policy]) -> int:
    return sum(1 for policy in asking for _ in problems(policy, seen, (profile,)))
