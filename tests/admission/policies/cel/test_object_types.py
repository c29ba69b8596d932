from __future__ import annotations

from dslint.admission.policies.cel.object_types import object_type
from dslint.admission.policies.cel.types import BOOL, BYTES, DYN, INT, STRING, TIMESTAMP, list_of, map_of, struct
from dslint.kubernetes.release import Release

RELEASE = Release.of("1.36")


def test_fields_have_the_types_of_the_api() -> None:
    found = object_type("apps/v1", "DaemonSet", RELEASE)
    assert found is not None
    assert found.type == struct("DaemonSet")
    pod = found.structs["DaemonSet.spec.template.spec"]
    assert pod["hostNetwork"] == BOOL
    assert pod["terminationGracePeriodSeconds"] == INT
    assert pod["containers"] == list_of(struct("DaemonSet.spec.template.spec.containers.@idx"))
    assert pod["nodeSelector"] == map_of(STRING, STRING)
    assert found.structs["DaemonSet.metadata"]["creationTimestamp"] == TIMESTAMP
    assert found.structs["DaemonSet.spec.updateStrategy.rollingUpdate"]["maxUnavailable"] == DYN


def test_quantities_are_no_fields() -> None:
    found = object_type("v1", "Pod", RELEASE)
    assert found is not None
    assert [*found.structs["Pod.spec.containers.@idx.resources"]] == ["claims"]
    assert "sizeLimit" not in found.structs["Pod.spec.volumes.@idx.emptyDir"]


def test_fields_come_with_their_version() -> None:
    old, new = object_type("v1", "Pod", Release.of("1.28")), object_type("v1", "Pod", RELEASE)
    assert old is not None
    assert new is not None
    assert "resources" not in old.structs["Pod.spec"]
    assert "resources" in new.structs["Pod.spec"]


def test_keywords_were_escaped_before_1_31() -> None:
    old = object_type("v1", "Pod", Release.of("1.30"))
    assert old is not None
    assert {"namespace", "__namespace__"} & {*old.structs["Pod.metadata"]} == {"__namespace__"}


def test_a_config_map_has_types_too() -> None:
    found = object_type("v1", "ConfigMap", RELEASE)
    assert found is not None
    assert found.structs["ConfigMap"]["binaryData"] == map_of(STRING, BYTES)


def test_a_kind_without_fields_here_has_no_type() -> None:
    assert object_type("apps/v1", "Deployment", RELEASE) is None
