"""Validation of volumes: unique names, and exactly one source each.

Kubernetes: ValidateVolumes and validateVolumeSource. Only the first source in the server's order is validated; all
others are rejected.
"""

from __future__ import annotations

from dslint.kubernetes.field_errors import Problems, duplicate, forbidden, invalid, required
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.names import dns_subdomain_errors
from dslint.kubernetes.raw_values import Map, map_of
from dslint.validation.pod.pod_under_validation import PodUnderValidation, listed
from dslint.validation.volumes.volume_sources import SOURCE_RULES

SOURCES = (
    "emptyDir",
    "hostPath",
    "gitRepo",
    "gcePersistentDisk",
    "awsElasticBlockStore",
    "secret",
    "nfs",
    "iscsi",
    "glusterfs",
    "flocker",
    "persistentVolumeClaim",
    "rbd",
    "cinder",
    "cephfs",
    "quobyte",
    "downwardAPI",
    "fc",
    "flexVolume",
    "configMap",
    "azureFile",
    "vsphereVolume",
    "photonPersistentDisk",
    "portworxVolume",
    "azureDisk",
    "storageos",
    "projected",
    "scaleIO",
    "csi",
    "ephemeral",
    "image",
)
_ORDER = {name: position for position, name in enumerate(SOURCES)}
MISSPELT = {"cephfs": "cephFS", "downwardAPI": "downwarAPI"}
_WITH_RULES = frozenset(SOURCE_RULES) | {"downwardAPI", "projected", "ephemeral"}
DUPLICATE_NAME = "DS241"
SECOND_SOURCE = "DS242"


def volume_errors(subject: PodUnderValidation) -> Problems:
    names: dict[str, Field] = {}
    for volume, place in listed(subject.spec, "volumes", subject.place):
        name = volume.get("name") or ""
        errors = list(_source_errors(volume, place, subject))
        yield from errors
        if name in names:
            yield duplicate(place.child("name"), name, code=DUPLICATE_NAME, first=names[name].child("name"))
        elif not errors and not (subject.invalid and subject.has_problem_at(place.path)):
            # A volume with errors does not take its name.
            names[name] = place
    yield from _claim_errors(subject)
    if not subject.template:
        yield from _token_errors(subject)


def given_sources(volume: Map) -> list[str]:
    given = [name for name in volume if name in _ORDER and volume[name] is not None]
    return sorted(given, key=_ORDER.__getitem__) if len(given) > 1 else given


def _source_errors(volume: Map, place: Field, subject: PodUnderValidation) -> Problems:
    given = given_sources(volume)
    if not given:
        yield required(place, "must specify a volume type")
        return
    for name in given[1:]:
        here = place.child(name).called(f"{place.field}.{MISSPELT.get(name, name)}")
        yield forbidden(here, "may not specify more than 1 volume type", code=SECOND_SOURCE, at="key")
    if given[0] in _WITH_RULES:
        yield from _errors_of_source(given[0], map_of(volume, given[0]), place.child(given[0]), subject)
    if volume.get("iscsi") is not None or volume.get("ephemeral") is not None:
        yield from _name_length_errors(volume, place, subject)


def _errors_of_source(kind: str, source: Map, here: Field, subject: PodUnderValidation) -> Problems:
    rules = SOURCE_RULES.get(kind)
    if rules is not None:
        yield from rules(source, here)
    elif kind == "downwardAPI":
        from dslint.validation.volumes.downward_api import downward_api_errors

        yield from downward_api_errors(source, here)
    elif kind == "projected":
        from dslint.validation.volumes.projected_volumes import projected_errors

        yield from projected_errors(source, here)
    elif kind == "ephemeral":
        from dslint.validation.volumes.claim_templates import ephemeral_errors

        yield from ephemeral_errors(source, here)
    if kind == "image" and not (subject.template or subject.by_kubelet or source.get("reference")):
        # Only the API server asks for it, and only in pods: in templates it may be filled in later.
        yield required(here.child("reference"))


def _name_length_errors(volume: Map, place: Field, subject: PodUnderValidation) -> Problems:
    """Errors of names that are built from a volume's name: iSCSI initiators and claims of ephemeral volumes."""
    name, iscsi = volume.get("name") or "", map_of(volume, "iscsi")
    if iscsi.get("initiatorName") is not None and len(f"{name}:{iscsi.get('targetPortal') or ''}") > 64:
        detail = (
            "Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is "
            "specified."
        )
        yield invalid(place.child("name"), name, detail)
    if volume.get("ephemeral") is not None and name:
        yield from _claim_name_errors(name, place, subject)


def _claim_name_errors(name: str, place: Field, subject: PodUnderValidation) -> Problems:
    pod = subject.metadata.get("name") or ""
    if subject.template or not pod:
        return
    claim = f"{pod}-{name}"
    for error in dns_subdomain_errors(claim, subject.release):
        yield invalid(place.child("name"), name, f'PVC name "{claim}": {error}')


def _claim_errors(subject: PodUnderValidation) -> Problems:
    """A volume must not refer to the claim that is created for an ephemeral volume of the pod."""
    pod = subject.metadata.get("name") or ""
    if subject.template or not pod:
        return
    volumes = list(listed(subject.spec, "volumes", subject.place))
    made = {f"{pod}-{volume.get('name') or ''}" for volume, _ in volumes if volume.get("ephemeral") is not None}
    for volume, place in volumes:
        claim = map_of(volume, "persistentVolumeClaim").get("claimName") or ""
        if claim in made:
            detail = "must not reference a PVC that gets created for an ephemeral volume"
            yield invalid(place.child("persistentVolumeClaim", "claimName"), claim, detail)


def _token_errors(subject: PodUnderValidation) -> Problems:
    """Pods only. Admission sets the service account of every Pod that is created through the API."""
    if subject.spec.get("serviceAccountName"):
        return
    for volume, place in listed(subject.spec, "volumes", subject.place):
        for source, here in listed(map_of(volume, "projected"), "sources", place.child("projected")):
            if source.get("serviceAccountToken") is not None:
                detail = "must not be specified when serviceAccountName is not set"
                yield forbidden(here.child("serviceAccountToken"), detail)
