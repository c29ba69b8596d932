"""rules/ and users' rules: loading, deciding, profiles, suppressions, baselines."""
