r"""Formulas of JATS that are stored as MathML and as a LaTeX document are read once."""

from __future__ import annotations

import pytest

from report.text.reading.html import read_html
from report.text.reading.jats_formulas import with_single_formulas
from report.text.reading.markup import as_html

MATHML = "<mml:math><mml:mi>t</mml:mi><mml:mo>=</mml:mo><mml:mn>2.20</mml:mn></mml:math>"
DOCUMENT = r"\documentclass[12pt]{minimal} \usepackage{amsmath} \begin{document}$$t = 2.20$$ \end{document}"


def article(formula: str) -> bytes:
    """A JATS article with a formula in its only sentence."""
    space = 'xmlns:mml="http://www.w3.org/1998/Math/MathML"'
    body = f"<sec><title>Results</title><p>We found <inline-formula>{formula}</inline-formula>.</p></sec>"
    return f"<article {space}><body>{body}</body></article>".encode()


@pytest.mark.parametrize(
    "formula",
    [
        f"<alternatives>{MATHML}<tex-math id='t'>{DOCUMENT}</tex-math></alternatives>",
        f"<alternatives><tex-math>{DOCUMENT}</tex-math>{MATHML}</alternatives>",
        f"<alternatives><tex-math>{DOCUMENT}</tex-math></alternatives>",
        f"<tex-math><![CDATA[{DOCUMENT}]]></tex-math>",
        "<tex-math>$t = 2.20$</tex-math>",
        "<tex-math>t = 2.20</tex-math>",
        MATHML,
    ],
)
def test_a_formula_is_read_once(formula: str) -> None:
    """As its symbols, not as the source of a document."""
    blocks = read_html(as_html(article(formula), "xml")).blocks
    text = blocks[-1].text.replace("\u2004", " ")
    assert text.replace("t=2", "t = 2") == "We found t = 2.20."


def test_other_alternatives_stay() -> None:
    """Graphics beside each other are not formulas."""
    text = "<alternatives><graphic/><graphic/></alternatives>"
    assert with_single_formulas(text) == text
