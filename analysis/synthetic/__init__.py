"""A seeded search for participant-level data that give the source paper's numbers back."""
