"""Templates: Jinja texts that name rows and phrase sentences, woven into Quarto Markdown."""

from report.template.weave import Context, Woven, weave

__all__ = ["Context", "Woven", "weave"]
