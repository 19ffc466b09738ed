"""Turns the remarks on a comparison into findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from report.text.blocks import Anchor
from report.text.tokens import STARS, Token
from report.verify.accounts import Accounts
from report.verify.claims import claim_remarks
from report.verify.comparison import Comparison, TokenRemark
from report.verify.earlier_values import is_stale, is_stale_mark
from report.verify.findings import KINDS, Finding, Kind, Where, where
from report.verify.missing_parts import missing_notice, without_sections
from report.verify.related_remarks import crossed, related
from report.verify.tables import table_remarks
from report.verify.token_remarks import remarks


def findings(accounts: Accounts) -> list[Finding]:
    """The findings in one reading of a copy, in reading order."""
    case = accounts.case
    noticed = related(case, remarks(accounts)) + claim_remarks(case)
    taken = {remark.i for remark in noticed if remark.i is not None}
    noticed += [remark for remark in table_remarks(case) if remark.i not in taken]
    crossed(case, noticed)
    noticed.sort(key=lambda remark: _place(case, remark))
    noticed, chapters = without_sections(case, noticed)
    found = _once(_finding(case, remark) for remark in noticed)
    return [*missing_notice(case), *found, *chapters]


def _place(case: Comparison, remark: TokenRemark) -> tuple[int, int]:
    if remark.i is not None:
        return remark.i, 0
    assert remark.j is not None
    return case.partner_before(remark.j) or 0, remark.j


def _once(found: Iterable[Finding | None]) -> Iterator[Finding]:
    """Merge the findings on the words of one printed text into one."""
    seen: set[Finding] = set()
    for finding in found:
        if finding is not None and finding not in seen:
            seen.add(finding)
            yield finding


def _finding(case: Comparison, remark: TokenRemark) -> Finding | None:
    if remark.i is None:
        return _of_added(case, remark)
    token = case.expected[remark.i]
    anchor = token.bound
    if anchor is None:
        return Finding(_kind(remark.kind), "", token.text, "", _where(case, remark))
    block = case.expected_block(remark.i)
    found = case.found[remark.j] if remark.j is not None else None
    kind = remark.kind
    if kind in ("changed", "deleted", "reworded", "swapped") and is_stale(
        anchor, found, case.printed, case.ledger
    ):
        kind = "stale"
    return Finding(
        _kind(kind),
        stat_of(anchor),
        block.text[anchor.start : anchor.end] if anchor.kind == "claim" else token.text,
        _found_text(case, remark, anchor),
        _where(case, remark),
    )


def _kind(name: str) -> Kind:
    return next(kind for kind in KINDS if kind == name)


def stat_of(anchor: Anchor) -> str:
    """The id that a finding names, or the reason of a literal."""
    return f"literal: {anchor.id}" if anchor.kind == "literal" else anchor.id


def _found_text(case: Comparison, remark: TokenRemark, anchor: Anchor) -> str:
    if remark.j is None:
        return ""
    if anchor.kind != "claim":
        return case.found[remark.j].text
    return _wording(case, remark, anchor)


def _wording(case: Comparison, remark: TokenRemark, anchor: Anchor) -> str:
    """The found words between the words before and after a claim's wording."""
    assert remark.i is not None
    assert remark.j is not None
    block, first = case.found[remark.j].block, case.expected[remark.i]
    last = remark.i
    while (
        last + 1 < len(case.expected)
        and case.expected[last + 1].block == first.block
        and (case.expected[last + 1].bound == anchor)
    ):
        last += 1
    partners = case.alignment.to_found
    start, end = remark.j, max((j for j in partners[remark.i : last + 1] if j is not None), default=remark.j)
    while start > 0 and _is_free(case, start - 1, block):
        start -= 1
    while end + 1 < len(case.found) and _is_free(case, end + 1, block):
        end += 1
    return case.found_blocks[block].text[case.found[start].start : case.found[end].end]


def _is_free(case: Comparison, j: int, block: int) -> bool:
    return case.found[j].block == block and case.alignment.to_expected[j] is None


def _where(case: Comparison, remark: TokenRemark) -> Where:
    assert remark.i is not None
    block, token = case.expected_block(remark.i), case.expected[remark.i]
    if remark.j is None:
        return case.places.named(where(block, token.start, token.end, _page_near(case, remark.i)), block)
    found, text = case.found[remark.j], case.found_block(remark.j)
    place = case.places.named(where(block, found.start, found.end, text.page, text), block)
    if remark.kind == "moved":
        return replace(place, section=text.section or place.section)
    return place


def _page_near(case: Comparison, i: int) -> int | None:
    for step in range(1, 60):
        for place in (i - step, i + step):
            if 0 <= place < len(case.expected) and (j := case.alignment.to_found[place]) is not None:
                return case.found_block(j).page
    return None


def _of_added(case: Comparison, remark: TokenRemark) -> Finding | None:
    assert remark.j is not None
    token, block = case.found[remark.j], case.found_block(remark.j)
    near = case.partner_before(remark.j)
    near = near if near is not None else case.partner_after(remark.j)
    place = _where_added(case, token, near)
    anchor = token.bound
    if anchor is not None and anchor.kind != "claim" and is_stale(anchor, token, case.printed, case.ledger):
        return Finding("stale", stat_of(anchor), "", token.text, place)
    beside = near if near is not None or block.kind != "figure" else _label_before(case, remark.j)
    bound = case.expected[beside].bound if beside is not None else None
    if (
        token.kind == STARS
        and bound is not None
        and is_stale_mark(bound.id, token, case.printed, case.ledger)
    ):
        return Finding("stale", bound.id, "", token.text, place)
    return Finding("typed", "", "", token.text, place)


def _where_added(case: Comparison, token: Token, near: int | None) -> Where:
    """The place of an added token, named after the block of the expected token that is nearest to it."""
    block = case.found_blocks[token.block]
    if near is None:
        return where(block, token.start, token.end, block.page)
    home = where(case.expected_block(near), token.start, token.end, block.page, block)
    if block.cell:
        return case.found_places.named(replace(home, row=block.row, column=block.column), block)
    return case.places.named(home, case.expected_block(near))


def _label_before(case: Comparison, j: int) -> int | None:
    """The partner of the label before a label of a drawing."""
    return case.alignment.to_expected[j - 1] if j else None
