"""What the server makes of an object: defaults by version, then what admission adds to its pods."""
