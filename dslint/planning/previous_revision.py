"""A workload that goes back to an earlier template once it is applied."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dslint.kubectl import rollback, saved_objects
from dslint.kubernetes.cluster import Cluster
from dslint.planning.workload import Workload


def previous_revision(
    workload: Workload, number: int, running: Mapping[str, Any] | None, cluster: Cluster
) -> Workload | None:
    """The workload with the template of a revision that the inventory holds; 0 is what runs before it is applied.

    `running` is what the baseline has of it. None where no such template is known.
    """
    template = _template(workload, number, running, cluster)
    if template is None:
        return None
    return Workload.of({**workload.value, "spec": {**workload.value["spec"], "template": template}})


def _template(workload: Workload, number: int, running: Mapping[str, Any] | None, cluster: Cluster) -> Any:
    objects = [item for kind in ("DaemonSet", "ControllerRevision") for item in cluster.of_kind(kind)]
    found = saved_objects.find(objects, workload.ref.name, workload.ref.namespace or "default")
    if found is None:
        return running["spec"]["template"] if running is not None and not number else None
    revision = found.revision(number) if number else rollback.current(found)
    return revision.template if revision else None
