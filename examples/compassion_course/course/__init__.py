"""The study: data in, rows out."""
