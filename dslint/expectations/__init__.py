"""What a plan must satisfy: expectations from a file, and the default ones.

file.py reads a file of expectations, evaluation.py evaluates them, default_expectations.py has the defaults. A
condition is a function of a subject and its value in the file; conditions.py lists them by their names in the file.
"""
