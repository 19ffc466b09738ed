"""Rendering: a woven document becomes HTML, PDF or Word; this package knows nothing of rows."""

from report.render.document import Document
from report.render.formats import render

__all__ = ["Document", "render"]
