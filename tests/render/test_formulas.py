"""Formulas of the PDF: drawings at the size of the text, with their TeX as title."""

from __future__ import annotations

import pytest
from lxml import html

from report.render.pdf.formulas import draw_formulas
from report.rows.errors import RenderError

ANNOTATION = '<annotation encoding="application/x-tex">{}</annotation>'
MATH = f'<math display="inline"><semantics><mrow>{{}}</mrow>{ANNOTATION}</semantics></math>'


def page(*formulas: str) -> html.HtmlElement:
    return html.fragment_fromstring(f"<p>{''.join(f'{each} then ' for each in formulas)}</p>")


def test_a_formula_is_drawn_in_place() -> None:
    """The text after it stays; sizes are relative to the type; the TeX is the title."""
    tree = page(MATH.format("<msup><mi>R</mi><mn>2</mn></msup>", "R^2"))
    draw_formulas(tree, "index.qmd")
    (svg,) = tree.iter("svg")
    assert svg.tail == " then "
    assert svg.findtext("title") == "R^2"
    assert "width:" in svg.get("style")
    assert svg.get("style").count("em") == 3
    assert svg.get("width") is None
    assert not list(tree.iter("math"))


def test_faults_of_all_formulas_are_raised_together() -> None:
    """Each with its TeX."""
    broken = MATH.format("<nosuch>x</nosuch>", "\\\\nosuch {}")
    with pytest.raises(RenderError) as raised:
        draw_formulas(page(broken.format("a"), broken.format("b")), "index.qmd")
    assert [each.where for each in raised.value.faults] == ["index.qmd"] * 2
    assert "cannot be drawn" in raised.value.faults[0].what
