"""The statements of the paper, each as a claim with its exact rule and the rows on which it rests.

A claim reads rows only, from any mapping of ids to rows, so that a sensitivity analysis can put the same
question to other rows.
"""
