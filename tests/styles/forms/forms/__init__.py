"""A study that prints a row in every format and style."""
