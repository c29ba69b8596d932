"""Suggests a profile for an object that declares none: the one that leaves the fewest problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dslint.findings import Bundle, Problem
from dslint.policy.policies import Violation
from dslint.policy.profiles import ANNOTATION, Profile
from dslint.policy.view import PolicyView

UNDECLARED_PROFILE = "DS699"


def with_suggestion(view: PolicyView, found: Sequence[Violation], profiles: Mapping[str, Profile]) -> Iterator[Problem]:
    """The problems after the suggestion of a profile; those that it excuses are marked."""
    best = best_profile(view, found, profiles)
    if best is None:
        yield from (one.problem for one in found)
        return
    excused = [one.is_excused_by(best) for one in found]
    yield profile_suggestion(best, sum(not yes and bool(one.need) for one, yes in zip(found, excused, strict=True)))
    for one, yes in zip(found, excused, strict=True):
        bundle = one.problem.bundle or Bundle()
        yield one.problem._replace(bundle=bundle._replace(excused_by=best.name)) if yes else one.problem


def best_profile(view: PolicyView, found: Sequence[Violation], profiles: Mapping[str, Profile]) -> Profile | None:
    """The profile that leaves the fewest problems; None if none excuses half of the access to the node.

    Only profiles of which the agent has signs: the broadest ones excuse most agents. Of equal ones, it is one that the
    agent's names point to, since several kinds of agents use the same host paths, and then the narrowest.
    """
    names = "\n".join(view.names)  # No sign has a line end, so one search stands for one in each name.
    named = [profile for profile in profiles.values() if profile.is_named_in(names)]
    mounted = {mount["path"] for part in view.containers for mount in part.value["hostMounts"]}
    fitting = [one for one in profiles.values() if one in named or any(map(one.is_mounted_at, mounted))]
    left = {profile.name: sum(not one.is_excused_by(profile) for one in found) for profile in fitting}

    def rank(profile: Profile) -> tuple[int, bool, int, str]:
        return left[profile.name], profile not in named, profile.breadth, profile.name

    accesses = [one for one in found if one.need]
    best = min(fitting, key=rank, default=None)
    return best if best and 2 * sum(one.is_excused_by(best) for one in accesses) >= len(accesses) else None


def profile_suggestion(best: Profile, left: int) -> Problem:
    """`left` is the number of accesses to the node that the profile does not excuse."""
    exceptions = f", with {left} exception{'' if left == 1 else 's'}" if left else ""
    covers = f"covers all host access that it uses{exceptions}"
    message = f"declares no profile; the annotation {ANNOTATION}: {best.name} {covers}"
    path = ("metadata", "annotations")
    return Problem(UNDECLARED_PROFILE, message, path, at="key", bundle=Bundle(excused_by=best.name))
