"""Names that another module imports all at once."""

from lab.registry import Derived as Renamed

STARRED = 3


def starred(value):
    return value + STARRED


__all__ = ["STARRED", "Renamed", "starred"]
