"""Exports: tables, figures and statistics in the formats that journals, reviewers and archives ask for."""
