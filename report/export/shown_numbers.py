"""The text that a spreadsheet displays for a number with a number format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal

_SIGN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|.')
#: What a format quotes, and the widths, fillings, colours and conditions that show no letter.
_QUOTED, _UNSHOWN = re.compile(r'"[^"]*"|\\.'), re.compile(r"[_*].|\[[^\]]*\]")
_TEXT_PIECE = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]|.')
_BASE = Decimal(10)
_EXPONENT = re.compile(r"[eE]([+-])(0+)")
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\-\]]*)[^\]]*\]|(?P<skipped>\[[^\]]*\]|[_*].)'
    r"|(?P<digits>[0#?.,]+(?:[eE][+-]0+)?)|(?P<other>.)"
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[\d.]+)\]")
_TESTS: dict[str, Callable[[float, float], bool]] = {
    "<": lambda value, limit: value < limit,
    ">": lambda value, limit: value > limit,
    "<=": lambda value, limit: value <= limit,
    ">=": lambda value, limit: value >= limit,
    "=": lambda value, limit: value == limit,
    "<>": lambda value, limit: value != limit,
}


def shown_number(value: float, code: str) -> str:
    """Return the text that a cell with this value and number format displays, ignoring colours and widths."""
    if code == "General" or not code:
        return f"{value:.10g}"
    section, number = _section(value, _sections(code))
    return f"{number:.10g}".join(_filled(part, number) for part in section.split("General"))


def shown_text(text: str, code: str) -> str:
    """Return what a cell with this text and number format displays: the part of the format for texts, if it has one."""
    sections = _sections(code or "General")
    if len(sections) < 4 and "@" not in _QUOTED.sub("", sections[-1]):
        return text
    return "".join(text if part == "@" else _fixed(part) for part in _TEXT_PIECE.findall(sections[-1]))


def _fixed(part: str) -> str:
    """The letters that a part of a format adds to a text."""
    if _UNSHOWN.fullmatch(part):
        return ""
    return part[1:-1] if part[0] == '"' else part[-1:]


def _sections(code: str) -> list[str]:
    """The parts of a number format between its semicolons."""
    sections = [""]
    for sign in _SIGN.findall(code):
        if sign == ";":
            sections.append("")
        else:
            sections[-1] += sign
    return sections


def _section(value: float, sections: list[str]) -> tuple[str, float]:
    """The part of a format for a value, and the value that it shows: without its sign where a part is for negatives."""
    for section in sections:
        if condition := _CONDITION.match(section):
            if _TESTS[condition[1]](value, float(condition[2])):
                return section, value
        elif any(map(_CONDITION.match, sections)):
            return section, value
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _filled(section: str, value: float) -> str:
    """Fill the digits of a value into a part of a format."""
    pieces = list(_PIECE.finditer(section))
    percent = sum(piece["other"] == "%" for piece in pieces)
    pattern = "".join(piece["digits"] or "" for piece in pieces)
    digits = iter(_digits(abs(value) * 100**percent, pattern))
    shown = "".join(_piece(piece, digits) for piece in pieces)
    return f"-{shown}" if value < 0 and re.search(r"[1-9]", shown) else shown


def _piece(piece: re.Match[str], digits: Iterator[str]) -> str:
    if piece["digits"] is None:
        return piece["quoted"] or piece["escaped"] or piece["currency"] or piece["other"] or ""
    return "".join(next(digits, "") for _ in piece["digits"])


def _digits(value: float, pattern: str) -> list[str]:
    """Return the character for each position of a digit pattern."""
    exponent = _EXPONENT.search(pattern)
    if exponent:
        return [_scientific(value, pattern[: exponent.start()], exponent)]
    whole, point, decimals = pattern.partition(".")
    thousands = len(pattern) - len(pattern.rstrip(","))
    value, whole, decimals = value / 1000**thousands, whole.rstrip(","), decimals.rstrip(",")
    places = sum(sign in "0#?" for sign in decimals)
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    left, _, right = f"{rounded:f}".partition(".")
    made = _whole(left.lstrip("0"), whole)
    return [*made, *point, *_decimals(right, decimals)]


def _scientific(value: float, pattern: str, exponent: re.Match[str]) -> str:
    """Return a number with an exponent: 3.03E-02."""
    places = sum(sign in "0#?" for sign in pattern.partition(".")[2])
    exact = Decimal(repr(float(value)))
    power = exact.adjusted() if exact else 0
    mantissa = exact.scaleb(-power).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if mantissa >= _BASE:
        mantissa, power = (mantissa / _BASE).quantize(Decimal(1).scaleb(-places)), power + 1
    sign = "-" if power < 0 else "+" if exponent[1] == "+" else ""
    return f"{mantissa}{exponent[0][0]}{sign}{str(abs(power)).zfill(len(exponent[2]))}"


def _whole(digits: str, pattern: str) -> list[str]:
    """Return the digits before the point; the first position takes any extra digits."""
    made: list[str] = []
    left = digits
    for place in reversed(range(len(pattern))):
        if pattern[place] not in "0#?":
            made.append("," if left else "")
            continue
        digit = left[-1:] or ("0" if pattern[place] == "0" else "")
        left = left[:-1]
        made.append(digit)
    made = made[::-1]
    if made:
        made[0] = left + made[0]
    return made


def _decimals(digits: str, pattern: str) -> list[str]:
    made: list[str] = []
    for place, sign in enumerate(pattern):
        digit = digits[place : place + 1]
        optional = sign == "#" and not digits[place:].strip("0")
        made.append("" if optional or sign not in "0#?" else digit)
    return made
