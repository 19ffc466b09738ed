"""A study and its run: tagged products, their dependencies, the project and its settings.

May import `rows`, `files` and `data`.
"""
