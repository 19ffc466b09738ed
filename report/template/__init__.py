"""Templates: Jinja texts that name rows and phrase sentences, woven into Quarto Markdown."""

from report.template.context import Context
from report.template.weave import Woven, weave

__all__ = ["Context", "Woven", "weave"]
