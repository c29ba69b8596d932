"""Suppressions of findings: in comments, annotations and the configuration, and the checks of suppressions."""
