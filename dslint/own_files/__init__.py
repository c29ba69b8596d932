"""dslint's own files (configuration, rules, baselines, expectations): text -> values and places -> schema -> errors."""
