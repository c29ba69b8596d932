"""Defaults that some releases set and nothing but the schema looks at: with and without them, the same is reported."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dslint.admission.field_defaults import Map

_OF_SPEC = {"revisionHistoryLimit": 10}
_OF_ROLLING_UPDATE = {"maxSurge": 0}
_OF_POD = {"schedulerName": "default-scheduler"}
_OF_CONTAINER = {"terminationMessagePolicy": "File"}
_OF_HOST_PATH = {"type": ""}


def without_idle_defaults(value: Map) -> Map:
    """The object without these defaults, for a DaemonSet; others as they are. What is in it is not copied further."""
    spec = value.get("spec")
    if value.get("kind") != "DaemonSet" or not isinstance(spec, dict):
        return value
    spec = _without(spec, _OF_SPEC)
    _replace(spec, "updateStrategy", _strategy)
    _replace(spec, "template", _template)
    return {**value, "spec": spec}


def _strategy(strategy: Map) -> Map:
    strategy = {**strategy}
    _replace(strategy, "rollingUpdate", lambda rolling_update: _without(rolling_update, _OF_ROLLING_UPDATE))
    return strategy


def _template(template: Map) -> Map:
    template = {**template}
    _replace(template, "spec", _pod)
    return template


def _pod(spec: Map) -> Map:
    spec = _without(spec, _OF_POD)
    for name in ("containers", "initContainers"):
        _replace(spec, name, lambda items: [_without(item, _OF_CONTAINER) for item in items])
    _replace(spec, "volumes", lambda items: [_volume(item) for item in items])
    return spec


def _volume(volume: Any) -> Any:
    if not isinstance(volume, dict) or "hostPath" not in volume:
        return volume
    return {**volume, "hostPath": _without(volume["hostPath"], _OF_HOST_PATH)}


def _replace(where: Map, key: str, change: Any) -> None:
    if isinstance(where.get(key), (dict, list)):
        where[key] = change(where[key])


def _without(value: Any, defaults: Mapping[str, object]) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: item for key, item in value.items() if key not in defaults or item != defaults[key]}
