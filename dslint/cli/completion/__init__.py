"""Completion in shells: what may follow on a command line that is being typed."""
