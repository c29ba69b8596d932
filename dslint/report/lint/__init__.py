"""Reports of lint, one module per format."""
