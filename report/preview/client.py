"""The script and the styles that the preview adds to its pages."""

from __future__ import annotations

import json
from pathlib import Path

_ASSETS = Path(__file__).parents[1] / "assets"


def with_client(page: str, document: str, root: Path) -> str:
    """A page with the script and the styles of the preview."""
    script = (_ASSETS / "preview.js").read_text(encoding="utf-8")
    style = (_ASSETS / "preview.css").read_text(encoding="utf-8")
    names = f"const shownDocument = {_constant(document)}, projectRoot = {_constant(str(root))};"
    page = page.replace("</head>", f"<style>{style}</style></head>", 1)
    head, end, tail = page.rpartition("</body>")
    return f'{head}<script type="module">{names}\n{script}</script>{end}{tail}'


def _constant(text: str) -> str:
    """A string as a constant of a script in a page."""
    return json.dumps(text).replace("<", "\\u003c")
