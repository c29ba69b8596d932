"""What other linters are told to ignore, as dslint's own configuration and suppressions."""
