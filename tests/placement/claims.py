"""ResourceClaims, device classes and slices in short."""

from __future__ import annotations

STAMP = "2026-01-01T00:00:00Z"


def request(name="r", device_class="gpu", **more):
    return {"name": name, "exactly": {"deviceClassName": device_class, **more}}


def claim(name="gpu", *requests, **more):
    metadata = {"name": name, "namespace": "default", **more.pop("metadata", {})}
    return {"metadata": metadata, "spec": {"devices": {"requests": list(requests) or [request()]}}, **more}


def template(name="gpus", *requests):
    spec = {"devices": {"requests": list(requests) or [request()]}}
    return {"metadata": {"name": name, "namespace": "default"}, "spec": {"spec": spec}}


def allocated(zone="", *, stamp=STAMP, reserved=(), devices=(), **more):
    """A claim with an allocation; with a zone its devices are there."""
    status = {"allocation": {"devices": {"results": list(devices)}}}
    if zone:
        expression = {"key": "zone", "operator": "In", "values": [zone]}
        status["allocation"]["nodeSelector"] = {"nodeSelectorTerms": [{"matchExpressions": [expression]}]}
    if stamp:
        status["allocation"]["allocationTimestamp"] = stamp
    if reserved:
        status["reservedFor"] = [{"resource": "pods", "name": name} for name in reserved]
    return claim(status=status, **more)


def device_class(name="gpu", *expressions):
    selectors = [{"cel": {"expression": text}} for text in expressions]
    return {"metadata": {"name": name}, "spec": {"selectors": selectors}}


def slice_of(node, *names, driver="gpu.example", pool="", generation=1, count=1, devices=None, **spec):
    """A slice with the devices of a node; without a node the spec says whose they are."""
    where = {"nodeName": node} if node else spec
    return {
        "metadata": {"name": f"{driver}-{node}-{generation}"},
        "spec": {
            "driver": driver,
            "pool": {"name": pool or node, "generation": generation, "resourceSliceCount": count},
            "devices": devices or [{"name": name} for name in names],
            **where,
        },
    }


def result(pool, device, driver="gpu.example", **more):
    """A device of an allocation."""
    return {"request": "r", "driver": driver, "pool": pool, "device": device, **more}


NAMED = [{"name": "g", "resourceClaimName": "gpu"}]
GENERATED = [{"name": "g", "resourceClaimTemplateName": "gpus"}]
