"""Quarto as the second engine: what it is given before it renders, and what is done with what it made."""
