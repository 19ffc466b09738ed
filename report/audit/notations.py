"""Notations of quantities in running text, as regular expressions over normalized text."""

from __future__ import annotations

import re

BODY = (
    r"(?:10\s?\^\s?\{?-\d{1,3}\}?|10-\d{1,3}(?![\d.])|[1-9]\d{0,2}(?:,\d{3})+(?!\d)(?:\.\d+)?|[1-9]\d{0,2}(?:\.\d{3})+,\d{1,2}(?![\d.])"
    r"|\d+(?:[.,]\d+)?|\.\d+|(?<=[=<>≤≥]),\d+|(?<=[=<>≤≥]\s),\d+"
    r"|(?<=[=<>≤≥]-),\d+|(?<=[=<>≤≥]\s-),\d+)"
    r"(?:(?:\s?[x*]|\s?\.(?=\s?10\s?\^?\{?\s?-))\s?10\s?\^?\{?\s?-?\d{1,3}\}?|\s?[eE]\s?[-+]\d{1,3}(?!\w)|[eE]\d{1,3}(?!\w))?"
)
SIGNED = rf"[-+]?\s?{BODY}"
RELATION = r"(?:==|=\s[<>≤≥]|=[<>](?=\s?0?\.)|<=|>=|=<|=>|<<|>>|[=<>≤≥≈:])"
RELATIONS = {
    "==": "=",
    "= <": "<",
    "= >": ">",
    "= ≤": "≤",
    "= ≥": "≥",
    "<=": "≤",
    "=<": "≤",
    ">=": "≥",
    "=>": "≥",
    "<<": "<",
    ">>": ">",
    ":": "=",
}
_WORD_FOR_EQUALS = r"(?:of|was|is|equals|equall?ed)"
_ARGUMENTS = r"(?:\((?P<round>[^()]{0,70})\)|\[(?P<square>[^\[\]]{0,70})\])"
#: Degrees of freedom as subscripts: `F1,28`, `F_{1,28}`, `t28`, `χ21`.
_DF_EQUALS = r"(?:(?:Δ\s?)?d\s?f\s?=\s?)?"
_SUBSCRIPT = rf"_?\{{?\s?{_DF_EQUALS}(?P<sub>\d+(?:\.\d+)?(?:\s?[,;/]\s?\d+(?:\.\d+)?)?)\s?\}}?"
#: Of a correlation, more than one digit. `r12` is that of the first two variables, unless a p-value follows at once.
PAIRS = r"1[2-5]|2[345]|3[45]|45"
_P_NEXT = r"\}?\s?=\s?-?0?[.,]\d+\s?[,;(]\s?[pP](?:[- ]value)?\s?[=<>]"
_OF_CORRELATION = rf"_?\{{?\s?(?P<sub>(?!(?:{PAIRS})(?!\d)(?!{_P_NEXT}))\d{{2,5}})\}}?"
#: The numbers of two variables as the index of a correlation.
PAIR = re.compile(PAIRS)
#: Of Q, only beside a p-value: `Q7 = 4.86, P = .68`, but not the quartile `Q1 = 4.86`.
_OF_Q = r"_?\{?\s?(?P<sub>\d{1,3})\}?(?=\s?=\s?[\d.]+\s?[,;(]\s?[pP]\s?[=<>])"
_SUBSCRIPTS = {**dict.fromkeys(("F", "t", "chi2", "H"), _SUBSCRIPT), "r": _OF_CORRELATION, "Q": _OF_Q}
#: Before one or two degrees of freedom in parentheses, and before a whole test of two.
_THEN_DF = r"(?=\s?[(\[]\s?(?:df\s?=?\s?)?\d)"
_NUMBER = r"\d[\d.,]*"
_THEN_BOTH = (
    rf"(?=\s?[(\[]\s?{_NUMBER}\s?[,;]\s?{_NUMBER}\s?[)\]]\s?[=<>]\s?{_NUMBER}\s?[,;(]"
    r"[^.;()]{0,40}[pP]\s?[=<>])"
)
_OF_TESTS = {
    "chi2": (
        r"(?:Δ\s?)?(?:(?:χ|[Cc]hi)\s?-?\s?\^?\{?(?:2|[Ss]quared?)\}?(?:\s?_?\{?(?!crit)[A-Za-z][A-Za-z-]{0,11}\}?"
        rf"{_THEN_DF}|diff|SB|Wald|LR|[DMB]|_?\{{?(?:diff|SB)\}}?)?"
        rf"|χ\s?_?\{{?(?!crit)[A-Za-z]{{1,8}}\}}?\s?\^?\{{?2\}}?{_THEN_DF}|X-?squared"
        r"|χ(?=\s?[(\[])|χ(?=[013-9]\d*2\s?[=<>])|[XG]\s?\^?2(?=\s?[(\[]|\s?[=:]\s?[\d.]+\s?[,;(]\s?d\.?f)|G(?=\s?\()"
        r"|CHI-?\s?SQUARED?|[Cc]hi-?\s?sq\.?|Wald(?=\s?[(\[]|\s?=\s?[\d.]+\s?[,;(]\s?d\.?f)|LRT?(?=\s?\(\s?(?:df|\d))"
        r"|[xvwc\uf063]\s?2(?=\s?\(\s?(?:df\s?=?\s?)?\d+\s?[,;)]))"
    ),
    "F": (
        r"(?:min\s?|Δ\s?)?F(?:s|'|[12](?=\s?\()|Δ|\s?_?\{?[Cc]hange\}?)?(?:[- ]?(?:value|statistic|ratio)s?)?"
        rf"(?:Welch|_?\{{?Welch\}}?|\s?_?\{{?(?!crit)[A-Za-z][A-Za-z ×x*:-]{{1,20}}\}}?{_THEN_BOTH})?"
    ),
    "t": (
        r"(?:t(?:s|'s|'|[12](?=\s?\())?(?:[- ]?(?:value|statistic|ratio|test)s?)?"
        r"|T(?=\s?\(\d|\s?=\s?-?[\d.]+\s?[,;(]\s?d\.?f))"
        r"(?:\s?_?\{?(?:[Ww]elch|[Pp]aired|[Dd]iff|[Oo]bs|[Bb]etween|[Ww]ithin)\}?)?"
    ),
    "z": r"[zZ](?:s|'s|\s?_?\{?(?:diff|[Ww]ald|obs|adj)\}?)?(?:[- ]?(?:score|value|statistic|test)s?)?",
    "r": (
        r"(?:r(?:\s?_?\{?(?:[Ss]|sp|pb|[Pp]|xy|partial|part|[Pp]earson|[Ss]pearman|rho)\}?(?![a-z]))?|R(?=\s?[(\[]\d+[)\]])"
        r"|R(?=\s?=\s?-?0?\.\d+\s?[,;(]\s?[nN]\s?=)|ρ|rho)"
    ),
    "Q": r"Q(?:\s?_?\{?(?:[BMEWTbmw]|bet|between|within|model)\}?)?",
    "H": r"H",
}
CORRECTED = (
    r"adj(?:usted)?|corr(?:ected)?|bonf(?:erroni)?|fdr|fwer?|holm|tukey|bh|sidak|scheff[eé]|perm|boot"
    r"|unc(?:orrected)?"
)
P = re.compile(
    rf"""(?<![\w.$\\]) (?:(?P<many>both|all)\s)? (?:(?P<before>(?:one|two|1|2)[-\s](?:tailed|sided)
      |(?:[A-Z]\w+[-\s])?(?:corrected|adjusted))\s)?
    (?:[pP](?P<plural>s|'s|s')?|Sig\.|Prob\.?(?:\s?>\s?(?:F|chi-?2|χ2|\|?[tz]\|?))?(?=\s?[=<>]))
    (?:\s?[-_]?\{{?\s?(?P<mark>{CORRECTED}|close|(?:one|two|1|2)[-\s]?(?:tailed|sided|tail))\}}?
      |\s?\((?P<note>[^()]{{1,25}})\)|\s(?:of|for)\s(?:the\stest\sof\s)?(?P<fit>close\s?fit))?
    (?:[-\s]?(?:value|level)s?)?
    (?:\s?(?P<relation>{RELATION})\s?|\s(?:(?:was|is|were)\s)?(?P<compared>(?:less|smaller|lower|greater|larger|higher)\sthan)\s
      |\s(?:of|was|is|were|equals|equal\sto)\s|(?<=value)\s(?=0?[.,]\d))
    (?: (?P<number>{BODY}) (?P<percent>\s?%)? | (?P<ns>n\.?\s?s\.?(?!\w)|NS(?!\w)) )""",
    re.VERBOSE | re.IGNORECASE,
)
#: A p-value without a sign between label and number, between other results: `t(28) = 2.20, p .036`.
P_ALONE = re.compile(r"(?:(?<=[,;(])|(?<=[,;(]\s))[pP]\s(?P<number>0?[.,]\d{2,4})(?=\s?[,;)\]]|\.(?!\d)|$)")
#: Words instead of a p-value: `, n.s.`, `(ns)`, `; not significant`, and after a number `1.20 n.s.`.
NS = re.compile(
    r"(?:[,;(]\s?\(?(?:(?:one|two|1|2)[-\s](?:tailed|sided)\s|both\s|all\s)?"
    r"(?P<ns>n\.\s?s\.|ns(?!\w)|NS(?!\w)|non-?significant(?!\w)|not\ssignificant(?=\s?[,;.)\]]|$))"
    r"|(?<=\d)\s(?P<alone>n\.\s?s\.|(?:(?<=\.\d\s)|(?<=\.\d\d\s))(?:ns|NS)(?=\s?[,;.)\]]|$)))"
)
#: A comma for the equals sign, as some medical journals print it: `t28, 2.20; P = .036`.
_COMMA = dict.fromkeys(("t", "chi2"), r"|,(?=\s-?\d*\.\d+\s?[,;]\s?[pP]\s?[=<>])")
TESTS = {
    name: re.compile(
        rf"(?<![\w\\/-])\|?(?P<label>{label})\|?(?!\s?/)\s?(?:_?{_ARGUMENTS}\|?\s?(?P<relation>{RELATION}|{_WORD_FOR_EQUALS}\s"
        rf"|,(?=\s?-?\d*\.\d+\s?[,;]\s?[pP]))?|"
        rf"{_SUBSCRIPTS.get(name, '(?P<sub>(?!))')}\s?(?P<relation2>{RELATION}{_COMMA.get(name, '')})"
        rf"|(?P<relation3>{RELATION}|(?<=value)\sof|(?<=statistic)\sof|(?<=score)\sof|(?<=ratio)\sof"
        rf"|(?<=[zZ])\s{_WORD_FOR_EQUALS}(?=\s-?\d*\.\d+\s?[,;(]\s?[pP]\s?[=<>])))\s?"
        rf"(?P<number>{SIGNED})(?!\s?%)"
    )
    for name, label in _OF_TESTS.items()
}
#: Degrees of freedom in words between a test and its number: `F with 1 and 28 degrees of freedom was 4.50`.
WITH_DEGREES = re.compile(
    rf"(?<![\w\\/.-])(?P<label>F|t|χ\s?2|chi-?squared?)(?:[- ](?:test|statistic|value|ratio))?\s(?:with|on)\s"
    r"(?P<df>\d+(?:\.\d+)?(?:\s?(?:,|/|and)\s?\d+(?:\.\d+)?)?)\s(?:dfs?|d\.f\.|degrees\sof\sfreedom)"
    rf"(?:\s?[=:]\s?|,?\s(?:of|was|is|equals|equal\sto)\s)(?P<number>{SIGNED})(?!\s?%)"
)
OTHER_LABELS = {
    "beta": r"(?:standardi[sz]ed\s)?(?:β|[Bb]eta)(?:\s?(?:coefficient|weight))?",
    "b": r"(?:unstandardi[sz]ed\s)?(?:[bB]|γ|Estimate|Est\.|coefficient|coef\.)",
    "SE": r"(?:S\.?E\.?|s\.e\.|SEb|standard\serror)(?:\s?\(?[bBM]\)?)?",
    "SD": r"(?:S\.?D\.?|s\.d\.|standard\sdeviation)s?",
    "M": r"(?:M(?:ean)?(?:_?\{?age\}?)?|mean(?:\sage)?|x̄)",
    "MD": (
        r"(?:mean\s(?:group\s)?difference|difference\s(?:of|between|in)\s(?:the\s)?means|M_?\{?[Dd]iff(?:erence)?\}?"
        r"|MD|ΔM)"
    ),
    "n": r"n",
    "N": r"N",
    "df": r"(?:Δ\s?)?(?:df|d\.f\.|DF|degrees\sof\sfreedom)",
    "R2": r"R\s?\^?2",
    "adjR2": r"(?:[Aa]dj(?:usted)?\.?\sR\s?\^?2|R\s?\^?2\s?_?\{?adj(?:usted)?\.?\}?)",
    "dR2": r"(?:Δ\s?R\s?\^?2|R\s?\^?2\s?_?\{?(?:[Cc]hange|Δ)\}?|[Cc]hange\sin\sR\s?\^?2)",
    "d": r"(?:Cohen's\s)?d(?:[_\s]?\{?(?:z|s|av|rm|unb)\}?)?",
    "g": r"(?:Hedges'?s?\s)?g",
    "eta2": r"(?:[Pp]artial\s)?η\s?_?\{?p?\}?\s?\^?2(?:_?\{?p\}?|\s?p)?",
    "f2": r"f\s?\^?2",
    "OR": r"(?:[aA]?OR|[Oo]dds\s[Rr]atio)",
    "HR": r"(?:[aA]?HR|[Hh]azard\s[Rr]atio)",
    "RR": r"(?:[aA]?RR|[Rr]isk\s[Rr]atio|[Rr]elative\s[Rr]isk|IRR|[Ii]ncidence\s[Rr]ate\s[Rr]atio)",
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
OTHER = {
    name: re.compile(
        rf"(?<![\w\\/.-])(?P<label>{label})(?:\s?\((?P<note>[^()=<>]{{1,40}})\))?"
        rf"(?:\s?(?P<relation>=|<|>|≤|≥|≈|:)\s?|\s(?:of|was)\s)(?P<number>{SIGNED})(?P<percent>\s?%)?"
    )
    for name, label in OTHER_LABELS.items()
}
CI = re.compile(
    rf"(?P<level>\d{{2}}(?:\.\d)?)\s?(?:%|per\s?cent)\s?-?\s?(?:[Bb]oot(?:strap)?(?:ped)?\s|BCa?\s)?"
    rf"(?:C\.?I\.?|[Cc]onfidence\s[Ii]ntervals?(?:\s?[\[(]CIs?[\])])?|CrI|HDI)s?\s?(?:of\s|was\s)?[:=,]?\s?[\[({{]?\s?"
    rf"(?P<low>{SIGNED})\s?(?P<between>,|;|to|-|and)\s?(?P<high>{SIGNED})\s?[\])}}]?"
)
#: A unit after a number: the p before it is a pressure, a power or a momentum.
UNIT = re.compile(r"\s?(?:[kMGmµnc]?(?:Pa|Hz|W|V|A|g|m|s|N|J|K|bar|atm|mmHg)|°C)\b")
_DECIMALS = r"[-+]?\s?\d*\.\d+"
_RANGE = rf"(?P<low>{_DECIMALS})\s?(?:-|to)\s?(?P<high>{_DECIMALS})"
_AFTER = r"(?=\s?[,;)\]]|\.(?!\d)|\s?$|\s[a-z])"
#: Intervals directly after an estimate without a level of confidence: `2.10 [1.20, 3.68]`, `0.25 (0.05 to 0.45)`.
IN_BRACKETS = re.compile(
    rf"\s?,?\s?(?:\[\s?(?P<low>{_DECIMALS})\s?(?:[,;-]|to)\s?(?P<high>{_DECIMALS})\s?\]"
    rf"|\(\s?(?P<low2>{_DECIMALS})\sto\s(?P<high2>{_DECIMALS})\s?\))"
)
#: The same after a ratio, also `2.10, 1.20-3.68` and `2.10 (1.20-3.68)`.
AFTER_RATIO = re.compile(
    rf"\s?(?:[,;]\s?{_RANGE}{_AFTER}|\(\s?{_RANGE.replace('low', 'low2').replace('high', 'high2')}\s?[);,])"
)
#: Estimates before their interval without a sign between label and number: `OR, 2.10; 95% CI`, `HR 0.75 (0.60-0.94)`.
BEFORE_INTERVAL = {
    name: re.compile(
        rf"(?<![\w\\/.-])(?P<label>{OTHER_LABELS[name]})(?:\s?[(\[][^()\[\]=<>]{{1,30}}[)\]])?(?:,\s?|\s(?:of\s|was\s)?"
        r"|\s(?:for|of|in)\s[^\d.;:()\[\]=<>]{2,60}?\s(?:was|is)\s)"
        rf"(?P<number>{SIGNED})(?=\s?[;,]?\s?[(\[]?\s?(?:\d\d(?:\.\d)?\s?%\s?-?\s?(?:C|[Cc]onfidence)"
        r"|\d*\.\d+\s?(?:-|to|,)\s?\d*\.\d+\s?[,;)\]]))"
    )
    for name in ("OR", "HR", "RR", "MD")
}
#: An estimate in words before its standard error: `the coefficient on distance is 0.25 with a standard error of 0.10`.
BEFORE_ERROR = re.compile(
    rf"(?<!\w)(?:(?:coefficient|estimate|slope)\s(?:on|of|for)\s[^\d.;:()\[\]=<>,]{{2,50}}?\s(?:is|was)|by)\s"
    rf"(?P<number>{SIGNED})(?:\s(?:percentage\s|log\s)?points?)?"
    r"(?=\s?[,(]?\s?(?:with\s)?(?:a\s)?(?:(?:robust|clustered)\s)?(?:standard\serror|s\.e\.|S\.?E\.?)\s?(?:[=:,]|of\s|\d?\.))"
)
#: A standard error without a sign between label and number: `(standard error 0.10; p = .01)`.
ERROR_ALONE = re.compile(
    r"(?<!\w)(?:standard\serror|s\.e\.|S\.?E\.?)[\s,]\s?(?P<number>\d*\.\d+)(?=\s?[,;)])"
)
#: Two numbers after two labels: `B (SE) = 0.25 (0.10)`, `M ± SD: 5.2 ± 1.1`.
TWO = re.compile(
    rf"(?<![\w\\/.-])(?P<one>{OTHER_LABELS['b']}|{OTHER_LABELS['beta']}|{OTHER_LABELS['M']})\s?(?:[(\[]|±\s?|[(\[]\s?±\s?)"
    rf"(?P<two>{OTHER_LABELS['SE']}|{OTHER_LABELS['SD']})\s?[)\]]?\s?(?:=|:|\swas|\sof)\s?(?P<first>{SIGNED})\s?"
    rf"(?:[(\[]\s?±?|±)\s?(?P<second>{BODY})\s?[)\]]?"
)
#: An estimate with what follows ±: `b = 0.25 ± 0.10 (SE)`, `a slope of 0.25 ± 0.10 SE`.
PLUS_MINUS = re.compile(
    rf"(?<![\w\\/.-])(?P<one>{OTHER_LABELS['b']}|{OTHER_LABELS['beta']}|{OTHER_LABELS['M']}|slope|estimate)(?:\s?[=:]|\swas|\sof)\s?"
    rf"(?P<first>{SIGNED})\s?±\s?(?P<second>{BODY})\s?[,(\[]?\s?(?P<two>S\.?E\.?(?:M\.?)?|s\.e\.(?:m\.)?|SD|s\.d\.)(?!\w)\s?[)\]]?"
)
