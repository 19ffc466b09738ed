"""Whole parts that a copy lacks: sections, reported as one finding, and the notice of synthetic data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from report.verify.comparison import Comparison, TokenRemark
from report.verify.findings import Finding, Where, where

#: Sections with fewer words are ignored; almost no word of a missing section occurs elsewhere.
_WORDS, _LEFT = 15, 0.2


def missing_sections(case: Comparison) -> list[str]:
    """The headings of the sections that are missing from a copy entirely."""
    there: dict[str, list[bool]] = defaultdict(list)
    for i, j in enumerate(case.alignment.to_found):
        same = j is not None and i not in case.alignment.moved and case.found[j].key == case.expected[i].key
        there[case.expected_block(i).section].append(same)
    return [
        name for name, found in there.items() if len(found) >= _WORDS and sum(found) <= _LEFT * len(found)
    ]


def without_sections(case: Comparison, noticed: list[TokenRemark]) -> tuple[list[TokenRemark], list[Finding]]:
    """The remarks outside missing sections, and one finding for all missing sections."""
    missing = missing_sections(case)
    lost = [
        each
        for each in noticed
        if each.kind == "deleted" and each.i is not None and case.expected_block(each.i).section in missing
    ]
    if not lost:
        return noticed, []
    names = "; ".join(name or "the beginning" for name in missing)
    place = Where(None, "", "sections that the copy lacks", context=names)
    gone = {id(each) for each in lost}
    remaining = [each for each in noticed if id(each) not in gone]
    count = "1 number or claim" if len(lost) == 1 else f"{len(lost)} numbers and claims"
    return remaining, [Finding("deleted", "", count, "", place)]


def missing_notice(case: Comparison) -> Iterator[Finding]:
    """A finding for a notice of synthetic data that was removed or reworded."""
    notices = {n for n, block in enumerate(case.expected_blocks) if block.kind == "banner"}
    for notice in sorted(notices):
        places = [i for i, token in enumerate(case.expected) if token.block == notice]
        partners = [case.alignment.to_found[i] for i in places]
        same = [
            j is not None and case.found[j].key == case.expected[i].key
            for i, j in zip(places, partners, strict=True)
        ]
        if all(same):
            continue
        block = case.expected_blocks[notice]
        yield Finding(
            "reworded" if any(same) else "deleted", "", block.text, "", where(block, 0, len(block.text))
        )
