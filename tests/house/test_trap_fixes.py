"""Fixes of traps, where the example of their rule does not show them."""

from __future__ import annotations

import pytest

import dslint
from tests.fixing import DAEMONSET, added, mended

POD_SPEC, CONTAINER = "      ", "        "


@pytest.mark.parametrize(
    ("code", "written", "wanted"),
    [
        # The last toleration goes with its list, others stay.
        ("DS512", "tolerations: [{key: node.kubernetes.io/not-ready, operator: Exists, effect: NoExecute}]", ""),
        (
            "DS519",
            "tolerations: [{key: a, operator: Exists}, {key: a, operator: Exists}]",
            "tolerations: [{key: a, operator: Exists}]",
        ),
        # Each volume that nobody mounts goes.
        ("DS527", "volumes: [{name: a, emptyDir: {}}, {name: b, emptyDir: {}}]", ""),
        (
            "DS532",
            "tolerations: [{key: node.kubernetes.io/not-redy}]",
            "tolerations: [{key: node.kubernetes.io/not-ready}]",
        ),
        ("DS532", "nodeSelector: {kubernetes.io/oss: linux, kubernetes.io/os: linux}", None),
        (
            "DS534",
            "initContainers: [{name: a, image: 'k8s.gcr.io/a:latest'}]",
            "initContainers: [{name: a, image: 'registry.k8s.io/a:latest'}]",
        ),
        ("DS509", "topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: ScheduleAnyway}]", ""),
        ("DS570", "volumes: [{name: a, emptyDir: {medium: disk}}]", None),
        ("DS549", "priorityClassName: system-critical", None),
        (
            "DS535",
            "volumes: [{name: a, configMap: {items: [{key: a, path: a, mode: 440}]}}]",
            "volumes: [{name: a, configMap: {items: [{key: a, path: a, mode: 0440}]}}]",
        ),
    ],
)
def test_a_fix_of_the_pod(code: str, written: str, wanted: str | None) -> None:
    wanted = written if wanted is None else wanted
    found = added(code, f"{POD_SPEC}{written}\n", to=DAEMONSET)
    assert found == (f"{POD_SPEC}{wanted}\n" if wanted else "")


@pytest.mark.parametrize(
    ("code", "written", "wanted"),
    [
        ("DS548", "command: ['/bin/agent --a=1 -v']", 'command: [\'/bin/agent\', "--a=1", "-v"]'),
        ("DS548", "command: ['/bin/agent $HOME']", None),
        ("DS548", "command: ['/opt/my agent/run']", None),
        ("DS548", "command: [\"/bin/agent 'a b'\"]", None),
        ("DS548", "command: ['/bin/agent -v', x]", None),
        ("DS571", "securityContext: {capabilities: {add: [NET_BIND]}}", None),
        (
            "DS572",
            "securityContext: {capabilities: {add: [cap_net_raw]}}",
            "securityContext: {capabilities: {add: [NET_RAW]}}",
        ),
        ("DS308", "resources: {limits: {memory: 1.2Gi}}", "resources: {limits: {memory: 1229Mi}}"),
        ("DS308", "resources: {limits: {memory: 1.5}}", None),
        ("DS536", "resources: {limits: {memory: 256}}", None),
        ("DS537", "resources: {limits: {cpu: '250'}}", "resources: {limits: {cpu: '250m'}}"),
    ],
)
def test_a_fix_of_the_container(code: str, written: str, wanted: str | None) -> None:
    wanted = written if wanted is None else wanted
    assert added(code, f"{CONTAINER}{written}\n", to=DAEMONSET) == f"{CONTAINER}{wanted}\n"


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("DS308", f"{CONTAINER}resources: {{limits: {{memory: 256m}}}}\n"),
        ("DS537", f"{CONTAINER}resources: {{limits: {{cpu: 250}}}}\n"),
        ("DS519", f"{POD_SPEC}tolerations: [{{key: a}}, {{operator: Exists}}]\n"),
        ("DS527", f"{POD_SPEC}volumes: [{{name: a, emptyDir: {{}}}}]\n"),
        ("DS530", ""),
    ],
)
def test_what_changes_where_pods_run_or_what_they_get_is_not_safe(code: str, written: str) -> None:
    assert added(code, written, to=DAEMONSET, unsafe=False) == written
    assert added(code, written, to=DAEMONSET) != written


def test_the_affinity_goes_with_its_only_term_and_stays_with_another() -> None:
    term = "{labelSelector: {matchLabels: {app: agent}}, topologyKey: zone}"
    anti = f"podAntiAffinity: {{requiredDuringSchedulingIgnoredDuringExecution: [{term}]}}"
    node = "nodeAffinity: {}"
    assert added("DS506", f"{POD_SPEC}affinity: {{{anti}}}\n", to=DAEMONSET) == ""
    found = added("DS506", f"{POD_SPEC}affinity: {{{node}, {anti}}}\n", to=DAEMONSET)
    assert found == f"{POD_SPEC}affinity: {{{node}}}\n"


def test_windows_nodes_are_selected_for_pods_that_say_so() -> None:
    found = added("DS530", f"{POD_SPEC}os: {{name: windows}}\n", to=DAEMONSET)
    assert found.endswith("      nodeSelector:\n        kubernetes.io/os: windows\n")


def test_all_that_the_server_sets_goes_at_once() -> None:
    more = "  resourceVersion: '5'\n  uid: a\n  managedFields:\n  - manager: kubectl\n"
    text = DAEMONSET.replace("  name: agent\nspec", f"  name: agent\n{more}spec")
    assert text != DAEMONSET
    assert mended("DS576", text, unsafe=False) == DAEMONSET


def test_rolling_update_stays_where_an_old_api_version_fills_in_on_delete() -> None:
    strategy = "  updateStrategy: {rollingUpdate: {maxUnavailable: 2}}\n"
    text = DAEMONSET.replace("apps/v1", "extensions/v1beta1").replace("  template:", f"{strategy}  template:")
    assert mended("DS525", text, version="1.10") == text


@pytest.mark.parametrize(
    ("code", "more", "since"),
    [
        ("DS530", "", ("1.14", "1.13")),
        (
            "DS503",
            "        env: [{name: A, value: a.b.svc.cluster.local}]\n      hostNetwork: true\n",
            ("1.6", "1.5"),
        ),
    ],
)
def test_a_fix_is_not_offered_to_versions_that_do_not_know_it(code: str, more: str, since: tuple[str, str]) -> None:
    text = DAEMONSET.replace("apps/v1", "extensions/v1beta1") + more
    fixes = [
        [one.fix for one in dslint.lint_text(text, kubernetes_versions=versions).findings if one.code == code]
        for versions in ([since[0]], [*since])
    ]
    assert [[fix is not None for fix in found] for found in fixes] == [[True], [False]]
