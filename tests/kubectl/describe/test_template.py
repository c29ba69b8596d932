"""The whole template in kubectl's words."""

from __future__ import annotations

import pytest

from tests.kubectl.describe.templates import shown


def test_an_empty_template_says_none_where_kubectl_does() -> None:
    assert shown() == (
        "Pod Template:\n  Labels:\t<none>\n  Containers: <none>\n  Volumes:\t<none>\n"
        "  Node-Selectors:\t<none>\n  Tolerations:\t<none>\n"
    )


def test_account_init_containers_and_priority_have_their_places() -> None:
    text = shown(
        serviceAccountName="agent",
        initContainers=[{"name": "setup", "image": "s"}],
        containers=[{"name": "c", "image": "i"}],
        priorityClassName="system-node-critical",
        nodeSelector={"b": "2", "a": "1"},
    )
    titles = [line.strip() for line in text.splitlines() if line.startswith("  ") and line[2] != " "]
    assert titles == [
        "Labels:\t<none>",
        "Service Account:\tagent",
        "Init Containers:",
        "Containers:",
        "Volumes:\t<none>",
        "Priority Class Name:\tsystem-node-critical",
        "Node-Selectors:\ta=1",
        "Tolerations:\t<none>",
    ]


@pytest.mark.parametrize(
    ("toleration", "said"),
    [
        ({"operator": "Exists"}, "op=Exists"),
        ({"key": "k", "operator": "Exists"}, "k op=Exists"),
        ({"operator": "Exists", "effect": "NoExecute"}, ":NoExecute op=Exists"),
        ({"key": "k", "value": "v", "effect": "NoSchedule"}, "k=v:NoSchedule"),
        ({"key": "k", "operator": "Exists", "tolerationSeconds": 0}, "k op=Exists for 0s"),
    ],
)
def test_tolerations(toleration, said) -> None:
    assert shown(tolerations=[toleration]).endswith(f"  Tolerations:\t{said}\n")


def test_tolerations_are_sorted_by_key() -> None:
    two = [{"key": "b", "operator": "Exists"}, {"key": "a", "operator": "Exists"}]
    assert shown(tolerations=two).endswith("  Tolerations:\ta op=Exists\n\tb op=Exists\n")


def test_spread_constraints_are_sorted_by_key() -> None:
    selector = {
        "matchLabels": {"b": "2"},
        "matchExpressions": [{"key": "a", "operator": "In", "values": ["y", "x"]}, {"key": "c", "operator": "Exists"}],
    }
    constraints = [
        {"topologyKey": "zone", "maxSkew": 1, "whenUnsatisfiable": "DoNotSchedule", "labelSelector": selector},
        {"topologyKey": "host", "maxSkew": 2, "whenUnsatisfiable": "ScheduleAnyway"},
    ]
    assert (
        "  Topology Spread Constraints:\thost:ScheduleAnyway when max skew 2 is exceeded\n"
        "  \tzone:DoNotSchedule when max skew 1 is exceeded for selector a in (x,y),b=2,c\n"
    ) in shown(topologySpreadConstraints=constraints)


def test_null_in_labels_is_an_empty_value_and_elsewhere_no_value() -> None:
    text = shown(metadata={"labels": {"a": None}, "annotations": {"b": None}}, nodeSelector=None)
    assert "  Labels:\ta=\n" in text
    assert "  Annotations:\tb: \n" in text
    assert "Node-Selectors:\t<none>" in text
