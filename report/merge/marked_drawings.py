"""The drawings of a page with marked changes: in the page itself, so that they use its fonts and colours."""

from __future__ import annotations

import base64
import re
from itertools import count

from report.drawing.safe_svg import refusals

_PICTURE = re.compile(r"<img\b[^>]*?\bsrc=\"data:image/svg\+xml;base64,([^\"]*)\"[^>]*>")
_TEXT = re.compile(r"\balt=\"([^\"]*)\"")
#: The first tag of a drawing, and what it says that the page says in another way.
_START = re.compile(r"<svg\b[^>]*>", re.DOTALL)
_OWN = re.compile(r"\s(?:style|role|aria-label|aria-labelledby)=(?:\"[^\"]*\"|'[^']*')")
_NAME = re.compile(r"\bid=[\"']([^\"']+)[\"']")


def with_drawings(page: str) -> str:
    """The page with each embedded drawing as an element; one with active content remains a picture."""
    numbers = count(1)
    return _PICTURE.sub(lambda picture: _inlined(picture, next(numbers)), page)


def _inlined(picture: re.Match[str], number: int) -> str:
    content = base64.b64decode(picture[1])
    drawing = content.decode("utf-8", "replace")
    start = _START.search(drawing)
    if start is None or next(iter(refusals(content)), None) is not None:
        return picture[0]
    text = _TEXT.search(picture[0])
    head = _OWN.sub("", start[0]).removesuffix(">")
    head += f' role="img" aria-label="{text[1] if text else ""}">'
    return _renamed(f"{head}{drawing[start.end() :]}", f"d{number}-")


def _renamed(drawing: str, prefix: str) -> str:
    """A drawing whose names begin with a prefix, since two versions of one have the same names."""
    names = "|".join(map(re.escape, {*_NAME.findall(drawing)}))
    if not names:
        return drawing
    return re.sub(rf"(\bid=[\"']|#)(?=(?:{names})[\"')])", rf"\g<1>{prefix}", drawing)
