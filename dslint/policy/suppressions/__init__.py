"""What silences findings: comments, annotations, the configuration; each is held to account itself."""
