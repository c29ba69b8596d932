"""Types of the API: the JSON Schemas, decoding, and constraints on single values, in the API server's words."""
