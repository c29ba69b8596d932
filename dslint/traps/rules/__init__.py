"""One module a trap: its code and the check."""
