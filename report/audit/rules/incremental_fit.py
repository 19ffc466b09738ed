"""CFI, TLI and NFI against the null model where it is printed, and against each other where it is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from report.audit.checks import Check, Rule
from report.audit.comparisons import abstention, compared, questioned
from report.audit.estimate_reading import estimates
from report.audit.estimate_record import ReportedEstimate
from report.audit.fit_coherence import conditions
from report.audit.numbers import PrintedNumber, Span
from report.audit.papers import Paper
from report.audit.passages import Passage, sentence_around
from report.audit.rules.fit_indices import SCALED

_NAME = "incremental-fit"
_NULL = re.compile(
    r"\b(?:null|baseline|independence)[- ]model[^.;]{0,40}$|\bmodel of independence[^.;]{0,40}$",
    re.IGNORECASE,
)


_CHANGE = re.compile(r"Δ|diff|Wald|LR|change|compar|constrain|invarian|delta", re.IGNORECASE)
_BEFORE = 60


@dataclass(frozen=True, slots=True)
class _Fitted:
    """χ² and degrees of freedom of a model."""

    chi2: PrintedNumber
    df: float

    def excess(self, *, high: bool) -> float:
        """χ² − df at one end of the rounding interval, at least 0."""
        return max(0.0, (self.chi2.high if high else self.chi2.low) - self.df)


def check_incremental(paper: Paper) -> Iterator[Check]:
    """A check of each CFI, TLI and NFI."""
    scaled = bool(SCALED.search(paper.text))
    for each in estimates(paper):
        if each.has("CFI", "TLI") and _is_crossed(each["CFI"].number, each["TLI"].number):
            fault = "TLI exceeds CFI below 1, but the null model has at least as many degrees of freedom."
            yield questioned(_NAME, each.place, each.text, fault)
        elif each.has("chi2") and any(each.has(name) for name in _INDICES):
            nulls = _nulls(paper, each)
            if nulls:
                yield from _against_null(each, nulls, scaled=scaled)
            elif not _is_of_change(paper, each):
                yield from _coherent(each, scaled=scaled)
        elif each.has("CFI", "NFI"):
            yield from _coherent(each, scaled=scaled)


def _is_of_change(paper: Paper, each: ReportedEstimate) -> bool:
    """Whether χ² is that of a comparison of models or of a coefficient."""
    text = paper.passages[each.place.passage].text
    label = text[each["chi2"].start : each["chi2"].end].partition("=")[0]
    before = text[max(0, each["chi2"].start - _BEFORE) : each["chi2"].start]
    return bool(_CHANGE.search(label) or _CHANGE.search(before))


def _coherent(each: ReportedEstimate, *, scaled: bool) -> Iterator[Check]:
    """The indices against each other, where no null model is printed."""
    found = [] if scaled else conditions(each, _degrees(each))
    for fault in filter(None, found):
        yield questioned(_NAME, each.place, each.text, fault, "inconsistent")
    if found and not any(found):
        yield Check(_NAME, "agrees", (each.place,), each.text, "the indices can belong to one null model")


def _degrees(each: ReportedEstimate) -> float:
    """The degrees of freedom of χ²; 0 if they are not printed."""
    if not each.has("chi2"):
        return 0.0
    df = each["chi2"].df
    return df[0].value if df else each["df"].number.value if each.has("df") else 0.0


def _is_crossed(cfi: PrintedNumber, tli: PrintedNumber) -> bool:
    """Whether TLI exceeds a CFI below 1 by more than rounding."""
    return cfi.high < 1 and tli.low > cfi.high


def _nulls(paper: Paper, each: ReportedEstimate) -> list[_Fitted]:
    """The null models of the same sentence, or of the one before it if that is about nothing else."""
    passage = paper.passages[each.place.passage]
    if passage.block.cell is not None:
        return []
    first, last = sentence_around(passage.text, each.place.start)
    own = [model for model, is_null in _models(paper, passage, first, last) if is_null]
    if own or first < 2:
        return own
    before = list(_models(paper, passage, *sentence_around(passage.text, first - 2)))
    return [model for model, _ in before] if all(is_null for _, is_null in before) else []


def _models(paper: Paper, passage: Passage, first: int, last: int) -> Iterator[tuple[_Fitted, bool]]:
    """The χ² tests of a sentence, and whether words that name a null model come before each."""
    for each in paper.quantities[passage.index]:
        if each.symbol == "chi2" and each.df and each.number.relation == "=" and first <= each.start < last:
            named = _NULL.search(passage.text, max(first, each.start - 70), each.start)
            yield _Fitted(each.number, each.df[0].value), named is not None


def _against_null(each: ReportedEstimate, nulls: list[_Fitted], *, scaled: bool) -> Iterator[Check]:
    chi2 = each["chi2"]
    df = _degrees(each)
    if scaled or not df:
        yield abstention(_NAME, each, "χ² may be scaled" if scaled else "df is not printed")
        return
    model = _Fitted(chi2.number, df)
    larger = [null for null in nulls if null.df >= df]
    for name, formula in _INDICES.items():
        if each.has(name) and larger:
            reported = each[name].number
            spans = [Span(*sorted(formula(model, null))) for null in larger]
            fitting = next(
                (span for span in spans if span.meets(Span(reported.low, reported.high))), spans[0]
            )
            yield compared(
                _NAME, each, name, reported, fitting, reason="χ² of the model and of the null model"
            )


def _cfi(model: _Fitted, null: _Fitted) -> tuple[float, float]:
    return _share(model.excess(high=True), null.excess(high=False)), _share(
        model.excess(high=False), null.excess(high=True)
    )


def _share(own: float, whole: float) -> float:
    return 1 - own / max(own, whole) if own > 0 else 1.0


def _tli(model: _Fitted, null: _Fitted) -> tuple[float, float]:
    own = (model.chi2.low / model.df, model.chi2.high / model.df)
    whole = (null.chi2.low / null.df, null.chi2.high / null.df)
    corners = [(null_ratio - ratio) / (null_ratio - 1) for ratio in own for null_ratio in whole]
    return min(corners), max(corners)


def _nfi(model: _Fitted, null: _Fitted) -> tuple[float, float]:
    return 1 - model.chi2.high / null.chi2.low, 1 - model.chi2.low / null.chi2.high


_INDICES = {"CFI": _cfi, "TLI": _tli, "NFI": _nfi}

RULE = Rule(
    name=_NAME,
    title="CFI, TLI and NFI against the null model",
    formula="CFI = 1 − max(0, χ² − df)/max(0, χ² − df, χ²₀ − df₀); TLI = (χ²₀/df₀ − χ²/df)/(χ²₀/df₀ − 1); "
    "NFI = 1 − χ²/χ²₀; TLI ≤ CFI if CFI < 1; NFI ≤ CFI; CFI = 1 and TLI ≥ 1 if χ² ≤ df; "
    "df₀ = df·(1 − TLI)/(1 − CFI) = χ²/(1 − NFI) − (χ² − df)/(1 − CFI)",
    source="Bentler (1990), doi:10.1037/0033-2909.107.2.238; Tucker and Lewis (1973); Bentler and Bonett (1980)",
    needs="an index with χ² and df of its model, and χ² and df of the null model in the same sentence or the one "
    "before; without a null model, CFI with TLI or NFI, or χ² and df with CFI or TLI",
    rounding="all values of both χ² and of the index that round to the printed ones; any null model there is accepted",
    abstains="the paper mentions a scaled or robust χ²; no df",
    run=check_incremental,
)
