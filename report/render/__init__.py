"""Rendering: a woven document becomes HTML, PDF or Word; this package knows nothing of rows."""

from report.render.document import Document
from report.render.formats import render
from report.render.together import Press, Task, take_in_printer

__all__ = ["Document", "Press", "Task", "render", "take_in_printer"]
