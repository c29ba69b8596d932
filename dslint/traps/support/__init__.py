"""Code that several traps share."""
