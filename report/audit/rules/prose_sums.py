"""Sums and differences that are written out in prose: "67 − 55% = 12%"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report.audit.checks import Check, Place, Rule, Severity
from report.audit.numbers import PrintedNumber, Span, printed, shown
from report.audit.papers import Paper

_TERM = r"\d+(?:,\d{3})*(?:\.\d+)?\s?%?"
_SUM = re.compile(
    rf"(?<![\w.,^/-])(?P<terms>{_TERM}(?:\s?[-+]\s?{_TERM})+)\s?=\s?(?P<result>-?\s?{_TERM})(?![\w.,]*\d)"
)
_PARTS = re.compile(rf"(?P<sign>[-+]?)\s?(?P<number>{_TERM})")

_DIFFERENCE = (
    r"[^.;\d]{0,60}?\b(?:a|an)\s(?:absolute\s|mean\s)?(?:decrease|reduction|drop|fall|decline|increase|rise|gain|improvement"
    r"|difference)\sof\s(?P<result>\d+(?:\.\d+)?)\s?(?:%\spoints?|(?:per\s?cent|percentage)[- ]points?|points?\b)"
)
_TWO = r"(?P<one>\d+(?:\.\d+)?)\s?(?P<percent>%?)(?:\s\([^()]*\))?\s"
_FROM_TO = re.compile(rf"\bfrom\s{_TWO}to\s(?P<two>\d+(?:\.\d+)?)\s?%?{_DIFFERENCE}", re.IGNORECASE)
_AGAINST = re.compile(
    rf"(?<![\w.]){_TWO}(?:[^.;\d]{{0,40}}\s)?(?:and|versus|vs\.?|compared\s(?:with|to))\s(?P<two>\d+(?:\.\d+)?)\s?%{_DIFFERENCE}",
    re.IGNORECASE,
)
#: Differences that are not those of the two printed numbers.
_ADJUSTED = re.compile(
    r"adjusted|median|estimated|model|imput|per (?:year|month|week)|annual|average|paired", re.IGNORECASE
)


def check_differences(paper: Paper) -> Iterator[Check]:
    """A check of each difference in words: `from 40% to 25%, a decrease of 15 percentage points`."""
    for passage in paper.prose():
        for match in (*_FROM_TO.finditer(passage.text), *_AGAINST.finditer(passage.text)):
            if not _ADJUSTED.search(paper.sentence(passage.index, match.start())):
                place = Place(passage.index, match.start(), match.end())
                yield _difference(match, place, passage.block.text[match.start() : match.end()])


def _difference(match: re.Match[str], place: Place, text: str) -> Check:
    """Both numbers and the difference may be rounded; a difference of scores may be that of other cases."""
    one, two, reported = (_number(match[name]) for name in ("one", "two", "result"))
    size, error = abs(one.value - two.value), one.half + two.half
    allowed = Span(max(0.0, size - error), size + error)
    if allowed.meets(Span(reported.low, reported.high)):
        return Check("prose-sum", "agrees", (place,), text, f"{shown(size)}; rounding allows {allowed}")
    severity: Severity = "inconsistent" if match["percent"] else "worth a look"
    question = (
        f"The difference of {one.text} and {two.text} is {shown(size)}, but the text prints {reported.text}. "
        "Which number is a misprint?"
    )
    return Check("prose-sum", "finding", (place,), text, f"{shown(size)}", severity, question)


def check_sums(paper: Paper) -> Iterator[Check]:
    """A check of each written sum; a difference whose second term is larger is a range and is skipped."""
    for passage in paper.prose():
        for match in _SUM.finditer(passage.text):
            place = Place(passage.index, match.start(), match.end())
            text = passage.block.text[match.start() : match.end()]
            yield from _checked(match["terms"], match["result"], place, text)
    yield from check_differences(paper)


def _checked(terms: str, result: str, place: Place, text: str) -> Iterator[Check]:
    numbers = [(-1 if part["sign"] == "-" else 1, _number(part["number"])) for part in _PARTS.finditer(terms)]
    reported = _number(result)
    total = sum(sign * number.value for sign, number in numbers)
    if total < 0:
        return
    exact = all(_is_count(number) for _, number in numbers) and _is_count(reported) and "%" not in text
    error = 0.0 if exact else sum(number.half for _, number in numbers)
    span = Span(total - error, total + error)
    allowed = Span(reported.value, reported.value) if exact else Span(reported.low, reported.high)
    sum_shown = f"{total:.0f}" if exact else shown(total)
    computed = sum_shown if exact else f"{sum_shown}; rounding of the terms allows {span}"
    values: dict[str, float | str | None] = {"computed": total, "printed": reported.value}
    if span.meets(allowed):
        yield Check("prose-sum", "agrees", (place,), text, computed, values=values)
        return
    question = (
        f"The terms give {sum_shown}, but the text prints {result.strip()}. Which number is a misprint?"
    )
    yield Check("prose-sum", "finding", (place,), text, computed, "impossible", question, values=values)


def _number(text: str) -> PrintedNumber:
    return printed(text.replace("%", "").strip())


def _is_count(number: PrintedNumber) -> bool:
    return number.unit == 1


RULE = Rule(
    name="prose-sum",
    title="sum or difference written out in prose",
    formula="a ± b ± ... = c; |a − b| = c",
    source="arithmetic",
    needs="terms and result in one expression with an equals sign; or `from 40% to 25%, a decrease of 15 "
    "percentage points`",
    rounding="whole numbers without a percent sign are exact; other terms and the result may each be rounded",
    abstains="the result would be negative, as in a range; adjusted, median and average differences. A difference "
    "of scores is worth a look",
    run=check_sums,
)
