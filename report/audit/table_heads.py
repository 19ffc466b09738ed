"""Heads of table columns: the symbols that they name, alone or two in one column, such as `OR (95% CI)`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from report.audit.passages import normalized

_RATIO = (
    r"(?:(?:[Aa]djusted|[Uu]nadjusted|[Cc]rude|[Mm]ulti(?:variable|variate)|[Uu]ni(?:variable|variate))\s)?"
)
_HEADS = {
    "b": r"b|B|Estimates?|Est\.|Coef(?:ficients?|f?\.)?|Unstandardi[sz]ed.*|b \(unstd\.?\)",
    "beta": r"β|Beta|beta|Standardi[sz]ed.*|Std\. ?(?:β|[Bb]eta)",
    "SE": r"S\.?E\.?(?: ?\(?[bB]\)?)?|s\.e\.|Std\.? ?[Ee]rr(?:or|\.)?|[Ss]tandard [Ee]rror|se",
    "z": r"z|Z|[zZ][- ](?:value|score|statistic)|Wald z",
    "t": r"t|[tT][- ]?(?:value|ratio|statistic|test)|T",
    "F": r"F|F[- ](?:value|ratio|statistic)",
    "chi2": r"χ ?2|Chi-?squared?|Wald χ ?2",
    "p": r"(?:p|P|[pP][- ]?[Vv]alues?|Sig(?:\.|nificance)?)(?: ?\((?:2|two)[- ](?:tailed|sided)\))?"
    r"|P>\|[tz]\||Pr\(>(?:\|[tz]\||F|Chisq)\)",
    "df": r"df|d\.f\.|DF|Df|dfs|df1, ?df2",
    "df1": r"df ?_?1|dfn|(?:[Nn]um(?:erator)?\.?|[Hh]ypothesis|[Ee]ffect) ?(?:df|DF)"
    r"|df ?\(?(?:num|effect|between|hypothesis)\.?\)?",
    "df2": r"df ?_?2|dfd|(?:[Dd]en(?:ominator|om)?\.?|[Ee]rror|[Rr]esidual) ?(?:df|DF)"
    r"|df ?\(?(?:den|error|within|residual)\.?\)?",
    "OR": rf"{_RATIO}(?:a?OR|AOR|[Oo]dds [Rr]atios?)",
    "HR": rf"{_RATIO}(?:a?HR|AHR|[Hh]azards? [Rr]atios?)",
    "RR": rf"{_RATIO}(?:a?RR|IRR|[Rr]isk [Rr]atios?|[Rr]elative [Rr]isks?|[Ii]ncidence [Rr]ate [Rr]atios?)",
    "MD": r"MD|[Mm]ean [Dd]ifference",
    "M": r"M|[Mm]eans?",
    "SD": r"SD|S\.D\.|Std\.? ?[Dd]ev(?:\.|iation)?|[Ss]tandard [Dd]eviation",
    "n": r"n|N",
    "r": r"r",
    "CFI": r"CFI",
    "TLI": r"TLI",
    "RMSEA": r"RMSEA",
    "SRMR": r"SRMR",
    "d": r"d|Cohen's d",
    "g": r"g|Hedges'? g",
    "R2": r"R2|R[- ][Ss]quared?",
    "dR2": r"Δ ?R2|R2 ?(?:Δ|\(?[Cc]hange\)?)|[Cc]hange in R2|R[- ][Ss]quared? [Cc]hange",
    "adjR2": r"[Aa]dj(?:\.|usted)? R(?:2|[- ][Ss]quared?)|R2 ?\(?[Aa]dj(?:\.|usted)?\)?",
    "dF": r"Δ ?F|F ?(?:Δ|\(?[Cc]hange\)?)|F (?:for|of) (?:the )?[Cc]hange(?: in R2)?|[Cc]hange in F",
    "eta2": r"(?:[Pp]artial )?η ?p?2p?",
    "MS": r"MS|[Mm]ean [Ss]quares?|Mean Sq",
    "SS": r"SS|[Ss]ums? of [Ss]quares|Sum Sq|Type III SS",
    "AIC": r"AIC",
    "BIC": r"BIC",
    "LL": r"LL|logLik|[Ll]og[- ]?[Ll]ikelihood",
    "m2LL": r"-2 ?LL|-2 [Ll]og[- ]?[Ll]ikelihood|Deviance",
    "min": r"(?:(?:[Oo]bserved|[Aa]ctual) )?(?:[Mm]in(?:imum)?\.?|MIN|[Ll]owest)(?: (?:value|score))?",
    "max": r"(?:(?:[Oo]bserved|[Aa]ctual) )?(?:[Mm]ax(?:imum)?\.?|MAX|[Hh]ighest)(?: (?:value|score))?",
    "observed": r"(?:[Oo]bserved|[Aa]ctual|[Oo]btained|[Ss]ample) [Rr]ange"
    r"|(?:[Rr]ange ?\(?)?[Mm]in(?:imum)?\.? ?[-/,] ?[Mm]ax(?:imum)?\.?\)?",
    "range": r"(?:[Rr]ange|RANGE)",
    "possible": r"(?:[Pp]ossible|[Pp]otential|[Tt]heoretical|[Ss]cale|[Ss]core|[Rr]esponse)"
    r"[- ](?:[Ss]cores? )?[Rr]ange",
}
_HEAD = {name: re.compile(pattern) for name, pattern in _HEADS.items()}
_INTERVAL = (
    r"(?:(?P<level>\d\d(?:\.\d)?) ?% ?)?(?:C\.?I\.?|[Cc]onfidence [Ii]ntervals?)"
    r"(?: ?\(?(?P<after>\d\d(?:\.\d)?) ?%\)?)?"
)
_CI = re.compile(_INTERVAL)
_LOW = re.compile(rf"(?:{_INTERVAL}[,:]? ?)?(?:LL|LB|LLCI|LCI|[Ll]ower(?: (?:limit|bound|CI))?|2\.5 ?%)")
_HIGH = re.compile(rf"(?:{_INTERVAL}[,:]? ?)?(?:UL|UB|ULCI|UCI|[Uu]pper(?: (?:limit|bound|CI))?|97\.5 ?%)")
_TWO = re.compile(r"(?P<one>[^(\[,±]+?)\s?(?:[(\[]\s?±?|,|±)\s?(?P<two>[^()\[\]]+?)\s?[)\]]?")
_WITH_DF = re.compile(r"(?P<symbol>[tFr]|χ ?2|Δ ?F|F ?[Cc]hange)\s?\((?P<df>\d[\d,. ]*)\)")
_MARKS = "*†‡§ "
#: Heads of columns whose numbers are in parentheses, too.
_IN_PARENTHESES = re.compile(r"\((SE|S\.E\.|SD|S\.D\.)\)")


@dataclass(frozen=True, slots=True)
class Head:
    """What a column contains: a symbol, and the degrees of freedom or the level of confidence that its head states.

    The level of an interval is `bare` if no head states it.
    """

    symbol: str
    df: str = ""
    level: str = "95"
    bare: bool = False


@lru_cache(maxsize=4096)
def heads(text: str, *, with_upper: bool = False) -> tuple[Head, ...]:
    """The symbols of a column head in the order of the numbers in its cells; none if it names no known symbol.

    LL is a log-likelihood, or the lower limit of an interval in a table that has a column of upper limits.
    """
    plain = normalized(text).strip().rstrip(_MARKS)
    enclosed = _IN_PARENTHESES.fullmatch(plain)
    plain = enclosed[1] if enclosed else plain
    if plain == "LL" and not with_upper:
        return (Head("LL"),)
    single = _head(plain)
    if single is not None:
        return (single,)
    both = _TWO.fullmatch(plain)
    one, two = (_head(both["one"]), _head(both["two"])) if both else (None, None)
    return (one, two) if one is not None and two is not None else ()


def _head(text: str) -> Head | None:
    for symbol, pattern in (("CI", _CI), ("CI low", _LOW), ("CI high", _HIGH)):
        match = pattern.fullmatch(text)
        if match:
            return Head(symbol, level=match["level"] or match["after"] or "95")
    with_df = _WITH_DF.fullmatch(text)
    if with_df:
        changed = "dF" if len(with_df["symbol"]) > 1 else with_df["symbol"]
        return Head("chi2" if with_df["symbol"].startswith("χ") else changed, with_df["df"])
    return next((Head(name) for name, pattern in _HEAD.items() if pattern.fullmatch(text)), None)
