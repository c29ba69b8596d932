"""Validation of containers: names, ports, probes, environment, resources, security context."""
