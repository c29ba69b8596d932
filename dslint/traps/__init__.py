"""Accepted, and will not do what it seems to: one module a trap."""
