"""Validation of scheduling: affinity, tolerations, topology spread."""
