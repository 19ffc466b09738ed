"""The tables of the paper and its supplement; they arrange rows and do not compute."""
