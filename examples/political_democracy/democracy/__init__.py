"""Industrialisation and political democracy: a second study, written on the same engine."""
