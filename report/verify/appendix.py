"""Checks the provenance appendix of a copy: each entry must print what its row prints; everything else is text.

Only genuine entries, the lines above them that name functions, and the introduction count as the appendix.
Anything else after its heading is read and compared like any other text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from report.rows.ledger import Ledger
from report.rows.stat import Stat
from report.text.blocks import SOFT, Block
from report.text.tokens import WORD, tokens
from report.verify.findings import Finding
from report.verify.provenance_entries import VALUE, AppendixEntry, CopiedBuild
from report.verify.row_ids import rows_named

PROVENANCE = "provenance"
_INTRO = re.compile(
    r"Provenance of the numbers|Each number in this document was computed(?: at commit \S+)?(?: from\b|\.(?=\s))"
    r"(?:[^()]{1,200}\(sha256 [0-9a-f]{12}…\);?)*\.?(?: The data are synthetic\.)?"
    r" Each entry (?:gives a ledger row, its printed text, its value if that|names a row of the ledger,"
    r" what it prints, its value where that) has more digits, and n\."
    r"|Remarks on the data:",
    re.IGNORECASE,
)
#: A function with its line, inputs and data: `describe trial/products.py:51, from trial [data/trial.csv 5b21e7f1]`.
_MAKER = re.compile(
    r"(?<![\w./<>-])(?:[^\W\d][\w.<>]{0,79}\s)?(?=[./]*[^\W\d])[\w./-]{1,120}"
    r"(?:\s(?=[./]*[^\W\d])[\w./-]{1,120}){0,2}\.\w{1,10}\s?:\s?\d{1,6}(?![\w%]|\.\d)"
    r"(?:,\sfrom\s\w{1,80}(?:,\s\w{1,80})*)?|\b\w{1,80}\sgiven"
)
#: A sweep: `power: 20 universes, 20 replications each, 0 failed; run data/power.csv (sha256 16a6b4e94e17…)`.
_ANY_SWEEP = (
    r"\w{1,80}:\s(?:[\d,]{1,12}\suniverses?,\s[\d,]{1,12}\sreplications?\seach,\s[\d,]{1,12}\sfailed;\s)?run\s(?:in\s)?"
    r"[\w./-]{1,120}(?:\s[\w./-]{1,120}){0,2}(?:\s?\(sha256\s[0-9a-f]{12}…\))?"
)
_DATA = re.compile(r"\[([^\[\]]{1,600})\]")
_FILE = re.compile(r"\s?[\w./-]*[a-z][\w./-]*(?:\s[\w./-]+){0,2}\s[0-9a-f]{8}")
#: A stretch with fewer words is ignored.
_FEW = 4
#: No remark or warning is shorter than this.
_SHORTEST = 12
_CUT = "\n"


@dataclass(frozen=True)
class Appendix:
    """The findings in an appendix, the blocks that are not part of it, and the digit runs of its entries."""

    findings: tuple[Finding, ...]
    others: tuple[Block, ...]
    digits: int


@dataclass(frozen=True)
class Reader:
    """Reads the blocks after the appendix heading; `printed` is the ledger embedded in the copy.

    `sweeps` are the texts about the sweeps behind rows; those of an older build may state another size or run.
    """

    ledger: Ledger
    printed: Mapping[str, str]
    sweeps: tuple[str, ...] = ()

    def read(self, blocks: Sequence[Block]) -> Appendix:
        """Separate the appendix from other text."""
        found: list[Finding] = []
        others: list[Block] = []
        digits = 0
        for block in _with_values(blocks):
            left = list(self._read(block, found))
            digits += _runs(block.text) - sum(_runs(other.text) for other in left)
            others += left
        return Appendix(tuple(found), tuple(others), digits)

    def _read(self, block: Block, found: list[Finding]) -> Iterator[Block]:
        """Check the entries of a block, and yield the parts that do not belong to the appendix."""
        named = list(rows_named(block.text, self.ledger))
        ends = [*(start for _, start, _ in named[1:]), len(block.text)] if named else []
        yield from self._others(block, 0, named[0][1] if named else len(block.text))
        for (row, _, begin), end in zip(named, ends, strict=True):
            entry = AppendixEntry(self._build, block, row, end)
            done = entry.read(begin)
            found += entry.findings
            yield from self._others(block, done, end)

    def _others(self, block: Block, start: int, end: int) -> Iterator[Block]:
        """The rest of a stretch without functions, introduction, remarks and warnings, unless it is too short."""
        text = block.text[start:end].replace(SOFT, "")
        if not text.strip(" ;"):
            return
        for known in self._texts if len(text) > _SHORTEST else ():
            text = text.replace(known, _CUT)
        text = self._sweep.sub(_CUT, _INTRO.sub(_CUT, text))
        text = _MAKER.sub(_CUT, _DATA.sub(_data, text))
        for part in text.split(_CUT):
            made = tokens([Block("", part)])
            if len(made) >= _FEW or any(token.kind != WORD for token in made):
                kind = "page" if block.page else "paragraph"
                yield replace(block, kind=kind, text=part.strip(" ;"), anchors=())

    @cached_property
    def _build(self) -> CopiedBuild:
        return CopiedBuild(self.ledger, self.printed)

    @cached_property
    def _sweep(self) -> re.Pattern[str]:
        """A pattern for the texts about sweeps, of which lines may break paths."""
        known = [rf"\w{{1,80}}:\s*{_with_any_hash(text.partition(': ')[2])}" for text in self.sweeps]
        older = [_ANY_SWEEP] if self._build.is_older else []
        return re.compile(rf";\s*sweep\s(?:{'|'.join([*known, *older]) or '(?!)'})")

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        """The remarks on the data and the warnings of rows in the current build."""
        remarks = {remark.text for remark in self.ledger.remarks}
        warnings = {text for row in self.ledger.values() if isinstance(row, Stat) for text in row.warnings}
        texts = sorted(remarks | warnings, key=lambda text: (-len(text), text))
        return (*(f"warning: {text}" for text in texts), *texts)


def _with_any_hash(text: str) -> str:
    """A pattern for a text with any hash of twelve digits; a run may be written again with the same results."""
    before, hash, after = re.split(r"([0-9a-f]{12}(?=…)|\Z)", text, maxsplit=1)
    spaced = [r"\s*".join(map(re.escape, "".join(part.split()))) for part in (before, after)]
    return (r"\s*[0-9a-f]{12}\s*" if hash else "").join(spaced)


def _with_values(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with each value that a page sets apart joined to the entry before it."""
    joined: Block | None = None
    for block in blocks:
        if joined is not None and VALUE.fullmatch(block.text):
            joined = replace(joined, text=f"{joined.text} {block.text}")
            continue
        if joined is not None:
            yield joined
        joined = block
    if joined is not None:
        yield joined


def _data(found: re.Match[str]) -> str:
    """An empty string for a list of data files with their hashes; any other bracket unchanged."""
    return _CUT if all(map(_FILE.fullmatch, found[1].split(";"))) else found[0]


def _runs(text: str) -> int:
    return len(re.findall(r"\d+", text))
