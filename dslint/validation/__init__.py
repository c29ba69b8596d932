"""What the API server says beyond types: one module a subject, and its warnings."""
