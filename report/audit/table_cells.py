"""Cells of tables: the quantities of a cell under its head, with the content of brackets beside or below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from report.audit.quantities import SymbolQuantity, quantity_of
from report.audit.table_heads import Head

#: The notation of a symbol whose name in this module is not a notation.
_NOTATION = {"chi2": "χ2", "beta": "β", "eta2": "η2", "adjR2": "adjusted R2", "dR2": "ΔR2", "m2LL": "-2LL"}
#: Symbols of which only the number matters, and that are read as that of another symbol.
_AS = {**dict.fromkeys(("MS", "SS"), "M"), **dict.fromkeys(("CI low", "CI high"), "b")}
_AS |= {"min": "b", "max": "b", "dF": "F", **dict.fromkeys(("df1", "df2"), "df")}
#: Ranges, of which both ends are in one cell.
_RANGES = ("observed", "range", "possible")
#: Marks of significance and of notes after a number.
_MARKS = re.compile(r"(?<=[\d)\]])\s?(?:\*+|[a-z†‡§](?:\s?,\s?[a-z†‡§])*)$")
_STARS = re.compile(r"\d\s?(\*{1,4})(?!\*)")
_NUMBER = r"[-+]?\s?\d*[.,]?\d+"
_TWO = re.compile(r"(?P<one>[^(\[±]+?)\s?[*†‡]*\s?(?:[(\[]\s?±?(?P<two>[^()\[\]]+)[)\]]|±\s?(?P<spread>\S+))")
#: A decimal comma in a cell that has no other separator.
_DECIMAL = re.compile(r"[-+<>=\s]*\d*,\d{1,2}(?!\d)|[-+<>=\s]*0,\d+")
#: An estimate with its interval in one cell: `0.75 (0.60-0.94)`, `0.75 [0.60, 0.94]`, `0.75, 0.60-0.94`.
_WITH_ENDS = re.compile(
    rf"(?P<one>{_NUMBER})\s?[*†‡]*\s?,?\s?(?P<two>[(\[]\s?{_NUMBER}\s?(?:-|to|,|;)\s?{_NUMBER}\s?[)\]]|{_NUMBER}\s?(?:-|to)\s?{_NUMBER})"
)
_ENCLOSED = re.compile(
    rf"(?P<one>{_NUMBER}\s?(?:\*+|[†‡a-z])?)\s?(?P<open>[(\[])\s?(?P<two>{_NUMBER})\s?[)\]]"
)
_WITH_INTERVAL = ("OR", "HR", "RR", "b", "beta", "MD", "d", "g", "r")
_ENDS = re.compile(rf"[(\[]?\s?(?P<low>{_NUMBER})\s?(?:-|to|;|,(?=\s))\s?(?P<high>{_NUMBER})\s?[)\]]?")
_PAIR = re.compile(r"\(?\s?(?P<one>\d{1,3}(?:\.\d+)?)\s?[,;/]\s?(?P<two>\d+(?:\.\d+)?)\s?\)?")


def quantities_in(
    text: str, named: Sequence[Head], *, comma: bool, enclosed: Mapping[str, str] | None = None
) -> Iterator[tuple[str, SymbolQuantity]]:
    """The symbols and quantities of a cell under its heads.

    `enclosed` is what the numbers in parentheses and in brackets are, according to the note of the table: `{"(":
    "SE"}`. A column whose head names no symbol then contains estimates.
    """
    stars = _STARS.search(text)
    text = _MARKS.sub("", text.strip())
    comma = comma or _DECIMAL.fullmatch(text) is not None
    for order, (head, part) in enumerate(_parts(text, named, enclosed or {})):
        quantity = _quantity(head, part.strip(), comma=comma)
        if quantity is not None:
            marked = quantity.marks | ({stars[1]} if stars and not order else set())
            yield head.symbol, replace(quantity, marks=frozenset(marked))


def _parts(text: str, named: Sequence[Head], enclosed: Mapping[str, str]) -> list[tuple[Head, str]]:
    """The parts of a cell's text with the symbol of each."""
    if len(named) > 1:
        return list(zip(named, _two(text), strict=False))
    head = named[0] if named else Head("b")
    ends = _WITH_ENDS.fullmatch(text) if named and head.symbol in _WITH_INTERVAL else None
    if ends:
        return [(head, ends["one"]), (Head("CI", level="95", bare=True), ends["two"])]
    both = _ENCLOSED.fullmatch(text) if head.symbol in _WITH_INTERVAL else None
    if both and both["open"] in enclosed:
        return [(head, _MARKS.sub("", both["one"])), (Head(enclosed[both["open"]]), both["two"])]
    return [(head, _without_parentheses(head, text))] if named else []


def _without_parentheses(head: Head, text: str) -> str:
    """A standard error or deviation without the parentheses around it."""
    enclosed = head.symbol in ("SE", "SD") and text.startswith("(") and text.endswith(")")
    return text[1:-1] if enclosed else text


def _two(text: str) -> list[str]:
    """The two numbers of a cell: `0.21 (0.10)`, `4.2 ± 1.1`, `0.75, 0.60-0.94`."""
    both = _TWO.fullmatch(text) or _WITH_ENDS.fullmatch(text)
    if both is None:
        return []
    second = both["two"] or both["spread"]
    return [_MARKS.sub("", part.strip()) for part in (both["one"], second)]


def _quantity(head: Head, text: str, *, comma: bool) -> SymbolQuantity | None:
    """A part of a cell as a quantity; an end of an interval has the level of confidence in `low`."""
    if head.symbol in ("CI low", "CI high"):
        number, level = _parsed("b", f"b = {text}", comma), _parsed("b", f"b = {head.level}", False)
        if number is None or level is None:
            return None
        return SymbolQuantity(head.symbol, number.number, 0, 0, low=level.number)
    if head.symbol in _RANGES:
        return _range(head, text, comma=comma)
    pair = _PAIR.fullmatch(text) if head.symbol == "df" else None
    if pair:
        return _pair(text.strip("( )"), pair)
    read = _parsed(_AS.get(head.symbol, head.symbol), _written(head, text), comma)
    return replace(read, marks=read.marks | {"bare"}) if read and head.bare else read


def _range(head: Head, text: str, *, comma: bool) -> SymbolQuantity | None:
    """A range with its ends in `low` and `high`; the number is its width if only that is printed."""
    ends = _ENDS.fullmatch(text)
    found = [_parsed("b", f"b = {end}", comma) for end in (ends.group("low", "high") if ends else (text,))]
    numbers = [each.number for each in found if each is not None]
    if len(numbers) != len(found):
        return None
    low, high = numbers if ends else (None, None)
    return SymbolQuantity(head.symbol, numbers[0], 0, 0, low=low, high=high)


def _pair(text: str, pair: re.Match[str]) -> SymbolQuantity | None:
    """Two degrees of freedom; the number is that of `2,413` as one number."""
    found = [_parsed("df", f"df = {each}", False) for each in (pair["one"], pair["two"], text)]
    both = tuple(each.number for each in found[:2] if each is not None)
    whole = found[2] or found[1]
    return SymbolQuantity("df", whole.number, 0, 0, both) if whole else None


def _written(head: Head, text: str) -> str:
    """A quantity as running text would print it."""
    if head.symbol == "CI":
        return f"{head.level}% CI {text}"
    symbol = _AS.get(head.symbol, _NOTATION.get(head.symbol, head.symbol)) + (
        f"({head.df})" if head.df else ""
    )
    return f"{symbol} {text}" if text[:1] in "<>≤≥=" and head.symbol == "p" else f"{symbol} = {text}"


def _parsed(symbol: str, written: str, comma: bool) -> SymbolQuantity | None:
    return quantity_of(symbol, written, decimal_comma=comma)
