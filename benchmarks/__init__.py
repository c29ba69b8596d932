"""Benchmarks of dslint, as ratios of two commands that run in turn."""
