"""What the API server would keep of a manifest, and what it says of it."""
