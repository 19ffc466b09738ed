"""Data that a study reads: dictionary, validation, delimited files, protocol constants.

May import `rows` and `files`.
"""
