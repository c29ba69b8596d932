"""The shell of the pages that reports write: one file each, which requests nothing and reads well without script."""
