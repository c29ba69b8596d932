"""What the API server would store of a manifest, and why it would reject it.

Kubernetes: staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go decodes (strictly) and defaults in one step,
then validates. Admission comes between the two; what depends on the cluster is not known here (dslint.admission).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

from dslint.admission.defaults import EXTENSIONS, defaulted, fill_selector
from dslint.api_server.objects import ManifestObject
from dslint.findings import FieldPath, Problem
from dslint.kubernetes.field_errors import REQUIRED
from dslint.kubernetes.field_path import lies_in, with_ancestors
from dslint.kubernetes.release import Release
from dslint.schema.decoder import Decoded, decode
from dslint.schema.value_constraints import value_errors

LARGE_TEXT = 3 * 1024 * 1024 // 5
"""Characters of a text without aliases that can become 3 MiB of JSON: `{a,b}` becomes `{"a":null,"b":null}`."""

DROPPED_FIELD = "DS102"
_TYPE = (("apiVersion",), ("kind",))
_MISSING_VALUES = frozenset({REQUIRED, "DS231", "DS232"})
"""Required values, and selectors that are empty or match nothing: the missing value may be present but unreadable."""


class StoredObject:
    """An object in the three forms it takes on its way into the API server of one release.

    `written` is the manifest, `decoded` what the decoder reads of it, `value` the object after defaulting. None of
    them may be changed: everyone who asks for the object gets the same one.
    """

    def __init__(self, written: Mapping[str, Any], release: Release, decoded: Decoded) -> None:
        self.written = written
        self.release = release
        self.decoded = decoded

    @classmethod
    def of(cls, written: Mapping[str, Any], release: Release) -> StoredObject:
        """Decodes and defaults a manifest of any kind; kinds that dslint does not check come back as they are."""
        return cls(written, release, release.once(_decoded, written))

    @property
    def kind(self) -> object:
        return self.decoded.value.get("kind")

    @cached_property
    def read(self) -> dict[str, Any]:
        return self.release.once(_read, self.decoded)

    @cached_property
    def value(self) -> dict[str, Any]:
        return self.release.once(_stored, self.written, self.read)

    def problems(self, current: StoredObject | None = None) -> tuple[Problem, ...]:
        """What decoder and validation report, in that order. `current` is the object that this one updates."""
        baseline = _admitted(current.value) if current else None
        decoding = self.decoded.problems
        values = self.release.once(_value_problems, self.like_others, baseline)
        # Of unknown fields, and of what serves the kind, validation knows nothing.
        before = self.release.once(_before_validation, decoding, values)
        errors = self.release.once(_errors, self.judged(current), baseline, before)
        return self.release.once(_joined, decoding, values, errors)

    @cached_property
    def like_others(self) -> dict[str, Any]:
        """The value; of releases that are judged together, without defaults that nothing but the schema looks at."""
        if self.kind != "DaemonSet" or len(self.release.together) == 1:
            return self.value
        return self.release.once(_without_idle_defaults, self.written, self.read)

    def judged(self, current: StoredObject | None = None) -> dict[str, Any]:
        """As like_others, also of a release with another apiVersion: nothing but the schema and updates ask for it."""
        return self.like_others if current else self.release.first_like(self.like_others, _of_any_version)

    def dropped_fields(self, current: StoredObject | None = None) -> Sequence[Problem]:
        """Which fields of the manifest the server drops because their feature gates are off."""
        if self.kind not in ("DaemonSet", "Pod"):
            return ()
        return self.release.once(_dropped_fields, self.read, current.value if current else None)

    def primary(self, problems: Iterable[Problem]) -> Iterable[Problem]:
        """The problems that are their own, and not just the result of a value that could not be read."""
        unreadable = self.decoded.unreadable
        if not unreadable:
            return problems
        above, decoding = with_ancestors(unreadable), frozenset(self.decoded.problems)
        return (one for one in problems if not _results_from(one, unreadable, above) or one in decoding)


def _decoded(written: Mapping[str, Any], release: Release) -> Decoded:
    return decode(written if isinstance(written, dict) else dict(written), release)


def _read(decoded: Decoded, _: Release) -> dict[str, Any]:
    """A step of its own: releases may read the same values and tell of other problems."""
    return decoded.value


def _stored(written: Mapping[str, Any], read: dict[str, Any], release: Release) -> dict[str, Any]:
    return _as_served(written, defaulted(read, release))


def _without_idle_defaults(written: Mapping[str, Any], read: dict[str, Any], release: Release) -> dict[str, Any]:
    from dslint.admission.idle_defaults import without_idle_defaults

    return _as_served(written, without_idle_defaults(read, release))


def _as_served(written: Mapping[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    """Servers that no longer serve extensions/v1beta1 keep what it has stored. The value is changed."""
    if written.get("apiVersion") == EXTENSIONS and value.get("kind") == "DaemonSet":
        fill_selector(value)
    return value


def _of_any_version(value: dict[str, Any]) -> dict[str, Any]:
    return {**value, "apiVersion": ""} if value.get("kind") == "DaemonSet" else value


def _value_problems(value: dict[str, Any], baseline: dict[str, Any] | None, release: Release) -> tuple[Problem, ...]:
    found = tuple(value_errors(value, release))
    if not found:
        return ()
    from dslint.validation.unvalidated_fields import unvalidated_paths

    ignored = unvalidated_paths(value, release, baseline=baseline)
    return tuple(problem for problem in found if not lies_in(problem.path, ignored))


def _joined(*found: Any) -> tuple[Problem, ...]:
    decoding, values, errors, _ = found
    return (*decoding, *values, *errors)


def _before_validation(decoding: tuple[Problem, ...], values: tuple[Problem, ...], _: Release) -> tuple[Problem, ...]:
    return tuple(one for one in decoding + values if one.code != DROPPED_FIELD and one.path not in _TYPE)


def _errors(
    value: dict[str, Any], baseline: dict[str, Any] | None, found: tuple[Problem, ...], release: Release
) -> tuple[Problem, ...]:
    from dslint.validation.objects import object_errors

    return tuple(object_errors(_admitted(value), release, baseline=baseline, found=found))


def _dropped_fields(read: dict[str, Any], current: dict[str, Any] | None, release: Release) -> tuple[Problem, ...]:
    from dslint.validation.disabled_fields import disabled_in_object

    disabled = disabled_in_object(read, release, current)
    if not disabled:
        return ()
    from dslint.api_server.dropped_fields import dropped_fields

    return tuple(dropped_fields(read, disabled, release))


def _admitted(value: dict[str, Any]) -> dict[str, Any]:
    """The object as it is validated: in every cluster, admission gives a Pod a service account first."""
    if value.get("kind") != "Pod":
        return value
    from dslint.admission.service_account import with_default_name

    return with_default_name(value)


class StoredObjects:
    """The stored objects of one run: each manifest is decoded and defaulted once a release."""

    def __init__(self) -> None:
        self._objects: dict[tuple[object, ...], StoredObject] = {}

    def of(self, written: Mapping[str, Any], release: Release) -> StoredObject:
        """As StoredObject.of. Manifests are told apart by identity, not by value."""
        # The stored object keeps the manifest alive, so that no other can get its id.
        key = (id(written), release.version, frozenset(release.gates.items()))
        found = self._objects.get(key)
        if found is None:
            found = self._objects[key] = StoredObject.of(written, release)
        return found


def rejections(
    manifest: ManifestObject, release: Release, objects: StoredObjects, baseline: Mapping[str, Any] | None = None
) -> Iterator[Problem]:
    """Why the API server rejects an object, without the errors of its text.

    `baseline` is the object that it updates, as written.
    """
    refused = refused_unread(manifest, release)
    if refused is not None:
        yield refused
        return
    stored = objects.of(manifest.value, release)
    current = objects.of(baseline, release) if baseline is not None else None
    yield from stored.primary(stored.problems(current))


def refused_unread(manifest: ManifestObject, release: Release) -> Problem | None:
    """Why the API server decodes nothing of an object: it is not said what it is, or no request can hold it."""
    if manifest.problem is not None:
        return manifest.problem
    if manifest.document is not None and not _may_be_large(manifest.document.lines.text):
        return None
    from dslint.api_server.request_size import too_large

    return too_large(manifest.value, release)


@lru_cache(maxsize=1)  # once for all objects of a text
def _may_be_large(text: str) -> bool:
    """Whether a text can have an object of more than 3 MiB: hardly any is long enough, or has aliases."""
    return len(text) > LARGE_TEXT or ("&" in text and "*" in text)


def _results_from(problem: Problem, unreadable: frozenset[FieldPath], above: frozenset[FieldPath]) -> bool:
    """Whether an unreadable value is at or above the place of a problem, or may be the very value that is missing.

    `above` are the paths that lead to unreadable values.
    """
    paths = (problem.path, *(related.path for related in problem.related))
    if any(lies_in(path, unreadable) for path in paths):
        return True
    return problem.code in _MISSING_VALUES and any(path in above for path in paths)
