"""Provides the fonts of a page: embedded for screens, as subsets for European languages and statistical symbols.

The printed page uses the font files, which the printer subsets itself, with fallback fonts for missing characters:
a system font would give different output on different machines.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from io import BytesIO

from report.drawing.fonts import FontFile, companions, font_files
from report.files.store import Cache, users_cache

#: Latin with diacritics, Greek, punctuation, super- and subscripts, arrows, mathematical signs.
RANGES = ((0x20, 0x17F), (0x370, 0x3FF), (0x2000, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x22FF))
_UNUSED = ("SourceSerifPro-Bold", "SourceSerifPro-BoldIt", "SourceSansPro-SemiboldIt", "SourceSansPro-BoldIt")


def font_faces() -> str:
    """The `@font-face` rules with embedded fonts, cached for all projects of a user: subsetting takes seconds."""
    fonts = _screen_fonts()
    key = hashlib.sha256(repr([RANGES, "woff", [font.path.name for font in fonts]]).encode()).hexdigest()[:16]
    cache = Cache(users_cache() / "fonts")
    return cache.get_or_compute(key, str, lambda: "\n".join(map(_rule, fonts)))


def printed_faces() -> str:
    """The `@font-face` rules for print: complete font files, and fallback fonts."""
    return "\n".join(_face(font, f'url("{font.path.as_uri()}")') for font in printed_fonts())


def printed_fonts() -> list[FontFile]:
    """The font files used in print."""
    return [*_screen_fonts(), *companions()]


def _screen_fonts() -> list[FontFile]:
    return [font for name, font in font_files().items() if name not in _UNUSED]


def _rule(font: FontFile) -> str:
    data = b64encode(_subset(font)).decode()
    return _face(font, f'url("data:font/woff;base64,{data}") format("woff")')


def _face(font: FontFile, source: str) -> str:
    return (
        f'@font-face{{font-family:"{font.family}";font-weight:{font.weight};font-style:{font.style};'
        f"font-display:swap;src:{source}}}"
    )


def _subset(font: FontFile) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    with TTFont(font.path, recalcTimestamp=False) as whole:
        options = Options(layout_features=["kern", "liga", "lnum", "tnum", "onum", "pnum", "sups", "ss01"])
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
        subsetter.subset(whole)
        whole.flavor = "woff"
        stream = BytesIO()
        whole.save(stream)
    return stream.getvalue()
