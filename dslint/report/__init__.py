"""Reports: one module per output format. None decides anything."""
