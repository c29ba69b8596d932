"""Checks of the baseline level: host namespaces, paths and ports, and privileged containers."""

from __future__ import annotations

from dslint.admission.pod_security.violations import (
    PodSecurityPod,
    Setters,
    Violation,
    below,
    containers_where,
    named,
    plural,
    quoted,
    setters,
    unique,
)

PROBES = ("livenessProbe", "readinessProbe", "startupProbe")


HANDLERS = ("postStart", "preStop")


def host_namespaces(pod: PodSecurityPod) -> Violation | None:
    used = [field for field in ("hostNetwork", "hostPID", "hostIPC") if pod.spec.get(field)]
    if not used:
        return None
    detail = ", ".join(f"{field}=true" for field in used)
    return Violation("hostNamespaces", "host namespaces", detail, tuple(("spec", field) for field in used))


def host_path_volumes(pod: PodSecurityPod) -> Violation | None:
    volumes = pod.spec.get("volumes") or ()
    used = [(index, item) for index, item in enumerate(volumes) if item.get("hostPath") is not None]
    if not used:
        return None
    names = list(unique(item.get("name") or "" for _, item in used))
    paths = tuple(("spec", "volumes", index, "hostPath") for index, _ in used)
    return Violation("hostPathVolumes", "hostPath volumes", named("volume", names), paths)


def host_ports(pod: PodSecurityPod) -> Violation | None:
    found, ports = Setters(), set()
    for place, container in pod.containers:
        for index, port in enumerate(container.get("ports") or ()):
            if port.get("hostPort"):
                found.add_container(place, container, ("ports", index, "hostPort"))
                ports.add(str(port["hostPort"]))
    if not found:
        return None
    verb = "uses" if len(found.containers) == 1 else "use"
    detail = f"{found} {verb} {plural('hostPort', len(ports))} {', '.join(sorted(ports))}"
    return Violation("hostPorts", "hostPort", detail, tuple(found.paths))


def host_probes_and_lifecycle(pod: PodSecurityPod) -> Violation | None:
    """A probe or handler with a host makes the node connect to any address."""
    found, hosts = Setters(), set()
    for place, container in pod.containers:
        for path in _handlers():
            host = below(container, path)
            if host:
                found.add_container(place, container, path)
                hosts.add(host)
    if not found:
        return None
    verb = "uses" if len(found.containers) == 1 else "use"
    containers = named("container", sorted(found.containers))
    detail = f"{containers} {verb} {plural('probe or lifecycle host', len(hosts))} {quoted(sorted(hosts))}"
    return Violation("hostProbesAndHostLifecycle", "probe or lifecycle host", detail, tuple(found.paths))


def _handlers() -> list[tuple[str, ...]]:
    holders = [(probe,) for probe in PROBES] + [("lifecycle", handler) for handler in HANDLERS]
    return [(*holder, kind, "host") for holder in holders for kind in ("httpGet", "tcpSocket")]


def privileged(pod: PodSecurityPod) -> Violation | None:
    path = ("securityContext", "privileged")
    found = containers_where(pod, lambda container: bool(below(container, path)), *path)
    if not found:
        return None
    detail = f"{found} must not set securityContext.privileged=true"
    return Violation("privileged", "privileged", detail, tuple(found.paths))


def proc_mount(pod: PodSecurityPod) -> Violation | None:
    path = ("securityContext", "procMount")
    found, values = Setters(), set()
    for place, container in pod.containers:
        value = below(container, path)
        if value is not None and value != "Default":
            found.add_container(place, container, path)
            values.add(value)
    if not found:
        return None
    detail = f"{found} must not set securityContext.procMount to {quoted(sorted(values))}"
    return Violation("procMount", "procMount", detail, tuple(found.paths))


def proc_mount_of_1_35(pod: PodSecurityPod) -> Violation | None:
    """A pod in its own user namespace may unmask /proc: its root has no privileges on the node."""
    return None if pod.has_user_namespace else proc_mount(pod)


def windows_host_process(pod: PodSecurityPod) -> Violation | None:
    found, _ = setters(pod, ("windowsOptions", "hostProcess"), bool)
    if not found:
        return None
    detail = f"{found} must not set securityContext.windowsOptions.hostProcess=true"
    return Violation("windowsHostProcess", "hostProcess", detail, tuple(found.paths))
