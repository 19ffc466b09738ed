"""Means and standard deviations of scores against the limits of their instrument, known or stated in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from report.audit.checks import Check, Rule, Severity
from report.audit.comparisons import compared, questioned
from report.audit.estimate_reading import estimates
from report.audit.estimate_record import ReportedEstimate
from report.audit.granularity import largest_sd
from report.audit.instruments import Limits, known_instruments, named_in
from report.audit.numbers import Span, span_of
from report.audit.papers import Paper
from report.audit.passages import sentences

_NAME = "instrument-mean"
#: Scores of another kind: changes, means of items, subscales, transformed scores.
_OTHER = re.compile(
    r"\b(?:chang|differ|reduc|improv|decreas|increas|declin|dropp?|gain|per item|items?\b|subscale|transform"
    r"|standardi[sz]ed|z[- ]score|T[- ]score|log\b|logarithm|percent|POMP|short|versions?\b|modified|duration|ages?\b"
    r"|aged|years?\b|minutes|BMI|weight|height|income|dose|count|number of)|Δ|%",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"(?:possible|total|sum|overall|scale)\s(?:score\s)?(?:scores?\s)?(?:can\s|could\s)?rang(?:e[sd]?|ing)\s(?:from\s|between\s|of\s)?"
    r"(?P<low>\d+)\s?(?:to|and|-)\s?(?P<high>\d+)|(?:possible|total)\s(?:score\s)?range(?:\sof)?\s?(?:=|:|,|is)?\s?(?P<low2>\d+)\s?"
    r"(?:to|-)\s?(?P<high2>\d+)",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\((?P<name>[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:-[A-Z0-9]+)*)\b(?=[;,)])")
_NO_NAME = frozenset({"SD", "SE", "CI", "IQR", "ICC", "ANOVA"})
#: Cases that are assumed where n is not printed beside the mean.
_FEWEST = 3
#: The highest score of scales that were transformed to percentages.
_TRANSFORMED = 100
#: The most characters from the name of an instrument to its mean.
_NEAR = 70


def check_means(paper: Paper) -> Iterator[Check]:
    """A check of each mean whose sentence or row names one instrument with limits."""
    known = {**known_instruments(paper), **_stated(paper)}
    for each in estimates(paper):
        if each.has("M") or each.has("min", "max"):
            words = each.words_near(paper)
            named = {(low, high): name for name, low, high in named_in(words, known)}
            other = _OTHER.search(words) or _OTHER.search(_head(paper, each))
            if len(named) == 1 and not other and _follows(paper, each, known):
                (limits, name) = next(iter(named.items()))
                yield from _checked(each, (name, *limits))


def _follows(paper: Paper, each: ReportedEstimate, known: Mapping[str, Limits]) -> bool:
    """Whether the name of the instrument is in the label of the row, or shortly before the mean."""
    passage = paper.passages[each.place.passage]
    if passage.block.cell is not None:
        return True
    return each.has("M") and bool(
        named_in(passage.text[max(0, each["M"].start - _NEAR) : each["M"].start], known)
    )


def _head(paper: Paper, each: ReportedEstimate) -> str:
    passage = paper.passages[each.place.passage]
    return passage.block.column if passage.block.cell is not None else ""


def _stated(paper: Paper) -> Mapping[str, Limits]:
    """The limits that a sentence states for the one instrument whose abbreviation it introduces."""
    found: dict[str, set[tuple[float, float]]] = {}
    for passage in paper.prose():
        for start, end in sentences(passage.text):
            text = passage.text[start:end]
            stated, names = (
                _POSSIBLE.search(text),
                {each["name"] for each in _ACRONYM.finditer(text)} - _NO_NAME,
            )
            if (
                stated
                and len(names) == 1
                and not re.search(r"subscale|per item|each|item scores?|respectively", text)
            ):
                low, high = (float(stated[name] or stated[f"{name}2"]) for name in ("low", "high"))
                found.setdefault(names.pop(), set()).add((low, high))
    return {
        rf"{re.escape(name)}\b(?!-)": (name, *next(iter(limits)))
        for name, limits in found.items()
        if len(limits) == 1 and max(limits)[0] < max(limits)[1]
    }


def _checked(each: ReportedEstimate, instrument: Limits) -> Iterator[Check]:
    beyond = list(_beyond(each, instrument))
    yield from beyond or (_of_mean(each, instrument) if each.has("M") else ())


def _beyond(each: ReportedEstimate, instrument: Limits) -> Iterator[Check]:
    """The lowest and the highest score of a row where they are no scores of the instrument.

    Scores from 0 to 100 are transformed ones, and a lowest score below the limit may be the mean of items.
    """
    name, low, high = instrument
    for symbol, word in (("min", "lowest"), ("max", "highest")):
        number = each[symbol].number if each.has(symbol) else None
        if number is not None and not Span(low, high).meets(span_of(number)):
            clear = symbol == "max" and number.value > high and number.value != _TRANSFORMED
            fault = f"Scores of the {name} lie between {low:g} and {high:g}, but the {word} is {number.text}."
            severity: Severity = "inconsistent" if clear else "worth a look"
            yield questioned(_NAME, each.place, each.text, fault, severity)


def _of_mean(each: ReportedEstimate, instrument: Limits) -> Iterator[Check]:
    name, low, high = instrument
    mean = each["M"].number
    if not Span(low, high).meets(span_of(mean)):
        if low > 0 and Span(1, high / low).meets(span_of(mean)):
            return  # the mean of the items
        fault = f"Scores of the {name} lie between {low:g} and {high:g}, but the mean {mean.text} is printed."
        severity: Severity = "worth a look" if mean.value < 0 else "inconsistent"
        yield questioned(_NAME, each.place, each.text, fault, severity)
    elif not each.has("SD"):
        yield Check(_NAME, "agrees", (each.place,), each.text, f"{low:g} ≤ M ≤ {high:g}")
    else:
        nearest = min(max((low + high) / 2, mean.low), mean.high)
        allowed = Span(0.0, largest_sd(nearest, low, high, max(each.cases, _FEWEST)))
        reason = f"The mean and the limits of the {name}, {low:g} to {high:g},"
        yield compared(_NAME, each, "an SD", each["SD"].number, allowed, reason=reason)


RULE = Rule(
    name=_NAME,
    title="mean of scores against the limits of their instrument",
    formula="min ≤ lowest ≤ M ≤ highest ≤ max; SD ≤ √((M − min)(max − M)·n/(n − 1))",
    source="the instruments' manuals; Bhatia and Davis (2000), American Mathematical Monthly 107",
    needs="M, perhaps with SD, or Min and Max of a table, in a sentence or row that names one known instrument, one of "
    "the facts, or one whose abbreviation and `total scores range from a to b` are in one sentence",
    rounding="all means and SDs that round to the printed ones; without n, three cases are assumed",
    abstains="changes, items, subscales, transformed scores and versions in the sentence, row or head; means of items "
    "from 1; a negative mean, a lowest score below the limit and a highest score of 100 are worth a look",
    run=check_means,
)
