"""Changes of texts: fixes, with comments, order, quoting and indentation kept."""
