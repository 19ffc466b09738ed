"""Collects text into blocks: collapses white space and tracks the anchors of the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from report.text.blocks import SOFT, Anchor, Block
from report.text.reading.direction import DIRECTIONAL, displayed

_SPACE = " \t\r\n\f\v"
_CONTROLS = (*range(0x09), *range(0x0E, 0x20), 0x7F)
#: Unicode's default ignorable code points, without those that are as wide as a letter, and annotation characters.
_IGNORABLE = (
    *(
        0x34F,
        0x61C,
        *range(0x180B, 0x1810),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
    ),
    *(
        *range(0xFE00, 0xFE10),
        0xFEFF,
        *range(0xFFF9, 0xFFFC),
        *range(0x1D173, 0x1D17B),
        *range(0xE0000, 0xE1000),
    ),
)
#: Characters that leave no trace in print, and joined letters.
_UNSEEN = dict.fromkeys((*_CONTROLS, *_IGNORABLE), "")
_JOINED = dict(enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"), start=0xFB00))
#: Whole numbers in circles or brackets, each as its digits.
_ENCLOSED = {
    code: str(int(unicodedata.numeric(chr(code))))
    for code in (*range(0x2460, 0x249C), 0x24EA, *range(0x24EB, 0x2500), *range(0x2776, 0x2794))
    if float(unicodedata.numeric(chr(code))).is_integer()
}
#: How a page's letters are read, whose line ends are marked by soft hyphens; elsewhere these are invisible.
PRINTED = {**_UNSEEN, **_JOINED, **_ENCLOSED}
_TYPED = {**PRINTED, ord(SOFT): ""}
#: The same without directional characters, which are read once the text of a block is complete.
_WRITTEN = {code: letters for code, letters in _TYPED.items() if not DIRECTIONAL.match(chr(code))}
#: What makes a text to be translated: a control character, or any beyond ASCII.
_TRANSLATED = re.compile(r"[^\x09-\x0d\x20-\x7e]")
#: Numbers that may be a raised citation, or an author's affiliations with the marks for correspondence, equal
#: contribution and death, and what such numbers follow: a word, the end of a clause or a bracket.
_LIST = re.compile(r"(?:[^\d]{1,40}\s)?\d{1,3}(?:\s?[,;–—‑-]\s?\d{1,3})*(?:\s?,?\s?[*†‡§¶#]{1,3}){0,3}")
#: The number of the last parts of a text that are looked at together.
_LAST_PARTS = 12
_FOLLOWED = re.compile(r"(?:[^\W\d_]{3}|[.,;:!?)\]”’»])\Z")


@dataclass
class Writer:
    """The finished blocks, and the one that is being written."""

    done: list[Block] = field(default_factory=list)
    block: Block = field(default_factory=lambda: Block("paragraph", ""))
    parts: list[str] = field(default_factory=list)
    length: int = 0
    anchors: list[Anchor] = field(default_factory=list)
    open: list[Anchor] = field(default_factory=list)
    gap: bool = False
    letters: Mapping[int, str] = field(default_factory=lambda: _WRITTEN)

    def begin(self, block: Block) -> None:
        """Finish the current block and begin another with that kind and position."""
        self.finish()
        self.block = block

    def write(self, text: str) -> None:
        """Add text; runs of white space become one space, none at the ends of a block."""
        if _TRANSLATED.search(text):
            text = text.translate(self.letters)
        if not text:
            return
        words = [word for word in _split(text) if word]
        before = self.gap or text[0] in _SPACE
        if not words:
            self.gap = self.gap or before
            return
        if before and self.length:
            self._put(" ")
        self._put(" ".join(words))
        self.gap = text[-1] in _SPACE

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def enter(self, kind: str, id: str = "", number: str = "") -> None:
        """Begin an anchor at the current position."""
        if self.gap and self.length:
            self._put(" ")
            self.gap = False
        self.open.append(Anchor(self.length, self.length, kind, id, number))

    def enter_raised(self, text: str) -> bool:
        """Begin an anchor on raised numbers that cite works, after a space; return False for an exponent."""
        around = {anchor.kind for anchor in self.open}
        if (
            not _LIST.fullmatch(text.strip())
            or "mark" in around
            or not ("citation" in around or self._ends_a_word())
        ):
            return False
        if text[:1].isdigit() and self.parts[-1:] != [" "]:
            self.write(" ")
        if "citation" in around:
            return False
        self.enter("mark")
        return True

    def _ends_a_word(self) -> bool:
        """Whether the text so far ends in a word, a clause, a bracket or a printed row."""
        bound = any(each.kind == "stat" and each.end == self.length for each in self.anchors[-1:])
        return self.gap or bound or _FOLLOWED.search("".join(self.parts[-2:])) is not None

    def ending(self) -> str:
        """The last words of the block that is being written."""
        return "".join(self.parts[-_LAST_PARTS:])

    def leave(self, depth: int = 1) -> None:
        """End the anchor that was begun last, or the one at that depth."""
        if len(self.open) >= depth:
            anchor = self.open.pop(-depth)
            if self.length > anchor.start:
                self.anchors.append(Anchor(anchor.start, self.length, anchor.kind, anchor.id, anchor.number))

    def finish(self) -> None:
        """End the current block, and drop it if it has no text; open anchors continue in the next block."""
        continued = [replace(anchor, start=0, end=0) for anchor in self.open]
        while self.open:
            self.leave()
        if self.length:
            text, found = _as_displayed("".join(self.parts).rstrip(_SPACE), self.anchors)
            order: Callable[[Anchor], tuple[int, int]] = lambda anchor: (anchor.start, -anchor.end)  # noqa: E731
            self.done.append(replace(self.block, text=text, anchors=tuple(sorted(found, key=order))))
        self.parts, self.length, self.anchors, self.gap = [], 0, [], False
        self.open = continued


def seen(text: str) -> str:
    """A text as it is displayed, without the letters that leave no trace."""
    return legible(text).translate(_TYPED) if _TRANSLATED.search(text) else text


def legible(text: str) -> str:
    """A text as it is displayed, without the characters that leave no trace; ligatures and line ends are kept."""
    if not _TRANSLATED.search(text):
        return text
    shown = displayed(text)[0] if DIRECTIONAL.search(text) else text
    return shown.translate(_UNSEEN)


def _as_displayed(text: str, anchors: Sequence[Anchor]) -> tuple[str, Sequence[Anchor]]:
    """The text and its anchors in the order in which directional characters make a reader see them."""
    if not DIRECTIONAL.search(text):
        return text, anchors
    shown, order = displayed(text)
    place = {old: new for new, old in enumerate(order)}
    moved = []
    for anchor in anchors:
        places = [place[old] for old in range(anchor.start, anchor.end) if old in place]
        if places:
            moved.append(replace(anchor, start=min(places), end=max(places) + 1))
    return shown, moved


def _split(text: str) -> list[str]:
    """Words between plain white space; no-break and thin spaces belong to the words."""
    for other in _SPACE[1:]:
        text = text.replace(other, " ")
    return text.split(" ")
