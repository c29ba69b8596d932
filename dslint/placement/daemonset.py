"""A DaemonSet as its controller sees it, and the pods that the controller creates from the template.

Kubernetes: pkg/controller/daemon/util/daemonset_util.go (CreatePodTemplate, AddOrUpdateDaemonPodTolerations).
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dslint.kubernetes.daemon_tolerations import with_tolerations
from dslint.kubernetes.pods import Pod, PodSpec
from dslint.kubernetes.release import Release
from dslint.kubernetes.selectors import LabelSelector

REVISION_LABEL = "controller-revision-hash"
GENERATION_LABEL = "pod-template-generation"
GENERATION_ANNOTATION = "deprecated.daemonset.template.generation"
SPEC_PATH = ("spec", "template", "spec")


def template_generation(daemonset: Mapping[str, Any]) -> str:
    """The number of the template, "" where the object does not say it."""
    annotations = (daemonset.get("metadata") or {}).get("annotations") or {}
    return str(annotations.get(GENERATION_ANNOTATION) or (daemonset.get("spec") or {}).get("templateGeneration") or "")


@dataclass(frozen=True, slots=True)
class DaemonSet:
    """A DaemonSet after defaulting. `spec` is the template's, with the tolerations that the controller adds.

    `critical` is whether its pods are critical by an annotation, as a feature gate allowed up to 1.15.
    """

    namespace: str
    name: str
    uid: str
    selector: LabelSelector | None
    labels: Mapping[str, str]
    spec: PodSpec
    raw: Mapping[str, Any]
    critical: bool = False

    @classmethod
    def of(cls, raw: Mapping[str, Any], release: Release) -> DaemonSet:
        """From a defaulted DaemonSet object of any apiVersion."""
        metadata = raw.get("metadata") or {}
        spec = raw.get("spec") or {}
        template = spec.get("template") or {}
        labels = (template.get("metadata") or {}).get("labels") or {}
        namespace = metadata.get("namespace") or "default"
        critical = _is_critical(namespace, template, release)
        pod_spec = with_tolerations(_pod_spec(template, release), release, critical=critical)
        return cls(
            namespace=namespace,
            name=metadata.get("name") or "",
            uid=metadata.get("uid") or "",
            selector=LabelSelector.of(spec.get("selector")),
            labels=labels,
            spec=PodSpec.of(pod_spec, release, namespace=namespace, labels=labels),
            raw=raw,
            critical=critical,
        )

    @property
    def generation(self) -> str:
        """The generation of the template; "" where the object does not say it, as in a manifest."""
        return template_generation(self.raw)

    def pod_manifest(self, revision: str = "revision", generation: str = "") -> dict[str, Any]:
        """The pod that the controller sends to the API server, without the node affinity that pins it to its node.

        Admission (priority, LimitRange …) and pod defaulting come later. `revision` is a placeholder for the
        controller-revision-hash, which cannot be computed offline; `generation` is the object's own if it is not given.
        """
        template = self.raw["spec"].get("template") or {}
        metadata = template.get("metadata") or {}
        return {
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {
                "generateName": f"{self.name}-",
                "namespace": self.namespace,
                "labels": {
                    **self.labels,
                    REVISION_LABEL: revision,
                    GENERATION_LABEL: generation or self.generation or "1",
                },
                "annotations": dict(metadata.get("annotations") or {}),
                "ownerReferences": [
                    {"kind": "DaemonSet", "name": self.name, "uid": self.uid, "controller": True},
                ],
            },
            "spec": copy.deepcopy(dict(self.spec.raw)),
        }

    @property
    def owner(self) -> tuple[str, str]:
        """The owner of its pods, as they name it."""
        return ("DaemonSet", self.name)

    def owns(self, pod: Pod) -> bool:
        """Whether the pod belongs to this DaemonSet, or is an orphan that it adopts.

        Kubernetes: pkg/controller/controller_ref_manager.go (ClaimObject).
        """
        if pod.namespace != self.namespace:
            return False
        if pod.owner is None:
            return not pod.terminating and self._selects(pod)
        if pod.owner != self.owner:
            return False
        return (not (self.uid and pod.owner_uid) or self.uid == pod.owner_uid) and not self._releases(pod)

    def _releases(self, pod: Pod) -> bool:
        """Whether somebody has changed the pod's labels, so that the selector no longer matches them.

        A pod without the revision's label was not read from a cluster: its labels may be incomplete.
        """
        selector = self.selector
        return REVISION_LABEL in pod.labels and selector is not None and not selector.matches(pod.labels)

    def _selects(self, pod: Pod) -> bool:
        return self.selector is not None and not self.selector.empty and self.selector.matches(pod.labels)


def _is_critical(namespace: str, template: Mapping[str, Any], release: Release) -> bool:
    annotations = (template.get("metadata") or {}).get("annotations")
    if not annotations:
        return False
    from dslint.kubernetes.critical_pods import is_critical_by_annotation

    return is_critical_by_annotation(namespace, annotations, release)


def _pod_spec(template: Mapping[str, Any], release: Release) -> Mapping[str, Any]:
    """The template's spec, in old releases with what its annotations say."""
    spec, metadata = template.get("spec") or {}, template.get("metadata") or {}
    if not metadata.get("annotations"):
        return spec
    from dslint.kubernetes import scheduling_annotations

    read = scheduling_annotations.read_in(release)
    return scheduling_annotations.with_annotated(spec, metadata, release) if read else spec
