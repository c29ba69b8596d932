"""How the scheduler ranks the nodes that a plain pod fits: one module for each score plugin, named after it."""
