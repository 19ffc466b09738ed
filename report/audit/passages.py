"""Passages of a paper: its blocks with one notation for signs, spaces and Greek letters, and the part that they are in.

A passage's `text` has as many characters as `block.text`, so that a place in one is a place in the other.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape

from report.audit.damaged_signs import restored
from report.audit.left_markup import has_markup, without_markup
from report.audit.signs import SIGNS
from report.text.blocks import SOFT, Block

#: UTF-8 that was decoded as Latin-1 or Windows-1252.
_TWICE = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u2122\u0192\u02c6\u02dc]{1,3}")
#: Letters that no repair yields: a sign of multiplication before a fixed space would become one of Hebrew.
_OTHER_SCRIPT = re.compile("[\u0530-\u1dff]")
#: Any character that damage leaves, or that has a plain equivalent.
_ODD = re.compile(
    "[\u00ad\u0302\u0303\u00c2-\u00f4\u200b\u2060-\u2063\ufeff\ufb00-\ufb04\U0001d400-\U0001d7ff]"
    "|,\u2006|[ \u00a0\u2000-\u200a\u202f]{2}"
)
#: Several spaces of any width, as at tabulators and in justified lines.
_SPACES = re.compile("[ \u00a0\u2000-\u200a\u202f]{2,}")
#: A dash between two parts of a sentence, not a minus.
_DASH = re.compile(r"(?<=[^\W\d])\u2014(?=[^\W\d])")
#: A power of ten with raised digits; elsewhere raised digits are marks of notes.
_EXPONENT = re.compile("(?<=10)[\u207b\u2212-][\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+")
_RAISED = str.maketrans("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "0123456789")
#: Characters written as markup that was left in the text.
_ENTITY = re.compile(
    r"&(?:lt|gt|le|ge|leq|geq|amp|nbsp|minus|plusmn|chi|beta|eta|#\d{2,5}|#x[\da-fA-F]{2,4});"
)
#: A χ with a lowered index before its square.
_STACKED = re.compile("(?<=[χΧ\U0001d712])([₀-₉₍₎]{1,6})²")
#: A decimal comma in a formula of LaTeX, after which pandoc sets the space of a list: `$t(28) = 2,20$`.
_MATH_COMMA = re.compile("(?<=[=<>≤≥]\u2004)(?P<whole>[-\u2212]?\\d+),\u2006(?=\\d+(?!\\d*,\u2006))")
#: A χ with a lowered parenthesis before its square: `χ(1, N = 90) 2 = 3.84`.
_SQUARE_LAST = re.compile(
    r"χ(?P<df>\((?:df ?= ?)?\d{1,3}(?:[,;] ?[Nn] ?= ?\d[\d,]*)?\))(?P<gap> ?)2(?= ?[=<>])"
)
#: A hat or tilde over a Greek letter.
_ACCENT = re.compile("(?<=[α-ωχ𝜒])[\u0302\u0303]")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}

#: Kinds of blocks that a column or page may cut, and the fewest letters of one that is not a heading or label.
_CUT, _CUT_LENGTH = ("page", "paragraph"), 40
#: The end of a shorter block that is not a heading or label, and the beginning of one that continues it.
_OPEN_END = re.compile(r"(?:[=<>≤≥(\[,;]|(?:^|\s)(?:[tFrzpPQHN]|χ[2²]))$")
_OPEN_START = re.compile(r"[=<>≤≥]|[(\[]\s?[-−]?\d|[-−]?\d*\.?\d+\)|\.\d")
_NUMBER_START = re.compile(r"[-\u2212]?\d*\.?\d")
_CONTINUATION = re.compile(r"[a-zχβη=<>≤≥(\[.,;\d\u2212-]")
#: A symbol with its relation, which continues a block that ends within a list or parentheses: `P < 0.001`.
_OPEN_LIST, _SYMBOL_START = re.compile(r"[,;(\[]$"), re.compile(r"(?:[A-Za-z]{1,3}|\d\d\s?% CI)\s?[=<>≤≥\[]")

#: The parts of a paper and the headings that begin them.
_PARTS = (
    ("abstract", r"abstract|summary"),
    ("introduction", r"introduction|background"),
    (
        "methods",
        r"(?:materials?\s(?:and|&)\s)?methods?|methodology|patients and methods|participants|procedure",
    ),
    ("results", r"results?|findings|results and discussion"),
    ("discussion", r"(?:general )?discussion"),
    ("conclusion", r"conclusions?|concluding remarks"),
    ("references", r"references|bibliography|literature cited|works cited"),
)
_PART = [
    (name, re.compile(rf"(?:\d+(?:\.\d+)*\.?\s+|[IVX]+\.\s+)?(?:{words})[.:]?\s*", re.IGNORECASE))
    for name, words in _PARTS
]
_CAPTION = re.compile(r"\s*(?:supplementary\s)?(?:fig(?:ure|\.)|table)\s*S?\d+[\s|.:]", re.IGNORECASE)
_FIRST_HEADING = ("introduction", "methods", "results")


@dataclass(frozen=True, slots=True)
class Passage:
    """A block with its normalized text, its position, and the part of the paper that it belongs to."""

    index: int
    block: Block
    text: str
    part: str = ""

    @property
    def is_caption(self) -> bool:
        """Whether the passage describes a figure or table."""
        return self.block.kind == "caption" or bool(_CAPTION.match(self.text))


def passages(blocks: Iterable[Block]) -> list[Passage]:
    """The passages of a paper, in order."""
    readable = (_repaired(block) for block in blocks if block.kind not in ("picture", "provenance"))
    read = list(_rejoined(readable))
    parts = _parts(read)
    return [
        Passage(index, block, normalized(block.text), part)
        for index, (block, part) in enumerate(zip(read, parts, strict=True))
    ]


def _rejoined(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks; one that the end of a column or page cut within a sentence continues with the next.

    The cells of a page's tables, which follow its text, are not part of the sentence.
    """
    last: Block | None = None
    cells: list[Block] = []
    for block in blocks:
        if last is not None and last.kind == "page" and block.cell is not None:
            cells.append(block)
            continue
        if last is not None and _continues(last, block):
            last = replace(last, text=f"{last.text} {block.text}", anchors=())
            continue
        if last is not None:
            yield last
        yield from cells
        cells.clear()
        last = block
    if last is not None:
        yield last
    yield from cells


def _continues(one: Block, other: Block) -> bool:
    """Whether running text is cut between two blocks: no end of a sentence before, no beginning of one after."""
    if one.kind not in _CUT or other.kind != one.kind:
        return False
    if len(one.text) < _CUT_LENGTH:
        open_end = _OPEN_END.search(one.text) or other.text[0] in "=<>≤≥"
        if open_end and _OPEN_START.match(other.text):
            return True
        return one.text[-1] in "=<>≤≥" and bool(_NUMBER_START.match(other.text))
    if _OPEN_LIST.search(one.text) and _SYMBOL_START.match(other.text):
        return True
    return one.text[-1] not in ".!?:" and bool(_CONTINUATION.match(other.text))


def normalized(text: str) -> str:
    """The text with one character for each sign; its length stays the same."""
    text = _EXPONENT.sub(lambda match: match[0].translate(_RAISED), _DASH.sub(";", text))
    return _SQUARE_LAST.sub(r"χ2\g<gap>\g<df>", restored(_STACKED.sub(r"²\1", text).translate(SIGNS)))


def _repaired(block: Block) -> Block:
    """The block without damage to its characters: double encoding, ligatures, hyphens of line ends, runs of spaces."""
    if not (_ODD.search(block.text) or _ENTITY.search(block.text) or has_markup(block.text)):
        return block
    text = _TWICE.sub(_decoded, _ENTITY.sub(lambda match: unescape(match[0]), block.text))
    text = _ACCENT.sub("", _MATH_COMMA.sub(r"\g<whole>,", without_markup(_SPACES.sub(" ", text))))
    text = "".join(_LIGATURES.get(letter, letter) for letter in text)
    text = re.sub(rf"{SOFT}(?=[a-z])", "", text).replace(SOFT, "-")
    text = "".join(_plain_letter(letter) for letter in text)
    return block if text == block.text else replace(block, text=text, anchors=())


def _decoded(match: re.Match[str]) -> str:
    """The character that double encoding turned into several, otherwise the characters unchanged."""
    for encoding in ("latin-1", "cp1252"):
        try:
            found = match[0].encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        return found if _OTHER_SCRIPT.search(found) is None else match[0]
    return match[0]


def _plain_letter(letter: str) -> str:
    """A letter of mathematical alphabets as the plain letter."""
    if 0x1D400 <= ord(letter) <= 0x1D7FF:
        return unicodedata.normalize("NFKC", letter)
    return "" if letter in "\u200b\u2060\ufeff\u2061\u2062\u2063" else letter


def _parts(blocks: list[Block]) -> list[str]:
    found = list(_headed(blocks))
    first = next((place for place, part in enumerate(found) if part in _FIRST_HEADING), None)
    if "abstract" not in found and first:
        found[:first] = ["abstract"] * first
    return found


def _headed(blocks: list[Block]) -> Iterator[str]:
    part = ""
    for block in blocks:
        heading = block.text if len(block.text) < 60 and block.cell is None else block.section
        part = next((name for name, pattern in _PART if pattern.fullmatch(heading.strip())), part)
        yield "table" if block.cell is not None else part


_END = re.compile(r"(?<=[.!?])\s+(?=[a-z]?[A-Z(\[\"'])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|vs|cf|al|Fig|Figs|Eq|No|resp|approx|ca|St|Dr|Prof|etc|viz|n\.s)\.|\b[A-Z]\.)$"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of a text."""
    return list(_spans(text))


@lru_cache(maxsize=512)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    starts = [0]
    for match in _END.finditer(text):
        if not _ABBREVIATION.search(text[max(0, match.start() - 8) : match.start()]):
            starts.append(match.end())
    return tuple(zip(starts, [*starts[1:], len(text)], strict=True))


def sentence_around(text: str, place: int) -> tuple[int, int]:
    """Start and end of the sentence that contains a position."""
    spans = _spans(text)
    found = spans[max(0, bisect_right(spans, (place, len(text) + 1)) - 1)]
    return found if found[0] <= place < found[1] else (0, len(text))
