"""One module per trap, named like its rule in rules/."""
