"""Formulas in the syntax of LaTeX that were left in a text, as plain text: `t_{(28)}`, `F\\left(1,\\,28\\right)`."""

from __future__ import annotations

import re

#: Commands that change only how a formula looks, with what is left of them.
_LOOK = (
    (re.compile(r"\\(?:left|right|[bB]igg?[lr]?|displaystyle|limits)(?![A-Za-z])\s?"), ""),
    (re.compile(r"\\(?:[,;:! ]|quad|qquad|thinspace|enspace|enskip)(?![A-Za-z])\s?|~"), " "),
    (re.compile(r"\\[lr]?[vV]ert(?![A-Za-z])\s?"), "|"),
    (
        re.compile(
            r"\\(?:boldsymbol|bm|bf|it|rm|hat|tilde|bar|overline|widehat|operatorname|mathsf)(?![A-Za-z])"
        ),
        "",
    ),
    (re.compile(r"(?<![_^\\])\{([^{}\\]*)\}"), r"\1"),
    (re.compile(r"\\([{}%&_#])"), r"\1"),
)
#: A lowered index before a square: `χ_{diff}^{2}`.
_INDEX_FIRST = re.compile(r"(?<=χ)(?P<index>_\{[^{}]{1,25}\}|_\w)\s?\^\s?(?:\{\s?2\s?\}|2)")
#: An index that is a parenthesis.
_LOWERED = re.compile(r"[_^]\{\s?(?P<inner>[(\[][^()\[\]]*[)\]])\s?\}")


def plain_formula(source: str) -> str:
    """A formula of LaTeX in one line, with indices as `_{28}` and without commands of typesetting."""
    for pattern, replacement in _LOOK:
        source = pattern.sub(replacement, source)
    source = _LOWERED.sub(r"\g<inner>", _INDEX_FIRST.sub(r"^2\g<index>", source))
    return source.strip()
