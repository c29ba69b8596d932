"""What a plan must come to: the gates that people write down, and the plain ones that hold without a file.

file.py reads a file of expectations, evaluate.py holds a plan against them, plain.py against the defaults. A condition
is a function of a subject and what the file says; conditions.py lists them by the name that they have there.
"""
