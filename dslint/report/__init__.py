"""One module an output format; none decides anything."""
