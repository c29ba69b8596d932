"""Validation of a DaemonSet around its template, and of updates to one."""
