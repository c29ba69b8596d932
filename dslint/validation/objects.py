"""Validation of a whole object: metadata, the spec of a DaemonSet, the pod, and updates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dslint.findings import Problem
from dslint.kubernetes.field_errors import Problems
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.raw_values import Map, map_of
from dslint.kubernetes.release import Release
from dslint.validation.behaviours import POD_GENERATION_KEPT, WARNINGS
from dslint.validation.daemonset.daemonset import daemonset_errors, daemonset_update_errors
from dslint.validation.labels import label_errors
from dslint.validation.metadata import annotation_errors, metadata_errors, metadata_update_errors
from dslint.validation.pod.pod_spec import pod_spec_errors
from dslint.validation.pod.pod_under_validation import DAEMONSET, POD, PodUnderValidation, pod_under_validation

KINDS = (DAEMONSET, POD)
POLICY = "ValidatingAdmissionPolicy"
BINDING = "ValidatingAdmissionPolicyBinding"


def object_errors(
    value: Map,
    release: Release,
    *,
    baseline: Map | None = None,
    found: Iterable[Problem] = (),
    by_kubelet: bool = False,
) -> Iterator[Problem]:
    """Yield why the API server rejects a DaemonSet, Pod, admission policy or its binding; nothing for other kinds.

    `value` and `baseline`, the object that it updates, are after defaulting. `found` are the problems found before:
    mounts cannot refer to a volume with such a problem. `by_kubelet`: a kubelet validates the object, a static pod.
    """
    if value.get("kind") not in KINDS:
        # A server that serves no version of them reads nothing of them.
        if value.get("kind") in (POLICY, BINDING) and value.get("apiVersion"):
            from dslint.validation.admission_policy.objects import admission_policy_errors

            yield from admission_policy_errors(value, Field.top(release))
        return
    top = Field.top(release)
    subject = pod_under_validation(value, release, baseline, found, by_kubelet=by_kubelet)
    keeps_generation = not subject.template and release.has(POD_GENERATION_KEPT)
    yield from metadata_errors(map_of(value, "metadata"), top.child("metadata"), keeps_generation=keeps_generation)
    if subject.template:
        old = map_of(baseline, "spec") if baseline else None
        yield from daemonset_errors(map_of(value, "spec"), top.child("spec"), old)
        yield from _template_metadata_errors(subject)
    elif subject.annotations:
        yield from _annotation_errors(subject, subject.metadata_place.child("annotations"))
    yield from pod_spec_errors(subject)
    if subject.annotations:
        from dslint.validation.pod.annotations import profile_match_errors

        yield from profile_match_errors(subject)
    if subject.spec.get("ephemeralContainers"):
        from dslint.validation.container.ephemeral_containers import placement_errors

        yield from placement_errors(subject)
    if baseline is not None:
        yield from _update_errors(value, baseline, subject)


def _template_metadata_errors(subject: PodUnderValidation) -> Problems:
    """The API server omits `metadata` from the names of these fields."""
    place = subject.metadata_place
    if subject.metadata.get("labels"):
        yield from label_errors(subject.metadata["labels"], place.child("labels").called("spec.template.labels"))
    if subject.annotations:
        annotations = place.child("annotations").called("spec.template.annotations")
        yield from annotation_errors(subject.annotations, annotations)
        yield from _annotation_errors(subject, annotations)


def _annotation_errors(subject: PodUnderValidation, place: Field) -> Problems:
    from dslint.validation.pod.annotations import pod_annotation_errors

    yield from pod_annotation_errors(subject, place)


def _update_errors(value: Map, baseline: Map, subject: PodUnderValidation) -> Problems:
    top = Field.top(subject.release)
    yield from metadata_update_errors(map_of(value, "metadata"), map_of(baseline, "metadata"), top.child("metadata"))
    if subject.template:
        yield from daemonset_update_errors(value, baseline, top)
    else:
        from dslint.validation.pod.pod_update import pod_update_errors

        yield from pod_update_errors(subject)


def object_warnings(value: Map, release: Release, *, baseline: Map | None = None) -> Iterator[Problem]:
    """Yield the warnings of the API server when it accepts a DaemonSet or Pod, given after defaulting.

    Updates of a Pod cause none, and updates of a DaemonSet only if the template changes.
    """
    if value.get("kind") not in KINDS or not release.has(WARNINGS):
        return
    if baseline is not None:
        template = value.get("kind") == DAEMONSET
        if not template or map_of(value, "spec", "template") == map_of(baseline, "spec", "template"):
            return
    # Imported here because most runs report no warnings.
    from dslint.validation.pod.pod_warnings import pod_warnings

    namespace = map_of(value, "metadata").get("namespace") or ""
    yield from pod_warnings(pod_under_validation(value, release, baseline), namespace)
