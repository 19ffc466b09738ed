"""One paragraph of a template, woven on its own: a preview shows it before the whole document is rebuilt.

Numbers are spans without the id of their occurrence, and references to other documents are spans without a number; the
page that is shown has both.
"""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import TemplateError as JinjaError

from report.rows.errors import ReportError
from report.rows.styles import STYLES
from report.template.filters import filters_of
from report.template.jinja_environment import environment
from report.template.ledger_names import roots
from report.template.spans import UNNUMBERED
from report.template.styled_text import styled
from report.template.weave import names_in_templates
from report.template.weaving_context import Context


def paragraph_weaver(context: Context) -> Callable[[str], str | None]:
    """A function that weaves a paragraph; None if it has a fault."""
    jinja = environment({})
    jinja.filters.update(filters_of(context.filters))
    known = {**roots(context.ledger), **names_in_templates(context, []), "see": _see}
    style = STYLES[context.ledger.build.style]

    def woven(text: str) -> str | None:
        try:
            markdown = styled(jinja.from_string(text).render(known), style)
        except (JinjaError, ReportError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError):
            return None
        return markdown.replace(f"#{UNNUMBERED} ", "")

    return woven


def _see(document: str, target: str) -> str:
    """A reference to a table or figure of another document, without its number."""
    return f'[…]{{.see data-document="{document}" data-target="{target}"}}'
