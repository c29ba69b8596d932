"""Handlers of containers: probes, lifecycle hooks and the stop signal.

Kubernetes: validateHandler, validateLivenessProbe, validateReadinessProbe, validateStartupProbe, validateLifecycle,
validateSleepAction and validateStopSignal. A probe or hook has exactly one handler: the API server validates the first
one in its own order and rejects the others.
"""

from __future__ import annotations

from collections.abc import Sequence

from dslint.kubernetes.field_errors import Problems, forbidden, invalid, required, unsupported
from dslint.kubernetes.field_path import Field
from dslint.kubernetes.raw_values import Map, map_of
from dslint.validation.pod.pod_under_validation import PodUnderValidation

PROBE_HANDLERS = ("exec", "httpGet", "tcpSocket", "grpc")
HOOK_HANDLERS = ("exec", "httpGet", "tcpSocket", "sleep")


def handler_errors(handler: Map, place: Field, kinds: Sequence[str]) -> Problems:
    given = [kind for kind in kinds if handler.get(kind) is not None]
    if not given:
        yield required(place, "must specify a handler type")
        return
    for kind in given[1:]:
        yield forbidden(place.child(kind), "may not specify more than 1 handler type", at="key")


PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
READINESS = "readinessProbe"


def probe_errors(probe: Map, place: Field, *, kind: str) -> Problems:
    grpc = probe.get("grpc") is not None and place.release.enabled("GRPCContainerProbe")
    kinds = PROBE_HANDLERS if grpc else PROBE_HANDLERS[:3]
    yield from handler_errors(probe, place, kinds)
    seconds = probe.get("terminationGracePeriodSeconds")
    if kind != READINESS:
        threshold = probe.get("successThreshold", 1)
        if threshold != 1:
            yield invalid(place.child("successThreshold"), threshold, "must be 1")
    elif seconds is not None:
        yield invalid(place.child("terminationGracePeriodSeconds"), seconds, "must not be set for readinessProbes")


HOOKS = ("postStart", "preStop")
WINDOWS_SIGNALS = ("SIGKILL", "SIGTERM")


def lifecycle_errors(container: Map, place: Field, subject: PodUnderValidation) -> Problems:
    lifecycle, here = map_of(container, "lifecycle"), place.child("lifecycle")
    for name in HOOKS:
        if lifecycle.get(name) is None:
            continue
        sleep = lifecycle[name].get("sleep") is not None and subject.release.enabled("PodLifecycleSleepAction")
        kinds = HOOK_HANDLERS if sleep else HOOK_HANDLERS[:3]
        yield from handler_errors(lifecycle[name], here.child(name), kinds)
        if _reaches_sleep(lifecycle[name]):
            yield from _sleep_errors(lifecycle[name]["sleep"], here.child(name, "sleep"), subject)
    if lifecycle.get("stopSignal") is not None:
        yield from _stop_signal_errors(lifecycle["stopSignal"], here.child("stopSignal"), subject)


def _reaches_sleep(hook: Map) -> bool:
    return hook.get("sleep") is not None and all(hook.get(kind) is None for kind in HOOK_HANDLERS[:3])


def _sleep_errors(sleep: Map, place: Field, subject: PodUnderValidation) -> Problems:
    if not subject.release.enabled("PodLifecycleSleepAction"):
        return
    seconds = sleep.get("seconds") or 0
    grace = subject.spec.get("terminationGracePeriodSeconds", 30)
    zero_allowed = subject.release.enabled("PodLifecycleSleepActionAllowZero")
    if (0 if zero_allowed else 1) <= seconds <= grace:
        return
    least = "non-negative" if zero_allowed else "greater than 0"
    yield invalid(place, seconds, f"must be {least} and less than terminationGracePeriodSeconds ({grace})")


def _stop_signal_errors(signal: str, place: Field, subject: PodUnderValidation) -> Problems:
    system = map_of(subject.spec, "os").get("name") or ""
    if not system:
        yield forbidden(place, "may not be set for containers with empty `spec.os.name`")
    elif system == "windows" and signal not in WINDOWS_SIGNALS:
        yield unsupported(place, signal, WINDOWS_SIGNALS)
