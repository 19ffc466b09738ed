"""The tables of the paper and its supplement: each arranges rows and computes nothing."""
