"""Configures WeasyPrint to print identically on every machine: only the engine's fonts, and one subsetter."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from report.drawing.fonts import MONO, SANS, SERIF, font_folders
from report.files.store import users_cache
from report.render.pdf.font_subsets import subset
from report.render.pdf.page_references import page_references

_GENERIC = {"sans-serif": SANS, "serif": SERIF, "monospace": MONO, "system-ui": SANS, "math": SERIF}

#: The packages contain each face twice; reducing an OpenType font to the glyphs of a document takes four times as long.
_TRUETYPE_ONLY = "<selectfont><rejectfont><glob>*.otf</glob></rejectfont></selectfont>\n"


@cache
def printer() -> Any:
    """The library; raises ImportError if it is missing, OSError if Pango is."""
    os.environ["FONTCONFIG_FILE"] = str(_configuration())
    os.environ.pop("FONTCONFIG_PATH", None)
    with _without_compilers():
        import weasyprint
        from weasyprint.pdf import fonts, pydyf

    fonts.Font.subset = subset
    pydyf.PDF.page_references = property(page_references)
    return weasyprint


@contextmanager
def _without_compilers() -> Iterator[None]:
    """Make Python find libraries without the compiler and the linker.

    WeasyPrint tries the names that each library has on any system, and Python asks gcc and ld for those that this
    system does not have. That takes up to a second; the names that exist are found by the loader itself.
    """
    before = os.environ.get("PATH")
    if before is None or not sys.platform.startswith("linux"):
        yield
        return
    os.environ["PATH"] = ""
    try:
        yield
    finally:
        os.environ["PATH"] = before


def _configuration() -> Path:
    """A fontconfig file that lists only the engine's font folders, not those of the system."""
    folder = users_cache() / "fontconfig"
    text = _settings(folder)
    name = f"fonts-{hashlib.sha256(text.encode()).hexdigest()[:16]}.conf"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _written(folder / name, text)
    except OSError:
        return _written(Path(tempfile.mkdtemp(prefix="tracepaper-")) / name, text)


def _written(path: Path, text: str) -> Path:
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        part = path.with_suffix(f".{os.getpid()}")
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    return path


def _settings(cache_folder: Path) -> str:
    folders = "".join(f"<dir>{escape(str(folder))}</dir>\n" for folder in font_folders())
    aliases = "".join(
        f"<alias binding='same'><family>{generic}</family><prefer><family>{family}</family></prefer></alias>\n"
        for generic, family in _GENERIC.items()
    )
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        f"{folders}{_TRUETYPE_ONLY}<cachedir>{escape(str(cache_folder))}</cachedir>\n{aliases}</fontconfig>\n"
    )
