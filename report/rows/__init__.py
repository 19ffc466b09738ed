"""Rows, the unit of a paper: statistics, claims, the ledger, and the tables and figures that refer to rows.

Imports no other room.
"""
