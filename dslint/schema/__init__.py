"""Documents -> shape: the schema that applies, what breaks it, in the API server's words."""
