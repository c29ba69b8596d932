"""What dslint costs, as ratios of two commands taken in turn in one run."""
