"""One module per trap, named as its rule in rules/."""
