"""The study: results of R in, rows out."""
