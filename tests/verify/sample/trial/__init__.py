"""A small trial with every kind of place that a number can stand in, for the tests of `report check`."""
