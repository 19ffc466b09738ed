"""The sample that abstract and methods state against degrees of freedom, captions and heads that need more cases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report.audit.checks import Check, Place, Rule, Severity
from report.audit.comparisons import questioned
from report.audit.estimate_reading import estimates
from report.audit.papers import Paper
from report.audit.passages import Passage
from report.audit.quantities import SymbolQuantity

_NAME = "stated-sample"
_PEOPLE = (
    r"(?:participants|patients|adults|students|children|adolescents|respondents|volunteers|subjects|individuals|people"
    r"|persons|women|men|undergraduates|employees|nurses|teachers|veterans|undergraduate students)"
)
_STATED = re.compile(
    r"(?<![\w.])[Nn]\s?=\s?(?P<n>\d[\d,]*)(?!\.?\d)"
    r"|\bsample\s(?:size\s)?(?:of|was|consisted of|comprised|included)\s(?P<n2>\d[\d,]*)\b"
    rf"|\b(?P<n3>\d[\d,]*)\s(?:[a-z-]+\s){{0,3}}(?:{_PEOPLE}|controls)\b"
)
#: Numbers of people in words, which are not added up.
_IN_WORDS = re.compile(
    rf"\b(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty|\w+teen|ten|eleven|twelve|hundred)\b(?:[\s-][a-z-]+){{0,4}}?\s"
    rf"(?:{_PEOPLE}|controls)\b",
    re.IGNORECASE,
)
_PARENTHESES = re.compile(r"\([^()]*\)")
_OF_TABLE = re.compile(r"(?<![\w.])[Nn]\s?=\s?(?P<n>\d[\d,]*)(?!\.?\d)")
#: Whole numbers that may count more cases, apart from years and parts of other numbers.
_WHOLE = re.compile(
    r"(?<![\w.,/=-])(?<!= )\d{1,3}(?:,\d{3})+(?![\w.]*\d)|(?<![\w.,/-])\d{1,7}(?![\w/]|[.,]\d|\s?%)"
)
#: Other units than people, of which there may be more.
_OTHER_UNITS = re.compile(
    r"\b(?:trials?|mixed|multilevel|hierarchical linear|observations|items|random (?:effects?|intercepts?|slopes?)"
    r"|Satterthwaite|Kenward|clusters?|imput\w+|panel|waves|sessions|voxels|pairs|dyads?|couples|ratings|words|images"
    r"|photos|stimuli|species|cells|neurons|plots|sites|firms|countries|famil\w+|eyes|teeth|schools|days|episodes|visits"
    r"|posts|tweets|articles|studies|effect sizes|meta-anal\w+|households|records|weighted|repeated|secondary|archival"
    r"|pooled|combined)\b",
    re.IGNORECASE,
)
_YEARS = range(1900, 2101)
#: The smallest sample that is taken to be one.
_SMALLEST = 8


def check_samples(paper: Paper) -> Iterator[Check]:
    """A check of each test, caption and head, where no number of the text counts more cases than the sample."""
    stated = _stated(paper)
    if stated < _SMALLEST or _counts_more(paper, stated):
        return
    severity: Severity = "worth a look" if _OTHER_UNITS.search(paper.text) else "contradiction"
    for each in estimates(paper):
        for symbol, lost in (("t", 1), ("F", 1), ("r", 2)):
            df = _degrees(each[symbol]) if each.has(symbol) else 0
            if df:
                needed = f"{df} degrees of freedom need at least {df + lost} cases"
                yield _judged(each.place, each.text, needed, df + lost, stated, severity)
    for passage in paper.passages:
        if passage.is_caption or passage.block.cell is not None:
            yield from _in_table(passage, stated, severity)


def _stated(paper: Paper) -> int:
    """The most cases that abstract or methods can mean, if all their counts are added up; 0 if some are in words."""
    sums = {"abstract": 0, "methods": 0}
    for passage in paper.prose():
        if passage.part in sums and not passage.is_caption:
            if _IN_WORDS.search(passage.text):
                return 0
            sums[passage.part] += _sum_of(passage.text)
    return max(sums.values())


def _sum_of(text: str) -> int:
    """The sum of all counts of cases; those in parentheses are parts of others, unless they alone are there."""
    outside = sum(_count(match) for match in _STATED.finditer(_PARENTHESES.sub("", text)))
    inside = sum(_count(match) for part in _PARENTHESES.findall(text) for match in _STATED.finditer(part))
    return max(outside, inside)


def _count(match: re.Match[str]) -> int:
    return int((match["n"] or match["n2"] or match["n3"]).replace(",", ""))


def _counts_more(paper: Paper, stated: int) -> bool:
    """Whether a whole number of the running text, apart from those of tests, may count more cases."""
    for passage in paper.prose():
        if passage.is_caption:
            continue
        inside = [(each.start, each.end) for each in paper.quantities[passage.index]]
        for match in _WHOLE.finditer(passage.text):
            value = int(match[0].replace(",", ""))
            tested = any(start <= match.start() < end for start, end in inside)
            if value > stated and value not in _YEARS and not tested:
                return True
        if any(
            each.symbol in ("n", "N") and each.number.value > stated
            for each in paper.quantities[passage.index]
        ):
            return True
    return False


def _degrees(test: SymbolQuantity) -> int:
    """Whole degrees of freedom of t and r, and of the error of an F with one; 0 for others."""
    if any(each.unit != 1 for each in test.df) or len(test.df) != (2 if test.symbol == "F" else 1):
        return 0
    return int(test.df[-1].value) if test.symbol != "F" or test.df[0].value == 1 else 0


def _in_table(passage: Passage, stated: int, severity: Severity) -> Iterator[Check]:
    for match in _OF_TABLE.finditer(passage.text):
        cases = int(match["n"].replace(",", ""))
        place = Place(passage.index, match.start(), match.end())
        statement = passage.block.text[place.start : place.end]
        yield _judged(place, statement, f"{match[0]} is printed here", cases, stated, severity)


def _judged(place: Place, statement: str, what: str, cases: int, stated: int, severity: Severity) -> Check:
    if cases <= stated:
        computed = f"at most {stated} cases, which abstract or methods state"
        return Check(_NAME, "agrees", (place,), statement, computed)
    fault = f"{what}, but the largest sample that abstract and methods state has {stated}."
    return questioned(_NAME, place, statement, fault, severity)


RULE = Rule(
    name=_NAME,
    title="stated sample against degrees of freedom, captions and heads",
    formula="df ≤ N − 1 for t and F(1, df); df ≤ N − 2 for r; N of a caption or head ≤ N",
    source="the definition of the tests",
    needs="numbers of cases in the abstract or methods (`N = 120`, `a sample of 120`, `60 students and 60 teachers`), "
    "and whole df, or `N = 130` in a caption or head",
    rounding="counts are exact",
    abstains="any whole number of the text that is larger than all stated cases together and is not a year, numbers of "
    "people in words, fractional df. Words of other units than people, such as trials, dyads or countries, make it "
    "worth a look",
    run=check_samples,
)
