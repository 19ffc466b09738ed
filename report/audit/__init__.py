"""Audits the numbers of any paper: reported tests, estimates, granularity, path models. May import all rooms below."""
