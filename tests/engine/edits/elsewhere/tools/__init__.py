"""A package from elsewhere."""
