"""Lists common names with digits: classifications, scales, receptors, molecules, methods.

Names are listed by family, not recognised by form, since a number typed after letters ("N29") may be a result.
`[tool.report.lint] names` adds a study's own.
"""

from __future__ import annotations

import re

_FAMILIES = (
    # classifications, manuals and diseases
    r"ICD-(?:9|10|11)(?:-CM|-PCS)?",
    r"DSM-(?:3|4|5)(?:-R|-TR)?",
    r"COVID-19|SARS-CoV-[12]|HIV-[12]|HSV-[12]|HTLV-[12]|H\d{1,2}N\d{1,2}",
    r"[Tt]ype[- ][12](?:[- ](?=diabetes|error|diabetic))|[Tt]ype[- ][12](?=[- ]diabet|[- ]errors?\b)",
    r"T[12]DM|BRCA[12]|TP53|p53|HER2|CYP\d[A-Z]\d{1,2}|APOE-?(?:ε|e)[234]|21q22|Cas9|CRISPR-Cas\d{1,2}",
    # questionnaires and rating scales
    r"PHQ-(?:2|4|8|9|15)|GAD-[27]|PCL-5|CAPS-5|BDI-(?:1A|2)|BSI-(?:18|53)|SCL-90(?:-R)?|CES-D-(?:10|20)|EPDS-10",
    r"(?:HAM-?D|HDRS|HRSD)-?(?:6|7|17|21|24)|HAM-?A-?14|MADRS-?10|QIDS(?:-SR|-C)?-?16|IDS(?:-SR|-C)?-?30|MEQ-?(?:30|43)",
    r"SF-(?:6D|8|12|20|36)|EQ-5D(?:-[35]L|-Y)?|K-?(?:6|10)(?= (?:scale|score))|GHQ-(?:12|28|30|60)|DASS-(?:21|42)",
    r"STAI-(?:6|20)|PANAS-20|NEO-FFI-3|BFI-(?:2|10|44)|PSS-(?:4|10|14)|AUDIT-(?:3|10)|ISI-7|WEMWBS-(?:7|14)",
    r"5D-ASC|11D?-ASC|HAQ-20|WAIS-[345]|WISC-[345]|ADOS-2|M-CHAT-R|FACT-G7|EORTC QLQ-C30|CGI-7",
    # receptors, transmitters, cytokines, cells
    r"5-HT(?:[1-7](?:[A-F])?)?|5-HIAA|5-MeO-DMT|5-HTTLPR|D[1-5](?= receptors?\b)|M[1-5](?= receptors?\b)|CB[12]",
    r"GABA-?[AB]\d?",
    r"α[12][A-D]?(?= receptors?\b)|β[123](?= (?:receptors?|adrenergic|blockers?)\b)",
    r"IL-(?:1[αβ]|1[0-9]|2[0-9]|3[0-8]|[1-9])|CD\d{1,3}\+?(?= |-|\b)|Th(?:1|2|17)|TGF-β[123]|IgG[1-4]|MDA-MB-231",
    # molecules, isotopes and vitamins
    r"H2O2?|CO2|CO₂|H₂O|O2|O₂|N2O|NO[23]|NH[34]|SO[24]|CH4|C\d{1,2}H\d{1,3}(?:[NO]\d{0,2}){0,3}|SpO2|PaO2|PaCO2|VO2(?:max)?",
    r"HbA1c|[Vv]itamins? (?:B(?:1|2|3|5|6|7|9|12)|D[23]|K[12])|(?:25|1,25)\(OH\)2?D[23]?|[Oo]mega-[369]|PM(?:2\.5|10)",
    r"(?:3H|11C|13C|14C|13N|15O|18F|31P|99m?Tc|123I|125I|131I)(?=[-\]]|\b)|Ca2\+|Mg2\+|Fe[23]\+|Na\+|K\+",
    # methods, devices and programs
    r"[123]D(?=\b)|4D|T[12]-?weighted|T[12]\*?w?(?= (?:images?|imaging|maps?|scans?)\b)|[12]H-?MRS",
    r"MP3|MP4|H\.264|UTF-8|SHA-256|ISO[ -]8601",
    r"R²|R2(?= values?\b)|F1(?= scores?\b)|L[12](?=[- ](?:norm|penalty|regulari[sz]ation)\b)|k-?means\+\+",
    # fixed forms in which a digit is part of a word
    r"[12]-(?:sided|tailed|way)|3-way|1-to-1",
    r"(?:CONSORT|STROBE|PRISMA|SPIRIT|GRADE|TIDieR|JARS)[ -](?:19|20)\d\d",
)
#: Set phrases in which a number word counts nothing.
PHRASES = (
    "double-blind",
    "double-dummy",
    "double-masked",
    "half-life",
    "half-lives",
    "no one",
    "on the one hand",
    "one another",
    "one-off",
    "one-sided",
    "one-tailed",
    "one-to-one",
    "one-way",
    "one's",
    "third-party",
    "triple-blind",
    "two-sided",
    "two-tailed",
    "two-way",
    "three-way",
    "zero-inflated",
)
_NAMES = re.compile(rf"(?<![\w.])(?<!\w-)(?:{'|'.join(_FAMILIES)})(?!\w)(?!-?\d)(?!\.\d)")
_HYPHENS = str.maketrans("\u2010\u2011", "--")


def without_names(text: str) -> str:
    """Blank out common names in a text, with any kind of hyphen and with sub- or superscript digits."""
    places = [place for place, letter in enumerate(text) if letter not in "~^"]
    plain = "".join(text[place] for place in places).translate(_HYPHENS)
    letters = list(text)
    for match in _NAMES.finditer(plain):
        start, end = places[match.start()], places[match.end() - 1] + 1
        letters[start:end] = " " * (end - start)
    return "".join(letters)
