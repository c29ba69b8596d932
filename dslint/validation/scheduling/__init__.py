"""Validation of what decides where a pod goes: affinity, tolerations, spread, gates."""
