"""ΔR² of hierarchical regressions: the difference of two R², and the F test of the change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from report.audit.checks import Check, Place, Rule, Severity
from report.audit.comparisons import compared, questioned
from report.audit.estimate_reading import estimates
from report.audit.estimate_record import ReportedEstimate
from report.audit.numbers import PrintedNumber, Span, shown, span_of
from report.audit.papers import Paper
from report.audit.passages import Passage
from report.audit.quantities import SymbolQuantity
from report.audit.regression_steps import STAGE
from report.audit.rules.explained_variance import fraction_of, shares_of
from report.audit.table_cells import quantities_in
from report.audit.table_heads import heads
from report.audit.table_layout import PrintedCell, PrintedTable, tables_of

_NAME = "added-variance"
#: Other kinds of R², of which F does not follow, and sums over groups or equations.
_OTHER = re.compile(
    r"marginal|conditional|pseudo|nagelkerke|mcfadden|cox|tjur|robust|mixed|multilevel|imput|logistic|bootstrap"
    r"|path model|structural equation|ΔCFI|delta",
    re.IGNORECASE,
)
_STEP = re.compile(r"\b(?:step|block|model|stage)\s?(\d|one|two|three)\b", re.IGNORECASE)
_RISE = re.compile(r"(?:increas|rose|rise|improv)\w*[^.]{0,60}\bfrom\b", re.IGNORECASE)
_SMALL = 0.05


def check_added(paper: Paper) -> Iterator[Check]:
    """A check of each ΔR² with its F test, with the R² of its passage, and in the rows and columns of tables."""
    for each in estimates(paper):
        if each.has("dR2") and each.has_f and not _OTHER.search(each.words_near(paper)):
            yield _with_test(each)
    for passage in paper.prose():
        found = paper.quantities[passage.index]
        if any(each.symbol == "dR2" for each in found) and not _OTHER.search(passage.text):
            yield from _in_passage(passage, found)
    for table in tables_of(paper):
        yield from (*_in_rows(paper, table), *_in_columns(paper, table))


def _with_test(each: ReportedEstimate) -> Check:
    """ΔR² against F and its degrees of freedom; without R² there is a bound, since R² ≥ ΔR²."""
    change, f = fraction_of(each, "dR2"), each["F"].number
    one, two = each["F"].df
    share, adjusted = shares_of(f, one, two)
    if not each.has("R2"):
        if change.low <= share.high * (1 + 1e-9):
            computed = f"ΔR² ≤ F·df1/(F·df1 + df2) = {shown(share.high)}"
            return Check(_NAME, "agrees", (each.place,), each.text, computed)
        most = f"F and its degrees of freedom allow a ΔR² of at most {shown(share.high)}"
        fault = f"{most}, but {change.text} is printed."
        return questioned(_NAME, each.place, each.text, fault)
    whole = fraction_of(each, "R2")
    if share.meets(span_of(whole)) or adjusted.meets(span_of(whole)):
        return Check(_NAME, "agrees", (each.place,), each.text, "F is that of the whole model")
    ratio = one.value / two.value
    allowed = Span(
        max(0.0, f.low) * ratio * max(0.0, 1 - whole.high), f.high * ratio * min(1.0, 1 - whole.low)
    )
    gap = max(change.low - allowed.high, allowed.low - change.high)
    severity: Severity = "worth a look" if gap <= _SMALL * change.value else "inconsistent"
    return compared(_NAME, each, "ΔR²", change, allowed, severity, "F of the change and R²")


def _in_passage(passage: Passage, found: Sequence[SymbolQuantity]) -> Iterator[Check]:
    """Each ΔR² against the R² of two or three numbered steps, or of a rise from one to another."""
    whole = [_fraction(each) for each in found if each.symbol == "R2" and each.number.relation == "="]
    others = [_fraction(each) for each in found if each.symbol == "adjR2" and each.number.relation == "="]
    steps = {match[1] for match in _STEP.finditer(passage.text)}
    complete = len(whole) == len(steps) > 1 or (len(whole) == 2 and bool(_RISE.search(passage.text)))
    for each in found:
        if each.symbol == "dR2" and each.number.relation == "=" and len(whole) > 1:
            place = Place(passage.index, each.start, each.end)
            estimate = ReportedEstimate({}, place, passage.block.text[each.start : each.end])
            yield from _among(estimate, _fraction(each), [*whole, *others], closed=complete and not others)


def _among(
    estimate: ReportedEstimate, change: PrintedNumber, whole: Sequence[PrintedNumber], *, closed: bool
) -> Iterator[Check]:
    """A change against all differences of R²; a finding only if they are all there are."""
    spans = [Span(two.low - one.high, two.high - one.low) for two, one in combinations(reversed(whole), 2)]
    spans += [span_of(each) for each in whole]
    fitting = next((span for span in spans if span.meets(span_of(change))), None)
    if fitting is not None:
        yield compared(_NAME, estimate, "ΔR²", change, fitting)
    elif closed:
        yield compared(_NAME, estimate, "ΔR²", change, spans[0], reason="The values of R²")


def _in_rows(paper: Paper, table: PrintedTable) -> Iterator[Check]:
    """ΔR² of each row of a table against its R² and those above."""
    above: list[PrintedNumber] = []
    if not any(STAGE.match(label) for label, _ in table.rows):
        return
    for label, cells in table.rows:
        read = {
            symbol: (cell, number)
            for cell in cells
            for symbol, number in _shares(paper, cell.head, cell.text)
        }
        if "R2" not in read:
            continue
        whole = read["R2"][1]
        above = above if above and whole.high >= above[-1].low else []
        if "dR2" in read and above:
            cell, change = read["dR2"]
            place = Place(cell.passage.index, 0, len(cell.passage.text))
            estimate = ReportedEstimate({}, place, f"{label}: R² = {whole.text}, ΔR² = {change.text}")
            yield from _among(estimate, change, [*above, whole], closed=True)
        above.append(whole)


def _in_columns(paper: Paper, table: PrintedTable) -> Iterator[Check]:
    """ΔR² of each model in a table whose rows are named R² and ΔR², against its R² and those to the left."""
    rows: dict[str, dict[str, tuple[PrintedCell, PrintedNumber]]] = {}
    for label, cells in table.rows:
        for cell in cells:
            for symbol, number in _shares(paper, label, cell.text):
                rows.setdefault(symbol, {})[cell.head] = (cell, number)
    left: list[PrintedNumber] = []
    for head, (_, whole) in rows.get("R2", {}).items():
        if not STAGE.match(head) or (left and whole.high < left[-1].low):
            return
        if head in rows.get("dR2", {}) and left:
            cell, change = rows["dR2"][head]
            place = Place(cell.passage.index, 0, len(cell.passage.text))
            estimate = ReportedEstimate({}, place, f"{head}: R² = {whole.text}, ΔR² = {change.text}")
            yield from _among(estimate, change, [*left, whole], closed=True)
        left.append(whole)


def _shares(paper: Paper, head: str, text: str) -> Iterator[tuple[str, PrintedNumber]]:
    """R² or ΔR² in a cell, by its head or the label of its row."""
    named = heads(head)
    if len(named) == 1 and named[0].symbol in ("R2", "dR2"):
        for symbol, quantity in quantities_in(text, named, comma=paper.decimal_comma):
            if quantity.number.unit < 1:
                yield symbol, quantity.number


def _fraction(each: SymbolQuantity) -> PrintedNumber:
    number = each.number
    if "percent" not in each.marks:
        return number
    return PrintedNumber(number.text, number.value / 100, number.unit / 100, number.relation)


RULE = Rule(
    name=_NAME,
    title="ΔR² of hierarchical regressions",
    formula="ΔR² = R²₂ − R²₁; F = (ΔR²/df1)/((1 − R²₂)/df2), hence ΔR² ≤ F·df1/(F·df1 + df2)",
    source="Cohen et al. (2003), eq. 5.5.1",
    needs="ΔR² with F and both degrees of freedom, or with the R² of numbered steps in one paragraph, or in rows or "
    "columns of a table",
    rounding="all values of R², ΔR² and F that round to the printed ones; the difference of any two R² is accepted",
    abstains="other kinds of R², an F of the whole model, paragraphs with other numbers of steps and of R²; a "
    "difference of less than a twentieth is worth a look, since R² may be adjusted",
    run=check_added,
)
