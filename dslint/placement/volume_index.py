"""The volumes of a cluster, by what claims with delayed binding ask of them.

Kubernetes: component-helpers/storage/volume (FindMatchingVolume). Volumes do not change while pods are placed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from dslint.kubernetes import quantity
from dslint.kubernetes.cluster import Node
from dslint.kubernetes.selectors import LabelSelector
from dslint.placement.volumes import Object, class_name, name_of, reaches, requested


class _Offer(NamedTuple):
    """A volume. Of equal size, the first in the list of volumes is taken."""

    size: int
    order: int
    volume: Object


class VolumeIndex:
    """Of one snapshot."""

    @classmethod
    def of(cls, objects: Mapping[str, Sequence[Object]]) -> VolumeIndex:
        """Of those among all objects of a cluster."""
        return cls(objects.get("PersistentVolume", ()))

    def __init__(self, volumes: Iterable[Object]) -> None:
        self._reserved: dict[tuple[str, Any], list[Object]] = {}
        self._free: dict[tuple[object, ...], list[_Offer]] = {}
        self._suitable: dict[Hashable, _Suitable] = {}
        for order, volume in enumerate(volumes):
            reference = _spec(volume).get("claimRef")
            if reference:
                key = reference.get("namespace") or "default", reference.get("name")
                self._reserved.setdefault(key, []).append(volume)
            elif _is_available(volume):
                kind = (*_kind(volume), _spec(volume).get("storageClassName") or "")
                self._free.setdefault(kind, []).append(_Offer(_size(volume), order, volume))

    def matching(self, claim: Object, node: Node, taken: Collection[str]) -> Object | None:
        """The smallest volume that suits the claim and can be reached from the node, if not one kept for the claim."""
        metadata = claim.get("metadata") or {}
        for volume in self._reserved.get((metadata.get("namespace") or "default", metadata.get("name")), ()):
            if name_of(volume) not in taken and _is_for(volume, claim):
                return volume if reaches(volume, node) else None
        return self._offers(claim).smallest(requested(claim), node, taken)

    def _offers(self, claim: Object) -> _Suitable:
        spec, kind = _spec(claim), (*_kind(claim), class_name(claim))
        modes = frozenset(spec.get("accessModes") or ())
        key = kind, modes, repr(spec.get("selector"))
        known = self._suitable.get(key)
        if known is None:
            selector = LabelSelector.of(spec.get("selector"))
            known = self._suitable[key] = _Suitable(
                one for one in self._free.get(kind, ()) if _suits(one.volume, selector, modes)
            )
        return known


class _Suitable:
    """Volumes that suit claims in all but size, the smallest first.

    Nearly every volume is bound to one zone or one node by the value of a label, so that the others are few.
    """

    def __init__(self, offers: Iterable[_Offer]) -> None:
        self._by_label: dict[str, dict[str, list[_Offer]]] = {}
        self._others: list[_Offer] = []
        for offer in sorted(offers, key=_order):
            bound = _only_label(offer.volume)
            if bound is None:
                self._others.append(offer)
                continue
            key, values = bound
            for value in dict.fromkeys(values):
                self._by_label.setdefault(key, {}).setdefault(value, []).append(offer)

    def smallest(self, size: int, node: Node, taken: Collection[str]) -> Object | None:
        found = [*islice(_free(self._others, size, taken, node), 1)]
        for key, by_value in self._by_label.items():
            value = node.label(key)
            there = () if value is None else by_value.get(value, ())
            found += islice(_free(there, size, taken, None), 1)
        return min(found, key=_order).volume if found else None


def _order(offer: _Offer) -> tuple[int, int]:
    return offer.size, offer.order


def _free(offers: Sequence[_Offer], size: int, taken: Collection[str], node: Node | None) -> Iterator[_Offer]:
    """Those of at least this size that are not taken and that the node reaches, if it is to be asked."""
    for at in range(bisect_left(offers, (size, -1)), len(offers)):
        offer = offers[at]
        if name_of(offer.volume) not in taken and (node is None or reaches(offer.volume, node)):
            yield offer


def _only_label(volume: Object) -> tuple[str, Sequence[str]] | None:
    """The label and its values that alone decide which nodes reach a volume; None if it is decided otherwise."""
    required: dict[str, Any] = (_spec(volume).get("nodeAffinity") or {}).get("required") or {}
    terms: Sequence[Any] = required.get("nodeSelectorTerms") or ()
    if len(terms) != 1 or terms[0].get("matchFields") or len(terms[0].get("matchExpressions") or ()) != 1:
        return None
    (expression,) = terms[0]["matchExpressions"]
    values = expression.get("values")
    if expression.get("operator") != "In" or not values:
        return None
    return expression.get("key") or "", values


def _is_for(volume: Object, claim: Object) -> bool:
    """Whether a volume that is kept for a claim of this name may hold it."""
    uid = (_spec(volume).get("claimRef") or {}).get("uid")
    if uid not in (None, "", (claim.get("metadata") or {}).get("uid")) or _is_deleted(volume):
        return False
    return _kind(volume) == _kind(claim) and _size(volume) >= requested(claim)


def _is_available(volume: Object) -> bool:
    return not _is_deleted(volume) and ((volume.get("status") or {}).get("phase") or "Available") == "Available"


def _suits(volume: Object, selector: LabelSelector | None, modes: frozenset[str]) -> bool:
    if selector is not None and not selector.matches((volume.get("metadata") or {}).get("labels") or {}):
        return False
    return modes <= set(_spec(volume).get("accessModes") or ())


def _kind(holder: Object) -> tuple[str, str]:
    """What a volume and its claim have in common."""
    spec = _spec(holder)
    return spec.get("volumeMode") or "Filesystem", spec.get("volumeAttributesClassName") or ""


def _size(volume: Object) -> int:
    return quantity.value((_spec(volume).get("capacity") or {}).get("storage") or 0)


def _is_deleted(volume: Object) -> bool:
    return bool((volume.get("metadata") or {}).get("deletionTimestamp"))


def _spec(raw: Object) -> Object:
    return raw.get("spec") or {}
