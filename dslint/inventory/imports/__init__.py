"""Node lists of other tools -> compact inventories: one module per tool."""
