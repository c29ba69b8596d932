"""Validation of admission policies and their bindings, but for their CEL expressions."""
