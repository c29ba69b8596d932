"""Reports of plans: one module a format, none decides anything."""
