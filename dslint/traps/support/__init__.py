"""What several traps share."""
