"""One module a command, thin: options in, one call, one report out."""
