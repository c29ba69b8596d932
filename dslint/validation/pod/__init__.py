"""Validation of a pod as a whole: its spec, metadata, DNS, security context, claims and updates."""
