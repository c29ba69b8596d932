"""Counts the findings that the profiles of a configuration excuse, as those that its other settings silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dslint.api_server.objects import ManifestObject
from dslint.api_server.stored_object import StoredObject
from dslint.findings import LintReport, Silenced, Silencer
from dslint.kubernetes.release import Release
from dslint.policy.excused_findings import excused_by_configuration
from dslint.policy.policies import Policies


def with_excused(
    report: LintReport, manifests: Iterable[ManifestObject], releases: Sequence[Release], policies: Policies
) -> LintReport:
    """The report with the number in each file."""
    return report.without(report.findings, silenced(manifests, releases, policies))


def silenced(
    manifests: Iterable[ManifestObject], releases: Sequence[Release], policies: Policies
) -> Iterator[Silenced]:
    """A finding in several versions counts once."""
    for manifest in manifests:
        if manifest.unreadable or manifest.problem is not None:
            continue
        stored = [StoredObject.of(manifest.value, release) for release in releases]
        each = (excused_by_configuration(one.value, one.release, policies) for one in stored)
        yield Silenced(Silencer.PROFILE, manifest.file or "", len(frozenset().union(*each)))
