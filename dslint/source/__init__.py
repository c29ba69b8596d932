"""Bytes -> documents: finding files, Kubernetes' YAML, positions, suppression comments."""
