"""Reports of plans: one module per format. None decides anything."""
