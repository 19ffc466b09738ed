"""Total, direct and indirect effects with their numbers, in passages of running text and in tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report.audit.checks import Place
from report.audit.notations import SIGNED
from report.audit.numbers import PrintedNumber, printed
from report.audit.papers import Paper
from report.audit.passages import Passage
from report.audit.table_heads import heads
from report.audit.table_layout import PrintedCell, PrintedTable

_KIND = r"(?P<kind>total\sindirect|total|direct|indirect|mediat(?:ed|ion|ing))"
#: What follows a word of mediation; "effect size" is something else.
_NOUN = r"(?:effects?|associations?|influence)(?!\s(?:size|coding|modif))"
_DECIMAL = rf"(?=[-+]?\s?\d*[.,]\d)(?P<number>{SIGNED})(?![\d.,]*\s?%)(?!\.?\d)"
_WORDS = r"(?:[^.;\d=<>]|(?<=[A-Za-z])\d)"
_EFFECT = re.compile(
    rf"(?<![\w-]){_KIND}\s{_NOUN}(?P<words>{_WORDS}{{0,120}}?)(?:(?P<equals>[=:])|(?<=\s)(?:was|is|of|were|at)\s|[(,\[])\s?"
    rf"{_DECIMAL}",
    re.IGNORECASE,
)
_LISTED = re.compile(
    rf"(?<![\w-])(?P<one>total|direct|indirect),?\s(?:and\s)?(?P<two>total|direct|indirect),?\sand\s"
    rf"(?P<three>total|direct|indirect)\s{_NOUN}{_WORDS}{{0,90}}?\s(?:[bBβ]\s?=\s?)?(?P<n1>{SIGNED}),\s?(?P<n2>{SIGNED}),?\s"
    rf"and\s(?P<n3>{SIGNED})(?![\d.,]*\s?%)",
    re.IGNORECASE,
)
_PATH = re.compile(
    rf"(?<![\w'.-])(?P<path>c'|c|a\s?[x*.]?\s?b)(?:[- ]path)?\s?=\s?{_DECIMAL}",
)
_PATHS = {"c": "total", "c'": "direct"}
_ABOUT = re.compile(r"mediat|indirect", re.IGNORECASE)
#: Symbols before an equals sign that are not those of an effect.
_NO_EFFECT = re.compile(
    r"(?<![\w'])(?:p|ps|t|z|F|SE|SD|CI|n|N|df|R2|r|d|χ2|Z|OR|HR|RR|exp|a|level|limit|BootSE|LLCI|ULCI|size)\s?(?:\([^()]*\))?\s?$"
)
_SYMBOL = re.compile(r"(?P<beta>(?:β|\bbeta)\s?$)|(?P<b>(?<![\w'])[bB]\s?$)")
_PREDICTOR = re.compile(r"\s?(?:of|from|:|\()\s?(?:the\s)?(?P<name>[^()]{1,60}?)\s(?:on|upon|to|→|->|>)\s")


@dataclass(frozen=True, slots=True)
class EffectPart:
    """A total, direct or indirect effect: its number, its symbol (b, beta or none), its cause if named, its place."""

    kind: str
    number: PrintedNumber
    symbol: str
    cause: str
    start: int
    end: int


def parts_of(passage: Passage, *, comma: bool) -> list[EffectPart]:
    """The effects of a passage in order, each number once."""
    found = sorted(_all(passage.text, comma), key=lambda each: (each.end, -each.start))
    return [each for order, each in enumerate(found) if not order or each.end != found[order - 1].end]


def _all(text: str, comma: bool) -> Iterator[EffectPart]:
    listed = list(_LISTED.finditer(text))
    for match in listed:
        for kind, number in (("one", "n1"), ("two", "n2"), ("three", "n3")):
            value = printed(match[number], decimal_comma=comma)
            yield EffectPart(match[kind].casefold(), value, "", "", match.start(), match.end(number))
    for match in _EFFECT.finditer(text):
        if not any(each.start() <= match.start() < each.end() for each in listed):
            yield from _named(match, comma)
    if _ABOUT.search(text):
        for match in _PATH.finditer(text):
            kind = _PATHS.get(match["path"], "indirect")
            value = printed(match["number"], decimal_comma=comma)
            yield EffectPart(kind, value, "", "", match.start(), match.end())


def _named(match: re.Match[str], comma: bool) -> Iterator[EffectPart]:
    words = match["words"]
    if re.search(rf"\b(?:total|direct|indirect|mediated)\b|{_NOUN}", words, re.IGNORECASE):
        return
    if match["equals"] and _NO_EFFECT.search(words):
        return
    symbol = _SYMBOL.search(words) if match["equals"] else None
    cause = _PREDICTOR.match(words)
    yield EffectPart(
        kind_of(match["kind"]),
        printed(match["number"], decimal_comma=comma),
        (symbol.lastgroup or "") if symbol else "",
        cause["name"].casefold() if cause else "",
        match.start(),
        match.end(),
    )


def kind_of(words: str) -> str:
    """Total, direct, indirect, or the sum of indirect effects."""
    plain = words.casefold()
    return "indirect" if plain.startswith(("mediat", "total indirect")) else plain


_HEAD = re.compile(
    r"(?P<kind>total indirect|total|direct|indirect)(?: effects?)?(?: ?\(?(?:b|β|beta)\)?)?", re.IGNORECASE
)
_LABEL = re.compile(
    rf"(?:standardi[sz]ed\s|unstandardi[sz]ed\s)?{_KIND}(?:\s{_NOUN}(?P<words>.*)|$)", re.IGNORECASE
)
_ARROWS = re.compile(r"→|-+>|>")
_CELL = re.compile(rf"\s?{_DECIMAL}\s?(?:\*+|[†‡]|[a-z](?!\w))?\s?(?:$|[(\[])")
_ESTIMATES = re.compile(r"effects?|point estimate|value|estimates?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableEffects:
    """The effects of a row or of consecutive rows of a table, with the place of the first and what they are called."""

    parts: tuple[EffectPart, ...]
    place: Place
    label: str


def in_columns(table: PrintedTable, *, comma: bool) -> Iterator[TableEffects]:
    """The effects of each row whose columns are total, direct and indirect effects."""
    for label, cells in table.rows:
        read = [
            each for cell in cells for each in _of_cell(cell, _HEAD.fullmatch(cell.head.strip("* ")), comma)
        ]
        yield from _runs(read, label)


def in_labels(paper: Paper, table: PrintedTable) -> Iterator[TableEffects]:
    """The effects of consecutive rows whose labels are total, direct and indirect effects, for each column of them."""
    columns = dict.fromkeys(cell.head for _, cells in table.rows for cell in cells if _is_estimate(cell.head))
    for head in columns:
        read: list[tuple[PrintedCell, EffectPart]] = []
        for label, cells in table.rows:
            match = _LABEL.fullmatch(label.strip("* "))
            for cell in (each for each in cells if each.head == head):
                read += _of_cell(cell, match, paper.decimal_comma, label)
        yield from _runs(read, head)


def _is_estimate(head: str) -> bool:
    named = heads(head)
    return bool(named and named[0].symbol in ("b", "beta")) or bool(_ESTIMATES.fullmatch(head.strip("* ")))


def _of_cell(
    cell: PrintedCell, match: re.Match[str] | None, comma: bool, label: str = ""
) -> Iterator[tuple[PrintedCell, EffectPart]]:
    """The effect of a cell, if its head or the label of its row names one; a chain of arrows is an indirect one."""
    number = _CELL.match(cell.passage.text)
    kind = kind_of(match["kind"]) if match else "indirect" if len(_ARROWS.findall(label)) > 1 else ""
    if number and kind:
        cause = _PREDICTOR.match(match["words"] or "") if match and label else None
        value = printed(number["number"], decimal_comma=comma)
        yield cell, EffectPart(kind, value, "", cause["name"].casefold() if cause else "", 0, 0)


def _runs(read: Sequence[tuple[PrintedCell, EffectPart]], label: str) -> Iterator[TableEffects]:
    """Runs of effects with one total and one direct effect each."""
    run: list[tuple[PrintedCell, EffectPart]] = []
    for cell, part in read:
        kinds = [other.kind for _, other in run]
        complete = len(set(kinds)) == 3
        if part.kind in kinds and (part.kind != "indirect" or (complete and kinds[0] == "indirect")):
            yield from _made(run, label)
            run = []
        run.append((cell, part))
    yield from _made(run, label)


def _made(run: Sequence[tuple[PrintedCell, EffectPart]], label: str) -> Iterator[TableEffects]:
    if run:
        first = run[0][0].passage
        yield TableEffects(tuple(part for _, part in run), Place(first.index, 0, len(first.text)), label)
