"""The fonts of all outputs: Source Serif Pro for text, Source Sans Pro for headings, tables and figures."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal

SANS = "Source Sans Pro"
SERIF = "Source Serif Pro"
#: The fonts for symbols that the two families lack and for code; matplotlib ships both.
SYMBOLS = "STIXGeneral"
MONO = "DejaVu Sans Mono"

_PACKAGES = {SANS: "font_source_sans_pro", SERIF: "font_source_serif_pro"}
_FACES: tuple[tuple[str, int, Literal["normal", "italic"]], ...] = (
    ("Regular", 400, "normal"),
    ("It", 400, "italic"),
    ("Semibold", 600, "normal"),
    ("SemiboldIt", 600, "italic"),
    ("Bold", 700, "normal"),
    ("BoldIt", 700, "italic"),
)


@dataclass(frozen=True)
class FontFile:
    """One face of a family, described as in CSS, and its font file."""

    family: str
    weight: int
    style: Literal["normal", "italic"]
    path: Path


@cache
def font_files() -> dict[str, FontFile]:
    """All faces by name: SourceSansPro-Regular, SourceSerifPro-SemiboldIt, ..."""
    files = {}
    for family, package in _PACKAGES.items():
        folder = Path(str(importlib.import_module(package).font_directory))
        for face, weight, style in _FACES:
            name = f"{family.replace(' ', '')}-{face}"
            files[name] = FontFile(family, weight, style, folder / f"{name}.ttf")
    return files


@cache
def companions() -> tuple[FontFile, ...]:
    """The fonts for symbols and for code, one face each."""
    library = importlib.util.find_spec("matplotlib")
    folder = Path(str(library and library.origin)).parent / "mpl-data" / "fonts" / "ttf"
    return tuple(
        FontFile(family, 400, "normal", folder / f"{family.replace(' ', '')}.ttf")
        for family in (SYMBOLS, MONO)
    )


def font_folders() -> list[Path]:
    """The folders of all fonts of the outputs: the two families, and the fonts that matplotlib ships."""
    fonts = (*font_files().values(), *companions())
    return [*dict.fromkeys(font.path.parent for font in fonts)]


@cache
def families(text: str) -> list[str]:
    """Source Sans Pro, followed by the symbols' font if the text needs it."""
    return [SANS, *([SYMBOLS] if any(ord(sign) not in _signs() for sign in text) else [])]


@cache
def _signs() -> frozenset[int]:
    """The code points that all faces of Source Sans Pro have."""
    from matplotlib.ft2font import FT2Font

    faces = [font.path for font in font_files().values() if font.family == SANS]
    return frozenset.intersection(*(frozenset(FT2Font(face).get_charmap()) for face in faces))


@cache
def register_fonts() -> None:
    """Register the fonts of drawings with matplotlib, once; it reads them from memory."""
    from matplotlib import font_manager, ft2font

    manager: Any = font_manager
    for font in font_files().values():
        if font.family == SANS:
            manager.fontManager.addfont(font.path)
    _forget_system_fonts(manager.fontManager)
    manager.ft2font = SimpleNamespace(**{**vars(ft2font), "FT2Font": _in_memory})


def _forget_system_fonts(manager: Any) -> None:
    """Remove system fonts from matplotlib's list: they differ between machines."""
    matplotlib_data = companions()[0].path.parents[1]
    ours = tuple(f"{folder}/" for folder in (*font_folders(), matplotlib_data))
    for name in ("ttflist", "afmlist"):
        known = [font for font in getattr(manager, name) if font.fname.startswith(ours)]
        setattr(manager, name, sorted(known, key=lambda font: font.fname))


def _in_memory(path: str, **options: Any) -> Any:
    """Open a font as matplotlib does, but from memory, so that not every glyph is a read from disk."""
    from matplotlib.ft2font import FT2Font

    return FT2Font(_FontInMemory(path), **options)


class _FontInMemory(BytesIO):
    """The bytes of a font and the path that they came from, since PDF embeds the file."""

    def __init__(self, path: str):
        super().__init__(Path(path).read_bytes())
        self._path = path

    def __str__(self) -> str:
        return self._path
