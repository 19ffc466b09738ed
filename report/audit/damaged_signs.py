"""Signs that broken fonts of PDF files replace, and spaces inside numbers; the text keeps its length.

Fonts of mathematical signs without a character map are extracted from PDF files in a few known ways:
`F ð1; 28Þ ¼ 4:50, p ¼ :043` and `F(1,28) 5 4.50, p , .05` both print `F(1, 28) = 4.50`. A sign is restored only
where a test or a p-value is around it.
"""

from __future__ import annotations

import re

#: A test or p-value whose equals sign became 5, and any such sign of a text that has one of them.
_SURE_FIVE = re.compile(
    r"(?:(?<![\w.])(?:Δ\s?)?(?:[tFrzHρGWX]|[χXG]\s?2|rs|rho|Q[BEMWb]?|z score|[tFz]-value)"
    r"(?:\s?[(\[][^()\[\]]{1,30}[)\]]|\s?_?\{?\d+(?:\s?[,/]\s?\d+)?\}?)?|(?<![\w.])[pP])"
    r"\s5\s-?\s?\d*\.\d"
)
_FIVE = re.compile(r"([\w)\]}.]\s)5(?=\s(?:-?\s?(?:\d*\.\d|\d+\s?[,;)/])|[nN]\.?[sS]))")
_P = r"(?:(?<![\w.])[pP]s?|value|tailed|sided\)?|Sig\.)"
_LESS = re.compile(rf"({_P}\s),(?=\s0?\.\d)")
_LESS_THAN_ONE = re.compile(r"(F\s?\([\d.]+,\s?[\d.]+\)\s),(?=\s1(?:\.0+)?[,;.)])")
_MORE = re.compile(rf"({_P}\s)\.(?=\s0?\.\d)")
_QUOTES = re.compile(r"((?<![\w.])[pP]s?\s?)[«˂‹](?=\s?0?[.,]\d)")
_ODD = "[\x01-\x08\x0e-\x1f\ufffd]"
_UNKNOWN = re.compile(rf"(?:[)\]]|(?<![\w.])[zZ])\s?({_ODD})\s?-?\d*\.\d")
#: Such a sign before a bound of a p-value, which is `<` even where the same sign replaces `=`.
_BOUND = re.compile(rf"((?<![\w.])[pP]\s?){_ODD}(?=\s?0?\.(?:0?5|0{{1,4}}1|005)(?!\d))")
#: A space within a number, before or after its decimal point.
_SPACED = (
    (re.compile(r"([=<>≤≥]\s?0?)\.\s(\d+)(?=\s?[,;)]|\.?$|\.\s)"), r"\1.\2 "),
    (re.compile(r"([=<>≤≥]\s?-?)(\d+)\s\.(\d+)"), r"\1\2.\3 "),
    (re.compile(r"([=<>≤≥]\s?-?)(\d+)\.\s(\d{2,}(?=\s?[,;)])|\d(?=\s?[,;]\s?[pP]\s?[=<>]))"), r"\1\2.\3 "),
    (re.compile(r"([pP]\s?<\s?0?\.0)\s(0?[15])(?=\s?[,;)]|\.?$|\.\s)"), r"\1\2 "),
)
#: A χ² whose square follows its degrees of freedom: `χ1 2 = 3.84`, `χ(1) 2 = 3.84`, `χ(1)2 = 3.84`.
_SQUARE_LAST = re.compile(r"χ(\d{1,3}|\(\d{1,3}\))(\s?)2(?=\s?[=<>])")
#: Degrees of freedom that lost one of their parentheses: `t(28 = 2.20`, `F 1, 28) = 4.50`.
_OPEN = re.compile(
    r"((?<![\w.])(?:[tFrHQ]|χ\s?2)\s?\((?:df\s?=\s?)?\d+(?:\.\d+)?(?:\s?[,;]\s?(?:[nN]\s?=\s?)?\d+(?:\.\d+)?)?)\s(?=[=<>]\s?-?\s?(?:\d*\.\d|1\s?[,;)]))"
)
_CLOSED = re.compile(
    r"((?<![\w.])(?:[tFrHQ]|χ\s?2))\s(?=\d+(?:\.\d+)?(?:\s?[,;]\s?\d+(?:\.\d+)?)?\)\s?[=<>]\s?-?\s?(?:\d*\.\d|1\s?[,;)]))"
)
#: Another sign in place of a minus.
_MINUS = re.compile(r"([=<>]\s?)[¡Ð](?=\s?\d*\.\d)")


def restored(text: str) -> str:
    """The text with the signs that a broken font replaced; its length stays the same."""
    if "¼" in text or "ð" in text:
        text = _quarters(text)
    if " 5 " in text:
        text = _fives(text)
    text = _MINUS.sub(r"\1-", _QUOTES.sub(r"\1<", text))
    text = _SQUARE_LAST.sub(_with_square_first, text)
    text = _OPEN.sub(r"\1)", _CLOSED.sub(r"\1(", text))
    unknown = set(_UNKNOWN.findall(text))
    if len(unknown) == 1:
        text = _BOUND.sub(r"\1<", text).replace(unknown.pop(), "=")
    for pattern, plain in _SPACED:
        text = pattern.sub(plain, text)
    return text


def _with_square_first(match: re.Match[str]) -> str:
    """A χ² whose degrees of freedom follow the square; digits without space or parentheses stay as they are."""
    is_clear = match[2] or match[1].startswith("(")
    return f"χ2{match[2]}{match[1]}" if is_clear else match[0]


def _quarters(text: str) -> str:
    """The text with `¼` for `=`, `ð` and `Þ` for parentheses, and `:` for a decimal point restored."""
    if "Þ" in text:
        text = text.replace("ð", "(").replace("Þ", ")")
    without = re.sub(r"(?<=[\w)\]%}.])(\s?)¼(?=\s?[-.:\dnN])", r"\1=", text)
    return re.sub(r"([=<>]\s?-?\d*):(?=\d)", r"\1.", without) if without != text else text


def _fives(text: str) -> str:
    """The text with `5` for `=`, and `,` and `.` for `<` and `>`, restored if a relation was replaced."""
    if not _SURE_FIVE.search(text):
        return text
    text = _LESS_THAN_ONE.sub(r"\1<", text)
    return _MORE.sub(r"\1>", _LESS.sub(r"\1<", _FIVE.sub(r"\1=", text)))
