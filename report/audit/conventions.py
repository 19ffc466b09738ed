"""The conventions that a text mentions, of those that change a p-value."""

from __future__ import annotations

import re

_KNOWN = {
    "one-sided": (
        r"\b(?:one|1|single)[-\s]?(?:tailed|sided|tail)\b|\b(?:upper|lower|left|right)[-\s]tail(?:ed)?\b"
        r"|\bunilateral (?:test|p\b)|,\s?unilateral\b|(?<![-\w])directional\s(?:test|hypothes|prediction|alternative)"
        r"|alternative hypothes[ie]s (?:is|was|were) directional"
        r"|\bTOST\b|\bequivalence (?:test|bound|margin)|\bnon-?inferiority\b"
    ),
    "correction": (
        r"\b(?:bonferroni|holm|hochberg|[sš]id[aá]k|tukey|scheff[eé]|dunnett|dunn's|benjamini|fdr|false discovery"
        r"|family-?wise|newman-keuls|games-howell|westfall|romano-wolf|step-?down|multivariate t\b"
        r"|p-values? (?:are|is|were|was) (?:adjusted|corrected)|multiplicity[- ](?:adjusted|corrected)"
        r"|(?:corrected|adjusted|correction|correcting|controlling) for (?:multiple|multiplicity|the number))"
    ),
    #: Corrections that multiply p-values by different and fractional numbers.
    "stepwise": (
        r"\b(?:holm|hochberg|tukey|scheff[eé]|dunnett|benjamini|fdr|false discovery|newman-keuls|games-howell"
        r"|westfall|romano-wolf|step-?down|multivariate t\b|p-values? (?:are|is|were|was) (?:adjusted|corrected)"
        r"|multiplicity[- ](?:adjusted|corrected))"
    ),
    "sphericity": r"greenhouse|geisser|huynh|feldt|sphericity|epsilon-corrected",
    "resampled": (
        r"\b(?:permutation|bootstrap\w*|monte carlo|randomi[sz]ation test|fisher'?s exact|yates|mcnemar"
        r"|exact (?:test|p\b|p-value|sig|method|wilcoxon|mann|signed)|continuity[- ]correct\w+)"
        r"|[,(]\s?exact\b|\bexact\s?[),;]"
    ),
    "exact": r"\bfisher'?s exact|\bexact (?:tests?|p\b|p-values?|significance|methods?|wilcoxon|mann|signed)",
    "resampled p": (
        r"\bp[- ]values?\b[^.;]{0,60}\b(?:permut|bootstrap|resampl|monte carlo|simulat)"
        r"|\b(?:permut\w*|bootstrap\w*|resampl\w*|monte carlo|simulat\w*)\b[^.;]{0,30}\bp[- ]values?\b"
    ),
    "ranks": r"ρ|\brho\b|rₛ|\br_?s\b(?=\s?[(=])|spearman|rank[- ](?:order )?correlation",
    "partial": r"\bpartial\b|semi-?partial|\bcontrolling for|\badjust(?:ed|ing) for",
    "mixture": (
        r"\bmixture\b|\bboundary\b|chi-?bar|variance components?|random[- ](?:slopes?|intercepts?|effects?)"
    ),
}
_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _KNOWN.items()}


def conventions(text: str) -> frozenset[str]:
    """The names of the conventions in a text, such as `one-sided` and `correction`."""
    return frozenset(name for name, pattern in _PATTERNS.items() if pattern.search(text))
