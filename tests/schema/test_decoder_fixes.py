"""Fixes of unknown fields, wrong types and quantities: what was meant, where nothing else can be meant."""

from __future__ import annotations

import pytest

from tests.fixing import DAEMONSET, POD, added, mended

CONTAINER = "    "


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("  hostnetwork: true\n", "  hostNetwork: true\n"),
        ("  nodeSelectr: {disk: ssd}\n", "  nodeSelector: {disk: ssd}\n"),
        ("  securityContxt: {runAsUser: 1}\n", "  securityContext: {runAsUser: 1}\n"),
        ("  host_network: true\n", "  hostNetwork: true\n"),
        ("  hostNetwrok: true\n", "  hostNetwork: true\n"),
        ('  "hostNetwrok": true # why\n', '  "hostNetwork": true # why\n'),
        ("  volumes:\n  - {name: a, secret: {name: b}}\n", "  volumes:\n  - {name: a, secret: {secretName: b}}\n"),
        ("    ports: [{port: 80}]\n", "    ports: [{containerPort: 80}]\n"),
    ],
)
def test_an_unknown_field_gets_the_name_that_can_only_be_meant(written: str, meant: str) -> None:
    assert added("DS101", written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "  hostNetwork: true\n  hostNetwrok: true\n",  # there already
        "  host_network: true\n  host-network: true\n",  # meant twice
        "  imagePullSecret: registry\n",  # a list is wanted
        "  selector: {matchLabels: {app: agent}}\n",  # no nodeSelector
        "  securityContxt: {hostNetwork: true}\n",
        "  privileged: true\n",  # of another place
        "  wings: 2\n",
        "  host: true\n",
        "    ports: [{port: 80, containerPort: 90}]\n",
    ],
)
def test_an_unknown_field_stays_where_something_else_could_be_meant(written: str) -> None:
    assert added("DS101", written) == written


def test_a_field_of_another_version_is_not_taken_for_a_misspelled_one() -> None:
    written = "  hostUsers: false\n"
    assert added("DS102", written, version="1.24") == written


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('  hostNetwork: "true"\n', "  hostNetwork: true\n"),
        ("  hostNetwork: 'False'\n", "  hostNetwork: false\n"),
        ('  hostNetwork: "on"\n', "  hostNetwork: true\n"),
        ('  priority: "100"  # high\n', "  priority: 100  # high\n"),
        ("    ports: [{containerPort: '8080'}]\n", "    ports: [{containerPort: 8080}]\n"),
        ("    ports: [{containerPort: 80, name: 80}]\n", '    ports: [{containerPort: 80, name: "80"}]\n'),
        ("    args: [--port, 8080, -v, 1.10, on]\n", '    args: [--port, "8080", -v, "1.10", "on"]\n'),
        ("    env:\n    - name: A\n      value: 010\n", '    env:\n    - name: A\n      value: "010"\n'),
        ("    env:\n    - name: A\n      value: no # never\n", '    env:\n    - name: A\n      value: "no" # never\n'),
        ("    env:\n    - name: A\n      value: 1_000\n", '    env:\n    - name: A\n      value: "1_000"\n'),
        ("  nodeSelector: {gpu: yes}\n", '  nodeSelector: {gpu: "yes"}\n'),
        ("    command: /bin/agent\n", "    command:\n    - /bin/agent\n"),
        (
            "    securityContext: {capabilities: {drop: ALL}}\n",
            "    securityContext: {capabilities: {drop: [ALL]}}\n",
        ),
        (
            '  volumes:\n  - {name: a, configMap: {name: a, defaultMode: "0644"}}\n',
            "  volumes:\n  - {name: a, configMap: {name: a, defaultMode: 0644}}\n",
        ),
    ],
)
def test_a_value_of_the_wrong_type_is_written_as_the_type_that_its_field_has(written: str, meant: str) -> None:
    assert added("DS103", written, unsafe=False) == meant


@pytest.mark.parametrize(
    "written",
    [
        '  hostNetwork: "maybe"\n',
        '  priority: "high"\n',
        '  priority: "010"\n',  # 8 or 10
        '  priority: "1e3"\n',
        "    command: /bin/agent --verbose\n",
        "    args: a,b\n",
        "    image: {repository: agent, tag: 1}\n",
        "    env: {A: 1}\n",
        '  volumes:\n  - {name: a, configMap: {name: a, defaultMode: "644"}}\n',
    ],
)
def test_a_value_of_the_wrong_type_stays_where_something_else_could_be_meant(written: str) -> None:
    assert mended("DS103", POD + written, unsafe=False) == POD + written


def test_labels_and_annotations_keep_what_was_written() -> None:
    labelled = DAEMONSET.replace("name: agent\n", "name: agent\n  labels: {a: 0x1F, b: 1.0, c: Yes}\n", 1)
    wanted = DAEMONSET.replace("name: agent\n", 'name: agent\n  labels: {a: "0x1F", b: "1.0", c: "Yes"}\n', 1)
    assert mended("DS103", labelled) == wanted


def test_a_value_that_an_alias_brings_is_left_alone() -> None:
    written = "  priority: &p 5\n  nodeSelector: {a: *p}\n"
    assert mended("DS103", POD + written) == POD + written


def test_json_gets_json() -> None:
    text = (
        '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a", "labels": {"b": 1}}, "spec": {"containers": []}}'
    )
    assert mended("DS103", text) == text.replace('"b": 1', '"b": "1"')


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("memory: 100mi", "memory: 100Mi"),
        ("memory: 1.5GB", "memory: 1.5G"),
        ("memory: 512MiB", "memory: 512Mi"),
        ('memory: "1 Gi"', 'memory: "1Gi"'),
        ("cpu: 100 m", "cpu: 100m"),
        ("memory: 100KB", "memory: 100KB"),
        ("memory: lots", "memory: lots"),
        ("cpu: 1GB", "cpu: 1GB"),
        ("memory: [1]", "memory: [1]"),
    ],
)
def test_a_quantity_gets_the_suffix_that_can_only_be_meant(written: str, meant: str) -> None:
    head = "    resources:\n      requests:\n        "
    assert added("DS105", f"{head}{written}\n") == f"{head}{meant}\n"


def test_only_the_time_of_creation_can_go() -> None:
    text = POD.replace("name: agent\n", "name: agent\n  creationTimestamp: today\n  deletionTimestamp: today\n", 1)
    wanted = POD.replace("name: agent\n", "name: agent\n  deletionTimestamp: today\n", 1)
    assert mended("DS106", text) == wanted


@pytest.mark.parametrize(
    ("code", "written", "meant"),
    [
        ("DS108", DAEMONSET.replace("DaemonSet", "Deamonset"), DAEMONSET),
        ("DS108", POD.replace("kind: Pod", "kind: pods"), POD),
        ("DS109", POD.replace("apiVersion: v1\n", ""), "apiVersion: v1\n" + POD.replace("apiVersion: v1\n", "")),
        ("DS109", DAEMONSET.replace("apiVersion", "apiVersoin"), DAEMONSET),
        ("DS109", DAEMONSET.replace("apiVersion: apps/v1\n", "apiversion: apps/v1beta2\n"), None),
    ],
)
def test_kind_and_api_version_are_written_as_meant(code: str, written: str, meant: str | None) -> None:
    found = mended(code, written)
    assert sorted(found.splitlines()) == sorted((meant or written.replace("apiversion", "apiVersion")).splitlines())


def test_a_daemonset_without_api_version_and_selector_may_be_of_several() -> None:
    text = DAEMONSET.replace("apiVersion: apps/v1\n", "").replace("  selector:\n    matchLabels: {app: agent}\n", "")
    assert mended("DS109", text, version="1.10") == text


def test_another_api_version_waits_until_the_fields_have_their_names() -> None:
    text = DAEMONSET.replace("apps/v1", "extensions/v1beta1").replace(
        "  template:", "  updateStrategi: {type: RollingUpdate}\n  template:"
    )
    assert mended("DS107", text) == text
    renamed = mended("DS101", text)
    assert renamed == text.replace("updateStrategi", "updateStrategy")
    assert "OnDelete" not in mended("DS107", renamed)
