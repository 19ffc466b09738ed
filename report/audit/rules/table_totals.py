"""Counts in tables against their total: the row of totals, the column of totals, and the sizes in the heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report.audit.checks import Check, Place, Rule, Severity
from report.audit.comparisons import questioned
from report.audit.papers import Paper
from report.audit.passages import Passage
from report.audit.people_counts import value
from report.audit.table_heads import heads
from report.audit.table_layout import PrintedCell, PrintedTable, tables_of

_NAME = "table-total"
_COUNT = r"\d{1,3}(?:,\d{3})+|\d{1,6}"
_CELL = re.compile(
    rf"(?P<count>{_COUNT})\s?(?:\*+|[a-z](?!\w))?\s?(?:[(\[]\s?[<≤]?\s?(?P<share>\d{{1,3}}(?:[.,]\d+)?)\s?%?\s?[)\]])?"
)
_TOTAL = re.compile(
    r"(?:grand |sub)?total|all|overall|sum|(?:full|whole|entire|total|overall|combined) (?:sample|cohort|group)"
    r"|all (?:participants|patients|groups)|total (?:n|number)",
    re.IGNORECASE,
)
_SIZE = re.compile(rf"[(\[,]?\s?\b[nN]\s?=\s?(?P<count>{_COUNT})\s?[)\]]?(?:,?\s?\(?%\)?)?")
_COUNTED = re.compile(
    r"\b(?:n|N|No\.?|[Nn]umbers?|[Cc]ounts?|[Ff]requenc(?:y|ies)|[Pp]articipants|[Pp]atients|[Cc]ases|[Rr]espondents|[Ss]tudents"
    r"|[Ss]tudies|[Ee]vents)\b|%"
)
_NO_COUNT = re.compile(
    r"median|mean|\bage\b|range|score|IQR|years|minim|maxim|\bp\b|duration|percentile|\$|€", re.IGNORECASE
)
#: The largest difference from a total, as a share of it, at which counts are taken to be its parts.
_NEAR = 0.1
#: The largest distance of a sum of percentages from 100 by rounding, and by one wrong count.
_OFF = 3
#: More counts than these may have been rounded, so that their sum is off by one.
_MANY = 9


@dataclass(frozen=True, slots=True)
class _Sum:
    """Counts with their printed total, its cell, and their label."""

    counts: tuple[int, ...]
    total: int
    passage: Passage
    label: str
    is_of_cases: bool = True

    @property
    def holds(self) -> bool:
        return sum(self.counts) == self.total

    @property
    def is_near(self) -> bool:
        return abs(sum(self.counts) - self.total) <= max(2, _NEAR * self.total)


def check_table_totals(paper: Paper) -> Iterator[Check]:
    """A check of each total of counts in a table."""
    for table in tables_of(paper):
        of_heads = list(_in_heads(table))
        yield from (_checked(each) for each in of_heads if each.holds or each.is_near)
        across = list(_across(table))
        if _are_parts(across) or any(each.holds for each in of_heads):
            yield from (_checked(each) for each in across if each.holds or each.is_near)
        for section in _sections(table):
            yield from _down(section)


def _are_parts(sums: Sequence[_Sum]) -> bool:
    """Whether enough sums are correct for the others to be questionable."""
    held = sum(each.holds for each in sums)
    return held >= 2 and held >= 2 * (len(sums) - held)


def _body(table: PrintedTable) -> Iterator[tuple[str, tuple[PrintedCell, ...]]]:
    """The rows below the heads, without the cells of their labels."""
    for label, cells in table.rows:
        if any(each.text != each.head.strip() for each in cells):
            yield label, tuple(each for each in cells if (each.passage.block.cell or (0, 0, 0))[2] > 0)


def _in_heads(table: PrintedTable) -> Iterator[_Sum]:
    """The sizes of the groups in the heads of columns and that of all of them."""
    sized: dict[str, tuple[int, Passage]] = {}
    for _, cells in table.rows:
        for cell in cells:
            size = _SIZE.search(cell.head)
            if size:
                sized.setdefault(cell.head[: size.start()].strip(), (value(size["count"]), cell.passage))
    totals = [name for name in sized if _TOTAL.fullmatch(name)]
    groups = [count for name, (count, _) in sized.items() if name not in totals]
    if len(totals) == 1 and len(groups) > 1:
        total, passage = sized[totals[0]]
        yield _Sum(tuple(groups), total, passage, "sizes in the heads")


def _across(table: PrintedTable) -> Iterator[_Sum]:
    """The counts of each row whose last or first column is their total."""
    for label, cells in _body(table):
        if _NO_COUNT.search(label):
            continue
        read = [(cell, _count(cell)) for cell in cells]
        totals = [each for each in read if _is_total(each[0])]
        counts = [count for cell, count in read if not _is_total(cell)]
        if len(totals) == 1 and totals[0][1] is not None and len(counts) > 1 and None not in counts:
            parts = tuple(count for count in counts if count is not None)
            yield _Sum(parts, totals[0][1], totals[0][0].passage, label)


def _is_total(cell: PrintedCell) -> bool:
    return bool(_TOTAL.fullmatch(_SIZE.sub("", cell.head).strip(" ,%()n")))


def _count(cell: PrintedCell) -> int | None:
    match = _CELL.fullmatch(cell.text)
    return value(match["count"]) if match else None


def _sections(table: PrintedTable) -> Iterator[list[tuple[str, tuple[PrintedCell, ...]]]]:
    """The rows down to each row of totals."""
    section: list[tuple[str, tuple[PrintedCell, ...]]] = []
    for label, cells in _body(table):
        if len(cells) > 0:
            section.append((label, cells))
        if _TOTAL.fullmatch(_SIZE.sub("", label).strip(" ,%()n")):
            yield section
            section = []


def _down(section: Sequence[tuple[str, tuple[PrintedCell, ...]]]) -> Iterator[Check]:
    """The counts of each column of a section against its last row; nested groups are not checked."""
    sums = [each for cell in section[-1][1] if (each := _column(section, cell)) is not None]
    for each in sums:
        doubtful = each.is_of_cases or _are_parts(sums)
        if each.holds or (doubtful and each.is_near and len(each.counts) > 2 and not _is_nested(each.counts)):
            yield _checked(each)


def _column(section: Sequence[tuple[str, tuple[PrintedCell, ...]]], cell: PrintedCell) -> _Sum | None:
    total = _count(cell)
    if total is None or _NO_COUNT.search(cell.head) or any(each.symbol != "n" for each in heads(cell.head)):
        return None
    above = [each for _, cells in section[:-1] for each in cells if each.head == cell.head]
    counts = [_count(each) for each in above]
    if len(counts) < 2 or None in counts or _are_of_several(above):
        return None
    parts = tuple(each for each in counts if each is not None)
    return _Sum(parts, total, cell.passage, cell.head, bool(_COUNTED.search(cell.head)))


def _are_of_several(cells: Sequence[PrintedCell]) -> bool:
    """Whether the percentages beside counts have another sum than 100, as where a case counts more than once."""
    shares = [match["share"] for each in cells if (match := _CELL.fullmatch(each.text)) and match["share"]]
    return (
        len(shares) == len(cells) and abs(sum(float(each.replace(",", ".")) for each in shares) - 100) > _OFF
    )


def _is_nested(counts: Sequence[int]) -> bool:
    """Whether a count is the sum of two or more that follow it."""
    return any(
        count > 0 and count == sum(counts[start + 1 : end])
        for start, count in enumerate(counts)
        for end in range(start + 3, len(counts) + 1)
    )


def _checked(each: _Sum) -> Check:
    place = Place(each.passage.index, 0, len(each.passage.text))
    shown = f"{' + '.join(map(str, each.counts))} = {sum(each.counts)}"
    statement = f"{each.label}: {shown.partition(' = ')[0]}, total {each.total}"
    if each.holds:
        return Check(_NAME, "agrees", (place,), statement, shown)
    small = abs(sum(each.counts) - each.total) == 1 and len(each.counts) > _MANY
    severity: Severity = "worth a look" if small else "contradiction"
    return questioned(_NAME, place, statement, f"{shown}, but the total is {each.total}.", severity)


RULE = Rule(
    name=_NAME,
    title="counts in tables against their total",
    formula="n = n₁ + n₂ + ...",
    source="arithmetic",
    needs="a row or column of totals, or heads with the sizes of groups and of all cases",
    rounding="counts are exact",
    abstains="sums that are further than a tenth from the total, rows of a table most of whose rows do not add up, "
    "nested groups, percentages whose sum is not near 100, scores, ages and money",
    run=check_table_totals,
)
