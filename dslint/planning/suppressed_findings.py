"""Findings of a plan that comments and annotations in the manifests silence, as they do for lint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date

from dslint.api_server.objects import ManifestObject
from dslint.findings import REFUSING, Finding, Silenced, Silencer, added_up
from dslint.plans import Expectation, Plan
from dslint.policy.suppressions import MARK
from dslint.policy.suppressions.annotations import read_annotations
from dslint.policy.suppressions.comments import read_comments
from dslint.policy.suppressions.suppression import Suppression, SuppressionError
from dslint.source.document_reader import read_text


def without_suppressed(plan: Plan, manifests: Sequence[ManifestObject], today: date | None = None) -> Plan:
    """The plan without these findings, which are counted. What the API server rejects remains.

    Lint reports suppressions that are not valid or have no effect.
    """
    now = today or date.today()  # noqa: DTZ011 - the local date, as people write it
    active = [one for one in _suppressions(manifests) if not one.expired(now)]
    by = [next((one for one in active if _silences(one, finding)), None) for finding in plan.findings]
    silenced = [one for one in by if one is not None]
    if not silenced:
        return plan
    kept = [pair for pair, one in zip(zip(plan.findings, plan.grounds, strict=True), by, strict=True) if one is None]
    hidden = {_about(finding): one.file or one.by.value for finding, one in zip(plan.findings, by, strict=True) if one}
    shown = {_about(finding) for finding, _ in kept}
    return plan._replace(
        findings=tuple(finding for finding, _ in kept),
        grounds=tuple(ground for _, ground in kept),
        expectations=tuple(_expectation(one, hidden, shown) for one in plan.expectations),
        silenced=added_up((*plan.silenced, *(Silenced(one.by, one.file or "", 1) for one in silenced))),
    ).with_verdicts()


def _suppressions(manifests: Sequence[ManifestObject]) -> Iterator[Suppression]:
    texts = {one.file or "": one.document.lines.text for one in manifests if one.document is not None}
    for name, text in texts.items():
        if MARK in text:
            yield from (one for one in read_comments(read_text(text, name), {}) if isinstance(one, Suppression))
    for manifest in manifests:
        with suppress(SuppressionError):
            yield from read_annotations(manifest.value, manifest.file, {}, {})


def _silences(suppression: Suppression, finding: Finding) -> bool:
    if finding.origin in REFUSING:
        return False
    if suppression.by is Silencer.ANNOTATION:
        # A finding may point at the inventory: the annotation is on its object all the same.
        finding = finding._replace(file=suppression.file)
    return suppression.silences(finding)


def _about(finding: Finding) -> tuple[str, str]:
    """The code and the workload, as an expectation has them."""
    about = finding.object
    return finding.code, f"{about.namespace or 'default'}/{about.name}" if about else ""


def _expectation(
    expectation: Expectation, hidden: dict[tuple[str, str], str], shown: set[tuple[str, str]]
) -> Expectation:
    about = expectation.code, expectation.workload
    if expectation.passed or about not in hidden or about in shown:
        return expectation
    return expectation._replace(silenced=hidden[about])
