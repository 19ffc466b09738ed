"""One paragraph of a template, woven on its own: a preview shows it before the whole document is made again."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import TemplateError as JinjaError

from report.rows.errors import ReportError
from report.rows.styles import STYLES
from report.template.filters import filters_of
from report.template.jinja_environment import environment
from report.template.ledger_names import roots
from report.template.spans import REFERENCE
from report.template.styled_text import styled
from report.template.weave import names_in_templates
from report.template.weaving_context import Context


def paragraph_weaver(context: Context) -> Callable[[str], str | None]:
    """A function that weaves a paragraph; None if it needs the rest of its document, or has a fault."""
    jinja = environment({})
    jinja.filters.update(filters_of(context.filters))
    known = {**roots(context.ledger), **names_in_templates(context, [])}
    style = STYLES[context.ledger.build.style]

    def woven(text: str) -> str | None:
        try:
            markdown = jinja.from_string(text).render(known)
        except (JinjaError, ReportError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError):
            return None
        return None if REFERENCE in markdown else styled(markdown, style)

    return woven
