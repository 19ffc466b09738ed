"""A seeded search for participant-level data that reproduce the source paper's numbers."""
