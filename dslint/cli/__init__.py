"""The command line: one thin module per command, which turns options into one call and writes one report."""
