"""dslint's own files (configuration, rules, baselines, expectations): text -> values, positions -> schema -> errors."""
