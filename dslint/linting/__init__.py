"""The pipeline of engine.lint: inputs, their objects, the problems of each, and findings with positions."""
