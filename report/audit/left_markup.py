"""Markup that is left in a text around symbols: `*t*(28)`, `_p_`, `$p$ < .05`, `<i>F</i>`, `\\chi^2`."""

from __future__ import annotations

import re

from report.audit.formula_source import plain_formula

#: A symbol between marks of emphasis, before its parentheses, its relation or a space.
_EMPHASIS = re.compile(
    r"(?<![\w*_\\])(?P<marks>\*{1,3}|_{1,2})(?P<symbol>[^\W\d_]{1,5}[²2]?)(?P=marks)(?![A-Za-z*])|"
    r"(?<![\w*_\\])(?P<wide>\*{1,3}|_{1,2})(?P<pair>[A-Za-zχ][²2]?\s?[=<>]\s?[-−]?[\d.]+)(?P=wide)(?![\w*])"
)
_ELEMENT = re.compile(r"</?(?:i|b|em|strong|su[bp]|var|span)>", re.IGNORECASE)
#: A formula between dollar signs, with at most as many words as symbols.
_FORMULA = re.compile(r"\$(?P<formula>[^$\n]{1,120}?)\$(?!\d)|\\\((?P<pair>[^\n]{1,160}?)\\\)")
#: An index in parentheses, as pandoc writes those without a character of their own: `t_(Welch)(27.6)`.
_INDEX = re.compile(
    r"(?<=[^\W\d_])_\((?P<index>\([^()]{1,25}\)|\[[^\[\]]{1,25}\]|[^()]{1,25})\)|(?<=²)_\((?P<square>[^()]{1,25})\)"
)
_WORDS = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{4,}")
_COMMANDS = {
    **{
        "leq": "≤",
        "geq": "≥",
        "le": "≤",
        "ge": "≥",
        "lt": "<",
        "gt": ">",
        "times": "×",
        "cdot": "·",
        "pm": "±",
    },
    **{"chi": "χ", "beta": "β", "eta": "η", "rho": "ρ", "Delta": "Δ", "alpha": "α", "omega": "ω", "tau": "τ"},
}
_COMMAND = re.compile(rf"\\(?P<name>{'|'.join(_COMMANDS)})(?![A-Za-z])\s?")
_STYLE = re.compile(r"\\(?:text(?:it|rm|bf)?|math(?:it|rm|bf)|emph)\{(?P<text>[^{}]*)\}")
#: Two or three hyphens for a dash between two numbers, the first of which has no hyphen for a minus.
_DASHES = re.compile(r"(?<![-\d.])(?P<number>\d*\.?\d+)-{2,3}(?=\.?\d)")
#: Two hyphens for a minus: `t(28) = --2.20`.
_NEGATIVE = re.compile(r"(?<=[=<>]\s)--(?=\.?\d)|(?<=[=<>])--(?=\.?\d)")
_SOME = re.compile(r"[*_$]\S|</?[a-z]{1,6}>|\\[A-Za-z(]|\d--|[=<>]\s?--\d", re.IGNORECASE)


def has_markup(text: str) -> bool:
    """Whether a text may contain markup around symbols."""
    return _SOME.search(text) is not None


def without_markup(text: str) -> str:
    """The text without marks of emphasis, elements and formulas around symbols."""
    if not has_markup(text):
        return text
    text = _COMMAND.sub(
        lambda match: _COMMANDS[match["name"]], _STYLE.sub(r"\g<text>", _ELEMENT.sub("", text))
    )
    text = _DASHES.sub("\\g<number>\u2013", _FORMULA.sub(_formula, text))
    text = _EMPHASIS.sub(lambda match: match["symbol"] or match["pair"], _NEGATIVE.sub("\u2212", text))
    return _INDEX.sub(lambda match: match["index"] or match["square"], text)


def _formula(match: re.Match[str]) -> str:
    """What is between two dollar signs, or both signs with it if it is a sentence between two sums of money."""
    formula = plain_formula(match["formula"] or match["pair"])
    return match[0] if match["formula"] and _WORDS.search(formula) else formula
