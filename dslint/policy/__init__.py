"""Policies: dslint's rules/ and users' rules, their evaluation, profiles, suppressions, baselines."""
