"""How the scheduler ranks the nodes that a plain pod fits: one module a score plugin, named as the plugin."""
