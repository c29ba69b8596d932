"""The scheduler's filter plugins: one module each, named as the plugin."""
