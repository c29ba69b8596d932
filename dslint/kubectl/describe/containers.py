"""Containers. Kubernetes: kubectl/pkg/describe (describeContainers)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from dslint.kubectl.describe import environment, probe
from dslint.kubectl.describe.writer import NONE, Writer

PROBES = (("livenessProbe", "Liveness"), ("readinessProbe", "Readiness"), ("startupProbe", "Startup"))


def write(writer: Writer, title: str, containers: Sequence[Mapping[str, Any]]) -> None:
    writer.write(0, f"  {title}:{'' if containers else f' {NONE}'}\n")
    for container in containers:
        _write_basics(writer, container)
        _write_words(writer, "Command", container.get("command") or ())
        _write_words(writer, "Args", container.get("args") or ())
        _write_resources(writer, container.get("resources") or {})
        for field, name in PROBES:
            if field in container:
                writer.line(2, name, probe.describe(container[field]))
        environment.write_sources(writer, container)
        environment.write_variables(writer, container)
        _write_mounts(writer, container)


def _write_basics(writer: Writer, container: Mapping[str, Any]) -> None:
    writer.write(1, f" {container.get('name') or ''}:\n")
    writer.line(2, "Image", container.get("image") or "")
    ports = container.get("ports") or ()
    _write_ports(writer, "Port", ports, "containerPort")
    _write_ports(writer, "Host Port", ports, "hostPort")
    profile = (container.get("securityContext") or {}).get("seccompProfile")
    if profile is not None:
        writer.line(2, "SeccompProfile", profile.get("type") or "")
        if profile.get("type") == "Localhost":
            writer.line(3, "LocalhostProfile", profile.get("localhostProfile") or "")


def _write_ports(writer: Writer, title: str, ports: Sequence[Mapping[str, Any]], field: str) -> None:
    shown = ", ".join(f"{port.get(field) or 0}/{port.get('protocol') or ''}" for port in ports)
    writer.line(2, f"{title}s" if "," in shown else title, shown or NONE)


def _write_words(writer: Writer, title: str, words: Sequence[str]) -> None:
    if words:
        writer.write(2, f"{title}:\n")
    for word in words:
        for part in word.split("\n"):
            writer.write(3, f"{part}\n")


def _write_resources(writer: Writer, resources: Mapping[str, Mapping[str, Any]]) -> None:
    for field, title in (("limits", "Limits"), ("requests", "Requests")):
        amounts = resources.get(field) or {}
        if amounts:
            writer.write(2, f"{title}:\n")
        writer.lines(3, [(name, amounts[name]) for name in sorted(amounts)])


def _write_mounts(writer: Writer, container: Mapping[str, Any]) -> None:
    mounts = container.get("volumeMounts") or ()
    none = "" if mounts else f"\t{NONE}"
    writer.write(2, f"Mounts:{none}\n")
    for path, mount in sorted(((mount.get("mountPath") or "", mount) for mount in mounts), key=itemgetter(0)):
        writer.write(3, f"{path} from {mount.get('name') or ''} ({','.join(_flags(mount))})\n")
    devices = container.get("volumeDevices") or ()
    if devices:
        # As in kubectl, this depends on the mounts, not on the devices.
        writer.write(2, f"Devices:{none}\n")
    for path, device in sorted(((device.get("devicePath") or "", device) for device in devices), key=itemgetter(0)):
        writer.write(3, f"{path} from {device.get('name') or ''}\n")


def _flags(mount: Mapping[str, Any]) -> list[str]:
    flags = ["ro" if mount.get("readOnly") else "rw"]
    if mount.get("subPath"):
        flags.append(f"path={json.dumps(mount['subPath'], ensure_ascii=False)}")
    return flags
