"""Weaves Jinja templates, which refer to rows by id, into Quarto Markdown."""

from report.template.weave import Woven, weave
from report.template.weaving_context import Context

__all__ = ["Context", "Woven", "weave"]
