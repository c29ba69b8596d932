"""Bytes -> documents: finding files, YAML as Kubernetes reads it, positions, suppression comments."""
