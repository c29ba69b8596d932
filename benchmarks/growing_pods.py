"""Pods with so many of one thing."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.growing import LABELS, Item, Table, Value, containers, in_container, in_metadata, in_pod, labels, pod

from benchmarks.growing import container, daemonset, pod_spec, times, volumes  # isort: skip

SPREAD = {"maxSkew": 1, "whenUnsatisfiable": "DoNotSchedule"}
ANTI_AFFINITY = {"topologyKey": "a", "labelSelector": {"matchLabels": LABELS}}
CLAIM = {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}


def toleration(**fields: str) -> Value:
    return {"operator": "Exists", **fields}


def owner(index: int) -> Value:
    return {"apiVersion": "v1", "kind": "Pod", "name": f"p{index}", "uid": f"u{index}"}


def term(*expressions: Value) -> Value:
    return {"matchExpressions": list(expressions)}


def node_affinity(*terms: Value) -> Value:
    return {
        "affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": terms}}}
    }


def values(item: Sequence[str]) -> Value:
    return {"key": "a", "operator": "In", "values": item}


def claims(number: int) -> Value:
    named = times(number, lambda index: {"name": f"c{index}", "resourceClaimName": "x"})
    used = times(number, lambda index: {"name": f"c{index}"})
    return daemonset(pod_spec(container(resources={"claims": used}), resourceClaims=named))


def claims_of_nothing(number: int) -> Value:
    return daemonset(pod_spec(container(resources={"claims": times(number, lambda index: {"name": f"c{index}"})})))


def projected(source: Item) -> Item:
    return lambda number: daemonset(pod_spec(volumes=[{"name": "v", "projected": {"sources": times(number, source)}}]))


def config_map(index: int, **fields: object) -> Value:
    return {"configMap": {"name": f"c{index}", **fields}}


METADATA: Table = {
    "bad labels": (1600, labels("labels", lambda index: f"-{index}-")),
    "bad label values": (1600, labels("labels", lambda index: f"k{index}", "-")),
    "annotations": (4000, labels("annotations", lambda index: f"a{index}")),
    "owner references": (4000, in_metadata("ownerReferences", owner)),
    "owner references that control": (
        1600,
        in_metadata("ownerReferences", lambda index: {**owner(index), "controller": True}),
    ),
    "finalizers": (2000, in_metadata("finalizers", lambda index: f"f{index}")),
}

SCHEDULING: Table = {
    "equal tolerations": (1600, in_pod("tolerations", lambda _: toleration(key="a"))),
    "different tolerations": (4000, in_pod("tolerations", lambda index: toleration(key=f"k{index}"))),
    "tolerations of values": (4000, in_pod("tolerations", lambda index: {"key": "a", "value": f"v{index}"})),
    "bad tolerations": (1600, in_pod("tolerations", lambda index: {"key": f"k{index}", "operator": "Has"})),
    "tolerations of everything": (1600, in_pod("tolerations", lambda _: toleration())),
    "spread constraints": (
        1600,
        in_pod("topologySpreadConstraints", lambda index: {**SPREAD, "topologyKey": f"t{index}"}),
    ),
    "equal spread constraints": (1600, in_pod("topologySpreadConstraints", lambda _: {**SPREAD, "topologyKey": "t"})),
    "values of an expression": (
        8000,
        pod(lambda number: node_affinity(term(values(times(number, lambda index: f"v{index}"))))),
    ),
    "bad values of an expression": (
        1600,
        pod(lambda number: node_affinity(term(values(times(number, lambda index: f"-{index}-"))))),
    ),
    "match expressions": (
        4000,
        pod(lambda number: node_affinity(term(*times(number, lambda i: {"key": f"k{i}", "operator": "Exists"})))),
    ),
    "contradicting match expressions": (
        2000,
        pod(lambda number: node_affinity(term(*times(number, lambda index: values([f"a{index}"]))))),
    ),
    "node selector terms": (
        2000,
        pod(lambda number: node_affinity(*times(number, lambda i: term({"key": f"k{i}", "operator": "Exists"})))),
    ),
    "node selector": (8000, pod(lambda number: {"nodeSelector": {f"k{index}": "a" for index in range(number)}})),
    "bad node selector": (1600, pod(lambda number: {"nodeSelector": {f"-{index}": "a" for index in range(number)}})),
    "pod anti-affinity terms": (
        800,
        pod(
            lambda number: {
                "affinity": {
                    "podAntiAffinity": {
                        "requiredDuringSchedulingIgnoredDuringExecution": times(number, lambda _: ANTI_AFFINITY)
                    }
                }
            }
        ),
    ),
    "scheduling gates": (1600, in_pod("schedulingGates", lambda _: {"name": "a"})),
    "readiness gates": (1600, in_pod("readinessGates", lambda index: {"conditionType": f"-x{index}"})),
}

VOLUMES: Table = {
    "volumes": (1600, volumes(lambda _: {"emptyDir": {}})),
    "equal volumes": (1600, in_pod("volumes", lambda _: {"name": "v", "emptyDir": {}})),
    "host paths": (1600, volumes(lambda index: {"hostPath": {"path": f"/p{index}"}})),
    "equal host paths": (1600, volumes(lambda _: {"hostPath": {"path": "/p"}})),
    "equal config maps": (1600, volumes(lambda _: config_map(0))),
    "equal claims of volumes": (1600, volumes(lambda _: {"persistentVolumeClaim": {"claimName": "c"}})),
    "ephemeral volumes": (800, volumes(lambda _: {"ephemeral": {"volumeClaimTemplate": {"spec": CLAIM}}})),
    "projected sources": (3200, projected(config_map)),
    "projected sources of one path": (
        800,
        projected(lambda index: config_map(index, items=[{"key": "k", "path": "p"}])),
    ),
    "files of a config map": (
        1600,
        lambda number: daemonset(
            pod_spec(
                volumes=[{"name": "v", **config_map(0, items=times(number, lambda i: {"key": "k", "path": f"p{i}"}))}]
            )
        ),
    ),
}

OTHERS: Table = {
    "unknown fields": (2000, pod(lambda number: {f"foo{index}": 1 for index in range(number)})),
    "resource claims": (2000, in_pod("resourceClaims", lambda i: {"name": f"c{i}", "resourceClaimName": "x"})),
    "equal resource claims": (1600, in_pod("resourceClaims", lambda _: {"name": "c", "resourceClaimName": "x"})),
    "claims of a container": (800, claims),
    "claims that are not there": (1600, claims_of_nothing),
    "wrong types": (1600, in_container("args", lambda index: index)),
    "host aliases": (1600, in_pod("hostAliases", lambda index: {"ip": "x", "hostnames": [f"-a{index}"]})),
    "image pull secrets": (3200, in_pod("imagePullSecrets", lambda index: {"name": f"s{index}"})),
    "equal image pull secrets": (1600, in_pod("imagePullSecrets", lambda _: {"name": "s"})),
    "sysctls": (
        1600,
        pod(lambda n: {"securityContext": {"sysctls": times(n, lambda i: {"name": f"net.a{i}", "value": "1"})}}),
    ),
    "equal sysctls": (
        1600,
        pod(lambda n: {"securityContext": {"sysctls": times(n, lambda _: {"name": "net.a", "value": "1"})}}),
    ),
    "supplemental groups": (1600, pod(lambda n: {"securityContext": {"supplementalGroups": [-1] * n}})),
    "search domains": (1600, pod(lambda n: {"dnsConfig": {"searches": times(n, lambda i: f"-a{i}")}})),
    "containers of unknown fields": (800, containers(lambda index: container(f"c{index}", foo="x"))),
}
