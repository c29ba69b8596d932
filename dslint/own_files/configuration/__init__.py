"""Configuration: finding it, reading it, and telling where each value comes from."""
