"""Traps: manifests that Kubernetes accepts and that do not do what they seem to. One module per trap in rules/."""
