"""Reads the labels and descriptions of a vector picture."""

from __future__ import annotations

import re

from report.text.reading.archive import parsed
from report.text.reading.guards import UnreadableError

#: A file's path or the picture itself, which some programs store as the alternative text.
_PATH = re.compile(
    r"[\w./\\:%-]+\.(?:png|svg|jpe?g|gif|emf|wmf|tiff?|pdf|webp|bmp)|data:image/[\w+.-]+;base64,[\w+/=\s]*",
    re.IGNORECASE,
)


#: The names that programs give to pictures in the order in which they were inserted.
_NAMED = re.compile(
    r"(?:image|picture|graphics?|shape|frame|object|rectangle|line|chart|diagram|drawing|text ?box|group|bild|grafik"
    r"|form|objekt|rahmen|diagramm)[ _]?\d{1,3}",
    re.IGNORECASE,
)


def is_path(text: str) -> bool:
    """Whether an alternative text is only the path of the picture, or the name that a program gave it."""
    return (_PATH.fullmatch(text.strip()) or _NAMED.fullmatch(text.strip())) is not None


def labels(data: bytes) -> tuple[str, ...] | None:
    """The texts of an SVG in order; None if it has no readable text."""
    return _texts(data, "text") or None


def descriptions(data: bytes) -> tuple[str, ...]:
    """The titles and descriptions in an SVG."""
    return _texts(data, "title", "desc")


def _texts(data: bytes, *names: str) -> tuple[str, ...]:
    try:
        root = parsed(data, "picture")
    except UnreadableError:
        return ()
    texts = (
        " ".join("".join(map(str, element.itertext())).split())
        for element in root.iter()
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2] in names
    )
    return tuple(text for text in texts if text)
