"""Rows, the unit of a paper: statistics, claims, the ledger, and the tables and figures that name rows.

Imports no other room.
"""
