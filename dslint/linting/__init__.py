"""What engine.lint puts together: inputs, the objects in them, what each room says of one, and findings with places."""
