r"""Formulas of JATS that are stored twice or as whole LaTeX documents, of which pandoc shows the source.

Publishers store a formula as MathML and as `<tex-math>\documentclass{minimal} ... \begin{document}$$t(28)=2.20$$
\end{document}</tex-math>` beside it.
"""

from __future__ import annotations

import re

_ALTERNATIVES = re.compile(r"<alternatives\b[^>]*>.*?</alternatives>", re.DOTALL)
_MATHML = re.compile(r"<(?:\w+:)?math\b")
_TEX = re.compile(r"(?P<open><tex-math\b[^>]*>)(?P<source>.*?)(?P<close></tex-math>)", re.DOTALL)
_CDATA = re.compile(r"\s*<!\[CDATA\[(?P<text>.*)\]\]>\s*", re.DOTALL)
_DOCUMENT = re.compile(r"\\begin\{document\}(?P<body>.*?)\\end\{document\}", re.DOTALL)


def with_single_formulas(text: str) -> str:
    """JATS with each formula as MathML, or as the LaTeX of the formula alone."""
    if "<tex-math" not in text:
        return text
    return _TEX.sub(_formula, _ALTERNATIVES.sub(_preferred, text))


def _preferred(match: re.Match[str]) -> str:
    """Alternatives without LaTeX if one of them is MathML."""
    return _TEX.sub("", match[0]) if _MATHML.search(match[0]) else match[0]


def _formula(match: re.Match[str]) -> str:
    source = match["source"]
    cdata = _CDATA.fullmatch(source)
    source = cdata["text"] if cdata else source
    document = _DOCUMENT.search(source)
    body = (document["body"] if document else source).strip().strip("$").strip()
    return f"{match['open']}{f'<![CDATA[{body}]]>' if cdata else body}{match['close']}"
