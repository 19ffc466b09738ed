"""Computes the numbers that a Word document shows before paragraphs, where they do not simply count the items."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from report.text.reading.word_styles import w

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Formats of numbers without digits.
_LETTERS = ("bullet", "none", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman")
#: The place of the number of a level in the text before an item.
_PLACE = re.compile(r"%(\d)")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Level:
    """One level of a list: the number of its first item, the format of numbers, and the text around them."""

    start: int = 1
    format: str = "decimal"
    text: str = ""

    @property
    def types_digits(self) -> bool:
        """Whether the text before each item has digits besides the numbers of the levels."""
        return _DIGIT.search(_PLACE.sub("", self.text)) is not None


@dataclass
class WordLists:
    """The lists of a document, and how many items of each level have passed."""

    levels: Mapping[tuple[str, int], Level] = field(default_factory=dict)
    of_styles: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    _passed: Counter[tuple[str, int]] = field(default_factory=Counter)

    @classmethod
    def of(cls, numbering: _Element | None, styles: _Element | None) -> WordLists:
        """The lists of a numbering part, and those that paragraph styles name."""
        named = {} if styles is None else dict(_of_styles(styles))
        return cls({} if numbering is None else dict(_levels(numbering)), named)

    def marker(self, paragraph: _Element) -> str:
        """The text before a paragraph, if its list types digits or begins at a number above 1, or it has no text."""
        place = _place(paragraph) or self.of_styles.get(_value(paragraph.find(f"{w('pPr')}/{w('pStyle')}")))
        level = self.levels.get(place) if place else None
        if place is None or level is None:
            return ""
        self._pass(place)
        numbered = level.format not in _LETTERS and "%" in level.text
        tells = numbered and (level.start > 1 or next(paragraph.iter(w("t"), w("drawing")), None) is None)
        return f"{self._shown(place, level)} " if tells or level.types_digits else ""

    def _pass(self, place: tuple[str, int]) -> None:
        """Count an item; deeper levels begin again."""
        self._passed[place] += 1
        for other in [each for each in self._passed if each[0] == place[0] and each[1] > place[1]]:
            del self._passed[other]

    def _shown(self, place: tuple[str, int], level: Level) -> str:
        """The text before an item with the numbers of its levels."""

        def number(found: re.Match[str]) -> str:
            other = (place[0], int(found[1]) - 1)
            start = self.levels.get(other, level).start
            return str(start + max(0, self._passed[other] - 1))

        return _PLACE.sub(number, level.text)


def _place(paragraph: _Element | None) -> tuple[str, int] | None:
    """The list and the level that the properties of a paragraph or a style name."""
    named = paragraph.find(f"{w('pPr')}/{w('numPr')}") if paragraph is not None else None
    if named is None:
        return None
    return _value(named.find(w("numId"))), _whole(_value(named.find(w("ilvl"))), 0)


def _of_styles(styles: _Element) -> Iterator[tuple[str, tuple[str, int]]]:
    for style in styles.iter(w("style")):
        if place := _place(style):
            yield style.get(w("styleId")) or "", place


def _levels(numbering: _Element) -> Iterator[tuple[tuple[str, int], Level]]:
    """The levels of each list: those of its definition, and what the list overrides."""
    defined = {each.get(w("abstractNumId")): each for each in numbering.iter(w("abstractNum"))}
    for listed in numbering.iter(w("num")):
        id = listed.get(w("numId")) or ""
        base = defined.get(_value(listed.find(w("abstractNumId"))))
        for level in base.iter(w("lvl")) if base is not None else ():
            yield (id, _whole(level.get(w("ilvl")), 0)), _level(level)
        for override in listed.iter(w("lvlOverride")):
            yield from _overridden(id, override, base)


def _overridden(
    id: str, override: _Element, base: _Element | None
) -> Iterator[tuple[tuple[str, int], Level]]:
    number = override.get(w("ilvl")) or "0"
    own = override.find(w("lvl"))
    levels = base.iter(w("lvl")) if base is not None else iter(())
    level = own if own is not None else next((e for e in levels if e.get(w("ilvl")) == number), None)
    start = override.find(w("startOverride"))
    if level is not None:
        made = _level(level)
        first = made.start if start is None else _whole(_value(start), made.start)
        yield (id, _whole(number, 0)), Level(first, made.format, made.text)


def _level(level: _Element) -> Level:
    start, format, text = (_value(level.find(w(name))) for name in ("start", "numFmt", "lvlText"))
    return Level(_whole(start, 1), format or "decimal", text)


def _value(element: _Element | None) -> str:
    return (element.get(w("val")) or "") if element is not None else ""


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else otherwise
