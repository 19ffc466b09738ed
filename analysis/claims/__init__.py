"""The statements of the paper, each as a claim with its exact rule and the rows that it depends on.

A claim reads only rows, from any mapping of ids to rows, so that a sensitivity analysis can evaluate it on
other rows.
"""
