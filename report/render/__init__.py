"""Rendering: a woven document becomes HTML, PDF or Word; this package knows nothing of rows."""

from report.render.document import Document
from report.render.formats import render
from report.render.together import Task, render_together

__all__ = ["Document", "Task", "render", "render_together"]
