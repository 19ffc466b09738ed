"""Characters of a drawing that no font has."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

_GLYPH = re.compile(r"Glyph (\d+) .*missing from")


@contextmanager
def missing_glyphs() -> Iterator[dict[str, None]]:
    """Collect the characters for which matplotlib draws boxes; other warnings are shown as usual."""
    missing: dict[str, None] = {}
    with warnings.catch_warnings(record=True) as caught:
        warnings.filterwarnings("always", _GLYPH.pattern)
        yield missing
    for warning in caught:
        if found := _GLYPH.match(str(warning.message)):
            missing[chr(int(found[1]))] = None
        else:
            warnings.warn_explicit(warning.message, warning.category, warning.filename, warning.lineno)
