"""Checks the provenance appendix of a copy: each entry must print what its row prints; everything else is text.

Only genuine entries, the lines above them that name functions, and the introduction count as the appendix.
Anything else after its heading is read and compared like any other text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice, pairwise
from math import isclose

from report.rows.ledger import Ledger
from report.rows.notation import Notation
from report.rows.stat import Row, Stat
from report.text.blocks import SOFT, Block
from report.text.token_boundaries import regrouped
from report.text.tokens import NUMBER, WORD, Token, tokens
from report.verify.findings import Finding, Kind, where

PROVENANCE = "provenance"
_PIECE = re.compile(r"[a-z0-9_.]+")
#: The number of pieces into which line ends may break an id.
_BROKEN = 3
#: No id is longer.
_LONGEST = 200
_VALUE = re.compile(r"\s*\(([-\u2212]?\d+(?:\.\d+)?(?:e[-\u2212+]?\d+)?)\)")
_N = re.compile(r";\s*n\s=\s(\d[\d,\u202f\u2009]*)")
#: Values have six digits; the last ones may differ between machines.
_CLOSE = 1e-4
_INTRO = re.compile(
    r"Provenance of the numbers|Each number in this document was computed (?:at commit \S+ )?from"
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
_FIRST = re.compile(r"[^;]{1,40}")
_GOES_ON = re.compile(r"\w|[.\u00b7]\d|%")


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
        named = list(_named(list(_PIECE.finditer(block.text)), self.ledger))
        ends = [*(start for _, start, _ in named[1:]), len(block.text)] if named else []
        yield from self._others(block, 0, named[0][1] if named else len(block.text))
        for (row, _, begin), end in zip(named, ends, strict=True):
            entry = _Entry(self, block, row, end)
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
    def _sweep(self) -> re.Pattern[str]:
        """A pattern for the texts about sweeps, of which lines may break paths."""
        known = [rf"\w{{1,80}}:\s*{_with_any_hash(text.partition(': ')[2])}" for text in self.sweeps]
        older = [_ANY_SWEEP] if self.is_older else []
        return re.compile(rf";\s*sweep\s(?:{'|'.join([*known, *older]) or '(?!)'})")

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        """The remarks on the data and the warnings of rows in the current build."""
        remarks = {remark.text for remark in self.ledger.remarks}
        warnings = {text for row in self.ledger.values() if isinstance(row, Stat) for text in row.warnings}
        texts = sorted(remarks | warnings, key=lambda text: (-len(text), text))
        return (*(f"warning: {text}" for text in texts), *texts)

    def kind(self, row: Row) -> Kind:
        """Whether a wrong entry was right in the copy's own build."""
        return "stale" if self.printed.get(row.id, row.printed) != row.printed else "changed"

    @cached_property
    def is_older(self) -> bool:
        """Whether the copy's own build printed something other than the current one."""
        return any(id in self.ledger and self.ledger[id].printed != text for id, text in self.printed.items())

    def kind_of_value(self, row: Stat, value: float) -> Kind:
        """Whether an outdated value is what the copy's own build rounded and printed."""
        printed = self.printed.get(row.id, "")
        return "stale" if self.is_older and replace(row, value=value).printed == printed else "changed"


def _with_any_hash(text: str) -> str:
    """A pattern for a text with any hash of twelve digits; a run may be written again with the same results."""
    before, hash, after = re.split(r"([0-9a-f]{12}(?=…)|\Z)", text, maxsplit=1)
    spaced = [r"\s*".join(map(re.escape, "".join(part.split()))) for part in (before, after)]
    return (r"\s*[0-9a-f]{12}\s*" if hash else "").join(spaced)


def _with_values(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with each value that a page sets apart joined to the entry before it."""
    joined: Block | None = None
    for block in blocks:
        if joined is not None and _VALUE.fullmatch(block.text):
            joined = replace(joined, text=f"{joined.text} {block.text}")
            continue
        if joined is not None:
            yield joined
        joined = block
    if joined is not None:
        yield joined


@dataclass
class _Entry:
    """An entry of the appendix: the row that it names, and where the next entry begins."""

    reader: Reader
    block: Block
    row: Row
    end: int
    findings: list[Finding] = field(default_factory=list)

    def read(self, start: int) -> int:
        """Check the text after the id, and return where the entry ends."""
        text, row = self.block.text, self.row
        labelled = _behind(text, row.label, start, self.end) if row.label else None
        begin = start if labelled is None else labelled
        exact = _behind(text, row.printed, begin, self.end)
        if exact is not None:
            return self._count(row, self._value(row, exact))
        notation = self.reader.ledger.build.notation
        printed = _numbers(row.printed, notation)
        if not isinstance(row, Stat) or not printed:
            return self._count(row, self._words(begin))
        numbers = regrouped(printed, _numbers(text[begin : self.end], notation))
        if not numbers:
            return begin
        return self._count(row, self._number(row, begin, printed[0], numbers[0]))

    def _number(self, row: Stat, begin: int, expected: Token, first: Token) -> int:
        """Check the first number of an entry whose printed text differs, possibly after a different label."""
        start, end = begin + first.start, begin + first.end
        if first.key.rstrip("%") == expected.key.rstrip("%"):
            return self._value(row, end)
        self._wrong(first.text, start, end)
        value = _VALUE.match(self.block.text, end, self.end)
        return value.end() if value is not None else end

    def _value(self, row: Row, start: int) -> int:
        """Check the value in parentheses after the printed text."""
        value = _VALUE.match(self.block.text, start, self.end)
        if value is None or not isinstance(row, Stat) or not isinstance(row.value, float):
            return start
        number = float(value[1].replace("\u2212", "-"))
        if not _is_close(number, row.value):
            self._wrong(value[1], value.start(1), value.end(1), kind=self.reader.kind_of_value(row, number))
        return value.end()

    def _count(self, row: Row, start: int) -> int:
        count = _N.match(self.block.text, start, self.end)
        if count is None or not isinstance(row, Stat):
            return start
        if re.sub(r"\D", "", count[1]) != str(row.n) and not self.findings:
            kind: Kind = "stale" if self.reader.is_older else "changed"
            self._wrong(count[1], count.start(1), count.end(1), f"n = {row.n}", kind)
        return count.end()

    def _words(self, start: int) -> int:
        """Check an entry whose words differ from those of its row, from an older build or not."""
        text = self.block.text
        printed = self.reader.printed.get(self.row.id)
        old = _behind(text, printed, start, self.end) if printed else None
        if old is not None:
            self._wrong(printed or "", start, old)
            return old
        found = _FIRST.match(text, start, self.end)
        if found is None:
            return start
        self._wrong(found[0].strip(), found.start(), found.end())
        return found.end()

    def _wrong(self, text: str, start: int, end: int, right: str = "", kind: Kind | None = None) -> None:
        place = where(self.block, start, end, self.block.page)
        kind = kind or self.reader.kind(self.row)
        self.findings.append(Finding(kind, self.row.id, right or self.row.printed, text, place))


def _data(found: re.Match[str]) -> str:
    """An empty string for a list of data files with their hashes; any other bracket unchanged."""
    return _CUT if all(map(_FILE.fullmatch, found[1].split(";"))) else found[0]


def _behind(text: str, phrase: str, start: int, end: int) -> int | None:
    """The end of a phrase at the start of a stretch; spaces may differ or be lost, and words broken at line ends."""
    at, letters = start, iter(phrase)
    wanted = next(letters, None)
    while wanted is not None and at < end:
        letter = text[at]
        if wanted.isspace() and not letter.isspace():
            wanted = next(letters, None)
            continue
        if letter == wanted or (letter.isspace() and wanted.isspace()):
            wanted = next(letters, None)
        elif letter != SOFT and not letter.isspace():
            return None
        at += 1
    whole = wanted is None and not _GOES_ON.match(text, at, end)
    return at if whole else None


def _named(pieces: Sequence[re.Match[str]], ledger: Ledger) -> Iterator[tuple[Row, int, int]]:
    """The rows whose ids occur in a text, whole or broken at line ends, with their start and end."""
    done = 0
    for place, piece in enumerate(pieces):
        if piece.start() < done:
            continue
        for count in range(_BROKEN, 0, -1):
            parts = pieces[place : place + count]
            id = "".join(part.group() for part in parts)
            if id in ledger and all(one.end() + 1 == other.start() for one, other in pairwise(parts)):
                done = parts[-1].end()
                yield ledger[id], piece.start(), done
                break
        else:
            for row in _glued(piece.group(), ledger):
                done = piece.start() + len(row.id)
                yield row, piece.start(), done


def _glued(piece: str, ledger: Ledger) -> Iterator[Row]:
    """The row whose id and the first word of its label a page has joined to one word."""
    ends = range(len(piece) - 1, 0, -1) if "." in piece and len(piece) < _LONGEST else ()
    rows = (ledger[piece[:end]] for end in ends if piece[:end] in ledger)
    yield from islice((row for row in rows if _begins(piece[len(row.id) :], row.label)), 1)


def _begins(text: str, label: str) -> bool:
    first = label.partition(" ")[0]
    return bool(first) and text.startswith(first)


def _numbers(text: str, notation: Notation) -> list[Token]:
    return [token for token in tokens([Block("", text)], notation) if token.kind == NUMBER]


def _is_close(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=_CLOSE, abs_tol=1e-12)


def _runs(text: str) -> int:
    return len(re.findall(r"\d+", text))
