"""Renders woven documents as HTML, PDF or Word; this package does not know about rows."""

from report.render.document import Document
from report.render.parallel import RenderingTask, RenderPool, preload_printer
from report.render.renderers import render

__all__ = ["Document", "RenderPool", "RenderingTask", "preload_printer", "render"]
