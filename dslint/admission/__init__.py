"""Defaults of objects by version, and admission of pods."""
