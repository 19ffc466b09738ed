"""Formats that a study registers: a pattern such as "{fixed1} kg", or a function from a number to its text.

Each is tried with a few numbers when the study is loaded, so that its faults are reported before anything is computed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from report.rows.errors import Fault, exception_text
from report.rows.format_registry import BUILT_IN
from report.rows.number_formats import Format, NumberFormat, one_line
from report.rows.suggestions import nearest_or_all

NAME = re.compile(r"[a-z][a-z0-9_]*")
_PART = re.compile(r"\{([^{}]*)\}")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
#: Numbers without a common digit: a number that occurs in all of their texts was typed.
_TRIALS = (0.37, 8.4, 25.0, 961.5)


@dataclass(frozen=True)
class FormatPattern(NumberFormat):
    """Text around a number that a format of the engine prints, as in "{fixed1} kg"."""

    text: str
    formats: Mapping[str, Format]

    def of_number(self, value: float) -> str:
        """The printed text of a finite number."""
        return _PART.sub(lambda match: self.formats[match[1]](value), self.text)


@dataclass(frozen=True)
class Function(NumberFormat):
    """A study's own function, which gets finite numbers only."""

    function: Callable[[float | int], str]

    def of_number(self, value: float) -> str:
        """The printed text of a finite number."""
        return one_line(self.function(value))


OwnFormat = str | Callable[..., str]


def own_formats(given: Mapping[str, OwnFormat]) -> dict[str, Format]:
    """The formats of a study as the engine calls them; formats of the engine's classes are used as they are."""
    return {name: _format(each) for name, each in given.items()}


def _format(given: OwnFormat) -> Format:
    if isinstance(given, str):
        return FormatPattern(
            given, {name: BUILT_IN[name] for name in _PART.findall(given) if name in BUILT_IN}
        )
    if type(given).__module__.startswith("report.rows."):
        return given
    return Function(given)


def format_faults(given: Mapping[str, OwnFormat], where: str) -> Iterator[Fault]:
    """The faults of a study's own formats: names, patterns, and what they print for a few numbers."""
    for name, each in given.items():
        what = f"format {name!r}"
        if not isinstance(name, str) or not NAME.fullmatch(name):
            yield Fault(where, f"{what} is not a name", "use lower-case letters, digits and underscores")
        elif name in BUILT_IN:
            yield Fault(where, f"{what} is a format of the engine", "rename yours")
        elif isinstance(each, str):
            yield from _pattern_faults(each, what, where)
        elif not callable(each):
            remedy = 'write a pattern such as "{fixed1} kg", or a function from a number to its text'
            yield Fault(where, f"{what} is {each!r}, which is neither a pattern nor a function", remedy)
        else:
            yield from _function_faults(_format(each), what, where)


def _pattern_faults(pattern: str, what: str, where: str) -> Iterator[Fault]:
    named = _PART.findall(pattern)
    if len(named) != 1:
        found = "names no format" if not named else "names several formats"
        yield Fault(where, f"{what}, “{pattern}”, {found}", 'name one format, as in "{fixed1} kg"')
    for each in named:
        if each not in BUILT_IN:
            yield Fault(where, f"{what} names the unknown format {each}", nearest_or_all(each, BUILT_IN))
    for number in _DIGITS.findall(_PART.sub("", pattern)):
        yield _typed(what, number, where)


def _function_faults(format: Format, what: str, where: str) -> Iterator[Fault]:
    texts = []
    for value in _TRIALS:
        try:
            text: object = format(value)
        except Exception as error:
            yield Fault(
                where, f"{what} fails for {value}: {exception_text(error)}", "make it work for every number"
            )
            return
        if not isinstance(text, str) or not text.strip():
            yield Fault(where, f"{what} prints nothing for {value}", "return a text with the number")
            return
        texts.append(text)
    numbers = [set(_DIGITS.findall(text)) for text in texts]
    for number in sorted(set.intersection(*numbers)):
        yield _typed(what, number, where)


def _typed(what: str, number: str, where: str) -> Fault:
    return Fault(where, f"{what} adds the number {number}", "print only the value of the row")


def restyled(format: Format, restyle: Callable[[Format], Format]) -> Format:
    """A pattern whose number prints in another style; any other format as it is."""
    if not isinstance(format, FormatPattern):
        return format
    return replace(format, formats={name: restyle(each) for name, each in format.formats.items()})
