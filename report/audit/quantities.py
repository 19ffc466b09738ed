"""Quantities of a text: a symbol, its degrees of freedom if any, a relation and a number.

`quantities` finds them in one passage: `t(28) = 2.20`, `F1,28 = 4.5`, `χ2(1, N = 90) = 3.84`, `ps < .01`,
`β = -0.22`, `SE = 0.10`, `95% CI [0.1, 0.3]`. It decides nothing about which belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from report.audit.numbers import Printed, printed

BODY = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?|\.\d+|(?<=[=<>≤≥]),\d+|(?<=[=<>≤≥]\s),\d+)"
    r"(?:\s?[x*]\s?10\s?\^?\{?\s?-?\d{1,3}\}?|[eE][-+]?\d{1,3}(?!\w))?"
)
SIGNED = rf"[-+]?\s?{BODY}"
RELATION = r"(?:<=|>=|=<|=>|<<|>>|[=<>≤≥≈:])"
_RELATIONS = {"<=": "≤", "=<": "≤", ">=": "≥", "=>": "≥", "<<": "<", ">>": ">", ":": "="}
_ARGUMENTS = r"(?:\((?P<round>[^()]{0,70})\)|\[(?P<square>[^\[\]]{0,70})\])"
#: Degrees of freedom as subscripts: `F1,28`, `F_{1,28}`, `t28`, `χ21`.
_SUBSCRIPT = r"_?\{?\s?(?P<sub>\d+(?:\.\d+)?(?:\s?[,;]\s?\d+(?:\.\d+)?)?)\}?"
_OF_TESTS = {
    "chi2": (
        r"(?:Δ\s?)?(?:(?:χ|[Cc]hi)\s?-?\s?\^?\{?(?:2|[Ss]quared?)\}?(?:diff|SB|Wald|LR|_?\{?(?:diff|SB)\}?)?"
        r"|χ(?=\s?[(\[])|[XG]\s?\^?2(?=\s?[(\[]))"
    ),
    "F": r"(?:min\s?)?F(?:s|'|[12](?=\s?\())?(?:[- ](?:value|statistic|ratio)s?)?(?:Welch|_?\{?Welch\}?)?",
    "t": (
        r"(?:t(?:s|'s|'|[12](?=\s?\())?(?:[- ](?:value|statistic|ratio|test)s?)?|T(?=\s?\(\d))"
        r"(?:Welch|_?\{?Welch\}?)?"
    ),
    "z": r"[zZ](?:s|'s)?(?:[- ](?:score|value|statistic)s?)?",
    "r": r"(?:r(?:_?\{?(?:s|sp|pb|p|xy|partial)\}?)?|ρ|rho)",
    "Q": r"Q(?:_?\{?(?:B|M|E|W|bet|between|within|model)\}?)?",
    "H": r"H",
}
_CORRECTED = (
    r"adj(?:usted)?|corr(?:ected)?|bonf(?:erroni)?|fdr|fwer?|holm|tukey|bh|sidak|scheff[eé]|perm|boot"
    r"|unc(?:orrected)?"
)
_P = re.compile(
    rf"""(?<![\w.$\\]) (?:(?P<many>both|all)\s)? (?:(?P<before>(?:one|two|1|2)[-\s](?:tailed|sided))\s)?
    (?:[pP](?P<plural>s|'s|s')?|Sig\.)
    (?:\s?[-_]?\{{?\s?(?P<mark>{_CORRECTED}|(?:one|two|1|2)[-\s]?(?:tailed|sided|tail))\}}?
      |\s?\((?P<note>[^()]{{1,25}})\))?
    (?:[-\s](?:value|level)s?)?
    (?:\s?(?P<relation>{RELATION})\s?|\s(?:of|was|is|were)\s)
    (?: (?P<number>{BODY}) (?P<percent>\s?%)? | (?P<ns>n\.?\s?s\.?(?!\w)|NS(?!\w)) )""",
    re.VERBOSE | re.IGNORECASE,
)
_NS = re.compile(r"[,;]\s?\(?(?P<ns>n\.\s?s\.|ns(?!\w)|NS(?!\w)|non-?significant(?!\w))")
_TESTS = {
    name: re.compile(
        rf"(?<![\w\\/-])(?P<label>{label})(?!\s?/)\s?(?:{_ARGUMENTS}\s?(?P<relation>{RELATION})?|"
        rf"{_SUBSCRIPT if name in ('F', 't', 'chi2') else '(?P<sub>(?!))'}\s?(?P<relation2>{RELATION})"
        rf"|(?P<relation3>{RELATION}))\s?(?P<number>{SIGNED})(?!\s?%)"
    )
    for name, label in _OF_TESTS.items()
}
_OTHERS = {
    "beta": r"(?:standardi[sz]ed\s)?(?:β|[Bb]eta)(?:\s?(?:coefficient|weight))?",
    "b": r"(?:unstandardi[sz]ed\s)?(?:[bB]|γ|Estimate|Est\.|coefficient|coef\.)",
    "SE": r"(?:S\.?E\.?|s\.e\.|SEb|standard\serror)(?:\(?[bBM]\)?)?",
    "SD": r"(?:S\.?D\.?|s\.d\.|standard\sdeviation)s?",
    "M": r"(?:M(?:ean)?(?:_?\{?age\}?)?|mean(?:\sage)?|x̄)",
    "MD": (
        r"(?:mean\s(?:group\s)?difference|difference\s(?:of|between|in)\s(?:the\s)?means|M_?\{?[Dd]iff(?:erence)?\}?"
        r"|MD|ΔM)"
    ),
    "n": r"n",
    "N": r"N",
    "df": r"(?:df|d\.f\.|DF|degrees\sof\sfreedom)",
    "R2": r"R\s?\^?2",
    "adjR2": r"(?:[Aa]dj(?:usted)?\.?\sR\s?\^?2|R\s?\^?2\s?_?\{?adj(?:usted)?\.?\}?)",
    "dR2": r"Δ\s?R\s?\^?2",
    "d": r"(?:Cohen's\s)?d(?:_?\{?[zs]\}?)?",
    "g": r"(?:Hedges'?s?\s)?g",
    "eta2": r"(?:[Pp]artial\s)?η\s?_?\{?p?\}?\s?\^?2(?:_?\{?p\}?|\s?p)?",
    "f2": r"f\s?\^?2",
    "OR": r"(?:a?OR|[Oo]dds\s[Rr]atio)",
    "HR": r"(?:a?HR|[Hh]azard\s[Rr]atio)",
    "RR": r"(?:a?RR|[Rr]isk\s[Rr]atio|[Rr]elative\s[Rr]isk|IRR)",
    "CFI": r"(?:robust\s)?CFI",
    "TLI": r"(?:TLI|NNFI)",
    "NFI": r"NFI",
    "RMSEA": r"RMSEA",
    "SRMR": r"SRMR",
    "AIC": r"AIC",
    "BIC": r"BIC",
    "m2LL": r"(?:-\s?2\s?x?\s?(?:LL|[Ll]og[- ]?[Ll]ik(?:elihood)?|ln\s?L)|[Dd]eviance)",
    "LL": r"(?:LL|[Ll]og[- ]?[Ll]ik(?:elihood)?|ln\s?L)",
    "MSE": r"MSE?E?",
    "alpha": r"(?:α|alpha)",
}
_OTHER = {
    name: re.compile(
        rf"(?<![\w\\/.-])(?P<label>{label})(?:\s?\((?P<note>[^()=<>]{{1,40}})\))?"
        rf"(?:\s?(?P<relation>=|<|>|≤|≥|≈|:)\s?|\s(?:of|was)\s)(?P<number>{SIGNED})(?P<percent>\s?%)?"
    )
    for name, label in _OTHERS.items()
}
_CI = re.compile(
    rf"(?P<level>\d{{2}}(?:\.\d)?)\s?%\s?-?\s?(?:[Bb]oot(?:strap)?(?:ped)?\s|BCa?\s)?"
    rf"(?:C\.?I\.?|[Cc]onfidence\s[Ii]nterval|CrI|HDI)s?\s?(?:of\s|was\s)?[:=,]?\s?[\[({{]?\s?"
    rf"(?P<low>{SIGNED})\s?(?P<between>,|;|to|-|and)\s?(?P<high>{SIGNED})\s?[\])}}]?"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A symbol with its number and its place in a passage.

    `df` are the degrees of freedom and `n` the number of cases of its parentheses. `marks` are words such as `plural`,
    `ns`, `one-tailed` or `corrected`. An interval has its ends in `low` and `high`.
    """

    symbol: str
    number: Printed
    start: int
    end: int
    df: tuple[Printed, ...] = ()
    n: Printed | None = None
    marks: frozenset[str] = field(default_factory=frozenset)
    low: Printed | None = None
    high: Printed | None = None


def quantities(text: str, *, decimal_comma: bool = False) -> list[Quantity]:
    """All quantities of a text in order; of two that overlap, the one that starts first, then the longer."""
    found = sorted(_all(text, decimal_comma), key=lambda each: (each.start, -each.end))
    chosen: list[Quantity] = []
    for each in found:
        if not chosen or each.start >= chosen[-1].end:
            chosen.append(each)
    return chosen


def _all(text: str, comma: bool) -> Iterator[Quantity]:
    for match in _P.finditer(text):
        yield _probability(match, comma)
    for match in _NS.finditer(text):
        yield Quantity(
            "p", _not_significant(match["ns"]), match.start("ns"), match.end(), marks=frozenset({"ns"})
        )
    for symbol, pattern in _TESTS.items():
        for match in pattern.finditer(text):
            yield from _test(symbol, match, comma)
    for symbol, pattern in _OTHER.items():
        for match in pattern.finditer(text):
            yield _other(symbol, match, comma)
    for match in _CI.finditer(text):
        yield _interval(match, comma)


def _not_significant(text: str) -> Printed:
    return Printed(text, 1.0, 0.0, "ns")


def _probability(match: re.Match[str], comma: bool) -> Quantity:
    marks = {"plural"} if match["plural"] or match["many"] else set()
    words = " ".join(filter(None, (match["before"], match["mark"], match["note"]))).casefold()
    if re.search(r"(?:one|1)[-\s]?(?:tail|sided)", words):
        marks.add("one-tailed")
    if re.search(_CORRECTED, words) and "unc" not in words:
        marks.add("corrected")
    if match["ns"]:
        number = _not_significant(match["ns"])
        marks.add("ns")
    else:
        relation = match["relation"] or "="
        number = printed(match["number"], _RELATIONS.get(relation, relation), decimal_comma=comma)
        if match["percent"]:
            number = Printed(number.text, number.value / 100, number.unit / 100, number.relation)
    return Quantity("p", number, match.start(), match.end(), marks=frozenset(marks))


def _test(symbol: str, match: re.Match[str], comma: bool) -> Iterator[Quantity]:
    arguments = match["round"] if match["round"] is not None else match["square"]
    relation = match["relation"] or match["relation2"] or match["relation3"]
    if relation is None and (arguments is None or not re.search(r"\d", arguments)):
        return
    df, n = degrees(symbol, arguments if arguments is not None else match["sub"] or "", comma)
    relation = _RELATIONS.get(relation or "=", relation or "=")
    number = printed(match["number"], relation, decimal_comma=comma)
    label = match["label"].strip()
    plural = label.startswith(("ts", "Fs", "zs"))
    yield Quantity(symbol, number, match.start(), match.end(), df, n, frozenset({"plural"} if plural else ()))


_CASES = re.compile(r"[,;]?\s?\b[Nn]s?\s?=\s?(\d[\d,]*)")
_DF = re.compile(r"\b(?:df|d\.f\.)\s?=?\s?")


def degrees(symbol: str, text: str, comma: bool) -> tuple[tuple[Printed, ...], Printed | None]:
    """The degrees of freedom in a test's parentheses, and the number of cases if it is given."""
    cases = _CASES.search(text)
    n = printed(cases[1].rstrip(","), decimal_comma=False) if cases else None
    rest = _DF.sub("", _CASES.sub("", text)).strip(" ,;")
    parts = _separated(rest) if symbol == "F" else [rest]
    try:
        found = tuple(printed(part, decimal_comma=comma or _is_decimal(part)) for part in parts if part)
    except ValueError:
        return (), n
    return found, n


def _is_decimal(text: str) -> bool:
    return re.fullmatch(r"\d+,\d{1,2}", text) is not None


def _separated(text: str) -> list[str]:
    """Numerator and denominator degrees of freedom, whatever separates them."""
    for separator in (";", "/", " and ", ", "):
        if text.count(separator) == 1:
            return [part.strip() for part in text.split(separator)]
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 4:
        return [",".join(parts[:2]), ",".join(parts[2:])]
    return [parts[0], "".join(parts[1:])] if len(parts) == 3 else parts


def _other(symbol: str, match: re.Match[str], comma: bool) -> Quantity:
    number = printed(match["number"], match["relation"] or "=", decimal_comma=comma)
    if number.relation == ":":
        number = Printed(number.text, number.value, number.unit)
    marks = frozenset({"percent"} if match["percent"] else ())
    return Quantity(symbol, number, match.start(), match.end(), marks=marks)


def _interval(match: re.Match[str], comma: bool) -> Quantity:
    low, high = (printed(match[end], decimal_comma=comma) for end in ("low", "high"))
    return Quantity("CI", printed(match["level"]), match.start(), match.end(), low=low, high=high)
