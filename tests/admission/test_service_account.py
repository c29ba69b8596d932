"""What the plugin ServiceAccount gives a pod, and which pods it refuses."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from dslint.admission.service_account import MOUNT_PATH, VOLUME, admit, mount_token, with_default_name
from dslint.kubernetes.release import Release
from dslint.plans import Reason
from tests.admission.clusters import FORBIDDEN, cluster, named, pod

NEWEST = Release.of("1.36")
MOUNT = {"name": VOLUME, "readOnly": True, "mountPath": MOUNT_PATH}


def account(name: str, **fields: Any) -> dict[str, Any]:
    return named("ServiceAccount", name, "default", **fields)


def admitted(manifest: dict[str, Any], *objects: dict[str, Any], release: Release = NEWEST) -> dict[str, Any]:
    found = admit(manifest, cluster(*objects), release)
    assert not isinstance(found, Reason)
    spec: dict[str, Any] = mount_token(found, cluster(*objects), release)["spec"]
    return spec


def has_token(spec: dict[str, Any]) -> bool:
    mounted = [MOUNT in (container.get("volumeMounts") or []) for container in spec["containers"]]
    assert any(mounted) is any(volume["name"] == VOLUME for volume in spec.get("volumes") or [])
    return any(mounted)


def test_a_pod_without_an_account_gets_the_default_one_and_its_token() -> None:
    spec = admitted(pod(initContainers=[{"name": "i", "image": "i:1"}]))
    assert (spec["serviceAccountName"], spec["serviceAccount"]) == ("default", "default")
    assert [item["volumeMounts"] for item in (*spec["containers"], *spec["initContainers"])] == [[MOUNT], [MOUNT]]
    (volume,) = spec["volumes"]
    assert [next(iter(source)) for source in volume["projected"]["sources"]] == [
        "serviceAccountToken",
        "configMap",
        "downwardAPI",
    ]


def test_the_default_account_is_always_there_though_a_manifest_names_it() -> None:
    manifest = json.loads(json.dumps(pod(serviceAccountName="default")))
    assert has_token(admitted(manifest, account("other")))


@pytest.mark.parametrize(
    ("of_pod", "of_account", "mounted"),
    [
        (None, None, True),
        (None, False, False),
        (None, True, True),
        (False, True, False),
        (True, False, True),
    ],
)
def test_the_pods_own_word_on_the_token_comes_before_its_accounts(
    of_pod: bool | None, of_account: bool | None, mounted: bool
) -> None:
    manifest = pod() if of_pod is None else pod(automountServiceAccountToken=of_pod)
    declared = account("default") if of_account is None else account("default", automountServiceAccountToken=of_account)
    assert has_token(admitted(manifest, declared)) is mounted


def test_a_mount_of_the_containers_own_at_that_path_stays_alone() -> None:
    own = {"name": "c", "image": "c:1", "volumeMounts": [{"name": "mine", "mountPath": MOUNT_PATH}]}
    volumes = [{"name": "mine", "emptyDir": {}}]
    spec = admitted(pod(containers=[own], volumes=volumes))
    assert (spec["containers"], spec["volumes"]) == ([own], volumes)


@pytest.mark.parametrize("path", ["/zfs", "/data", f"{MOUNT_PATH}/token"])
def test_the_token_is_mounted_beside_other_mounts(path: str) -> None:
    other = {"name": "mine", "mountPath": path}
    spec = admitted(
        pod(containers=[{"name": "c", "image": "c:1", "volumeMounts": [other]}], volumes=[{"name": "mine"}])
    )
    [container] = spec["containers"]
    assert [mount["mountPath"] for mount in container["volumeMounts"]] == [path, MOUNT_PATH]


def test_a_volume_with_the_plugins_prefix_is_used_for_the_mount() -> None:
    spec = admitted(pod(volumes=[{"name": "kube-api-access-mine", "emptyDir": {}}]))
    assert spec["containers"][0]["volumeMounts"][0]["name"] == "kube-api-access-mine"
    assert len(spec["volumes"]) == 1


def test_before_1_21_the_token_is_in_a_secret_that_only_the_cluster_knows() -> None:
    assert not has_token(admitted(pod(), release=Release.of("1.20")))
    assert has_token(admitted(pod(), release=Release.of("1.21")))


def test_pull_secrets_come_from_the_account_where_the_pod_has_none() -> None:
    declared = account("default", imagePullSecrets=[{"name": "of-account"}])
    assert admitted(pod(), declared)["imagePullSecrets"] == [{"name": "of-account"}]
    own = [{"name": "own"}]
    assert admitted(pod(imagePullSecrets=own), declared)["imagePullSecrets"] == own


def test_an_account_that_the_namespace_lacks_refuses_the_pod_where_its_accounts_are_declared() -> None:
    found = admit(pod(serviceAccountName="agent"), cluster(account("other")), NEWEST)
    assert isinstance(found, Reason)
    assert found.message == (
        FORBIDDEN + 'error looking up service account default/agent: serviceaccount "agent" not found'
    )
    elsewhere = replace(
        cluster(named("ServiceAccount", "other", "elsewhere")), complete=frozenset({("ServiceAccount", "elsewhere")})
    )
    assert not isinstance(admit(pod(serviceAccountName="agent"), elsewhere, NEWEST), Reason)
    assert admitted(pod(), account("other"))["serviceAccountName"] == "default"


def test_a_mirror_pod_stays_as_it_is() -> None:
    manifest = pod()
    manifest["metadata"]["annotations"] = {"kubernetes.io/config.mirror": "x"}
    assert admit(manifest, cluster(), NEWEST) is manifest
    assert mount_token(manifest, cluster(), NEWEST) is manifest
    assert with_default_name(manifest) == manifest


def test_the_default_name_leaves_another_name_alone() -> None:
    manifest = pod(serviceAccountName="agent")
    assert with_default_name(manifest) == manifest
    assert with_default_name(pod())["spec"]["serviceAccountName"] == "default"
