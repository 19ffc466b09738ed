"""Quarto as the second engine: the steps before and after its render. May import every room but `cli`."""
