"""The figures of the paper and its supplement: drawings of rows, with captions and alternative texts."""
