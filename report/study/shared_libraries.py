"""Loads libraries that several products need once, in the process from which the products' processes are forked."""

from __future__ import annotations

import importlib
import sys
import warnings
from contextlib import suppress

from report.files.recorder import recording

#: What the rooms of the engine import when most products call them; each library takes up to a second.
_IMPORTED_BY = {"report.pathmodels": "scipy.special"}
#: The libraries that products of any study are likely to need.
LIKELY = ("pandas", *_IMPORTED_BY.values())


def shared_libraries() -> list[str]:
    """The libraries that the products of the loaded study are likely to need."""
    return ["pandas", *(library for room, library in _IMPORTED_BY.items() if room in sys.modules)]


def load(library: str) -> None:
    """Import a library; the product that needs it reports its warnings and errors."""
    with recording(), warnings.catch_warnings(), suppress(Exception):
        warnings.simplefilter("ignore")
        importlib.import_module(library)
