"""The validation of the API server beyond types, by subject, and its warnings.

Rules about a single value are in the schemas. Here are the rules about several fields, versions and feature gates, and
updates, and those whose errors use another name for the field.
"""
