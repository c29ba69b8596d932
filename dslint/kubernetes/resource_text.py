"""Resource amounts in readable units."""

from __future__ import annotations

_BYTES = ((1 << 40, "Ti"), (1 << 30, "Gi"), (1 << 20, "Mi"), (1 << 10, "Ki"))


def show(resource: str, amount: int) -> str:
    """`300m`, `2`, `1536Mi`: base units in the largest unit that divides them."""
    if resource == "cpu":
        return str(amount // 1000) if amount % 1000 == 0 else f"{amount}m"
    if resource in ("memory", "ephemeral-storage") or resource.startswith("hugepages-"):
        return _bytes(amount)
    return str(amount)


def _bytes(amount: int) -> str:
    for size, unit in _BYTES:
        if amount and amount % size == 0:
            return f"{amount // size}{unit}"
    return str(amount)
