"""Rendering: a woven document becomes HTML, PDF or Word; this package knows nothing of rows."""

from report.render.document import Document
from report.render.parallel import Press, Task, take_in_printer
from report.render.renderers import render

__all__ = ["Document", "Press", "Task", "render", "take_in_printer"]
