"""Woven Markdown as units: paragraphs, headings, list items, cells, captions and notes, with their spans."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from report.merge.atoms import Unit
from report.merge.inline_atoms import atoms_of
from report.text.metadata_blocks import front_matter

_HEADING = re.compile(r"(#{1,6})\s+(.*?)(?:\s+#*\s*)?(\{[^{}]*\})?\s*$")
_ITEM = re.compile(r"(\s*)([-*+]|\(?(?:\d+|[a-z]|[ivx]+|#)[.)])\s+")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:\s*")
_FENCE = re.compile(r":{3,}\s*(.*)")
_LABEL = re.compile(r"#((?:fig|tbl)-[\w-]+)")
_RULE = re.compile(r"\|[\s:|+-]+\|?\s*$")
_CODE_FENCE = re.compile(r"(`{3,}|~{3,})")
_CELL = re.compile(r"\\.|\[|\||`[^`]*`", re.DOTALL)
_PICTURE = re.compile(r"!\[")
#: The fields of the metadata that are printed as text.
PRINTED = ("title", "subtitle", "abstract", "banner")


@dataclass
class _Lines:
    """The lines of one unit so far: their text, and the offset of each character."""

    kind: str = "paragraph"
    text: str = ""
    offsets: list[int] = field(default_factory=list)
    start: int = -1
    home: str = ""
    level: int = 0

    def add(self, text: str, start: int) -> None:
        """Add a line that starts at an offset."""
        if self.text:
            self.text += "\n"
            self.offsets.append(start - 1 if start else 0)
        self.text += text
        self.offsets += range(start, start + len(text))

    def unit(self) -> Unit | None:
        """The finished unit."""
        cut = len(self.text.rstrip())
        if not cut:
            return None
        offsets = self.offsets[:cut]
        start = self.start if self.start >= 0 else offsets[0]
        atoms = atoms_of(self.text[:cut], offsets)
        return Unit(self.kind, atoms, start, offsets[-1] + 1, self.home, self.level)


def units_of(markdown: str) -> list[Unit]:
    """The units of a woven document in the order of its text."""
    front = front_matter(markdown)
    found = list(_metadata(front.yaml, front.start)) if front else []
    return [*found, *_body(markdown, front.end if front else 0)]


def _metadata(text: str, start: int) -> Iterator[Unit]:
    from report.files.safe_yaml import compose

    root: Any = compose(text)
    for key, node in getattr(root, "value", ()):
        if key.value in PRINTED and isinstance(node.value, str):
            source = text[node.start_mark.index : node.end_mark.index]
            yield from _scalar(key.value, source, start + node.start_mark.index, node.style)


def _scalar(key: str, source: str, start: int, style: str | None) -> Iterator[Unit]:
    """The paragraphs of a text in the metadata."""
    if style in ("|", ">"):
        head, _, rest = source.partition("\n")
        yield from _body(rest, 0, start + len(head) + 1, key)
        return
    edge = 1 if style in ("'", '"') else 0
    lines = _Lines(key)
    lines.add(source[edge : len(source) - edge], start + edge)
    if unit := lines.unit():
        yield unit


def _body(text: str, place: int, shift: int = 0, kind: str = "") -> Iterator[Unit]:
    reader = _Body(shift, kind)
    for line in text[place:].split("\n"):
        yield from reader.line(line, place + shift)
        place += len(line) + 1
    yield from reader.flush()


class _Body:
    """Reads the lines of a body, and yields each unit once it is complete."""

    def __init__(self, shift: int, kind: str):
        self.kind = kind
        self.lines = _Lines(kind or "paragraph")
        self.divs: list[str] = []
        self.code = ""
        self.note = ""

    def line(self, line: str, start: int) -> Iterator[Unit]:
        """Read one line."""
        stripped = line.strip()
        if self.code or _CODE_FENCE.match(stripped):
            yield from self._of_code(stripped)
        elif not stripped:
            yield from self.flush()
        elif fence := _FENCE.fullmatch(stripped):
            yield from self.flush()
            self._enter(fence[1])
        elif stripped.startswith("|"):
            yield from self.flush()
            if not any("stat-table" in each for each in self.divs):
                yield from self._cells(line, start)
        else:
            yield from self._of_text(line, start)

    def _of_code(self, stripped: str) -> Iterator[Unit]:
        yield from self.flush()
        if self.code:
            self.code = "" if stripped.startswith(self.code) else self.code
        else:
            self.code = stripped[:3]

    def _enter(self, attributes: str) -> None:
        if attributes:
            self.divs.append(attributes)
        elif self.divs:
            self.divs.pop()

    @property
    def home(self) -> str:
        """The label of the float around the line."""
        labels = (_LABEL.search(each) for each in self.divs)
        return next((label[1] for label in labels if label), "")

    def _of_text(self, line: str, start: int) -> Iterator[Unit]:
        stripped = line.lstrip()
        indent = len(line) - len(stripped)
        heading, item, note = _HEADING.fullmatch(line), _ITEM.match(line), _NOTE.match(line)
        if not self.lines.text and _PICTURE.match(stripped):
            return
        if heading and not self.kind:
            yield from self.flush()
            yield from self._heading(heading, start)
        elif note:
            yield from self.flush()
            self.note = note[1]
            self._begin("footnote", start, note[1])
            self.lines.add(line[note.end() :], start + note.end())
        elif item and (not self.lines.text or self.lines.kind == "item"):
            yield from self.flush()
            self._begin("item", start)
            self.lines.level = len(item[1])
            self.lines.add(line[item.end() :], start + item.end())
        else:
            self._continue(line[indent:], start + indent, indent)

    def _continue(self, text: str, start: int, indent: int) -> None:
        if not self.lines.text:
            noted = self.note if indent >= 4 else ""
            self.note = noted
            around = "note" if any("table-note" in each for each in self.divs) else ""
            kind = self.kind or ("footnote" if noted else around or ("caption" if self.home else "paragraph"))
            self._begin(kind, start, noted or self.home)
        if text.startswith("> "):
            text, start = text[2:], start + 2
        self.lines.add(text, start)

    def _begin(self, kind: str, start: int, home: str = "") -> None:
        self.lines = _Lines(kind, start=start, home=home)

    def _heading(self, found: re.Match[str], start: int) -> Iterator[Unit]:
        lines = _Lines("heading", start=start, level=len(found[1]))
        lines.add(found[2], start + found.start(2))
        if unit := lines.unit():
            yield Unit("heading", unit.atoms, start, start + found.end(), "", unit.level)

    def _cells(self, line: str, start: int) -> Iterator[Unit]:
        if is_rule(line):
            return
        for begun, text in cells_of_row(line):
            lead = len(text) - len(text.lstrip())
            lines = _Lines("cell", home=self.home)
            lines.add(text.strip(), start + begun + lead)
            if unit := lines.unit():
                yield unit

    def flush(self) -> Iterator[Unit]:
        """End the current unit."""
        if unit := self.lines.unit():
            yield unit
        self.lines = _Lines(self.kind or "paragraph")


def is_rule(line: str) -> bool:
    """Whether a line divides the head of a pipe table from its body."""
    return _RULE.fullmatch(line.strip()) is not None


def cells_of_row(line: str) -> Sequence[tuple[int, str]]:
    """The cells of a row of a pipe table, each with its place in the line."""
    edges, place, depth_end = [], 0, 0
    from report.merge.inline_atoms import closing

    for match in _CELL.finditer(line):
        if match.start() < depth_end:
            continue
        if match[0] == "|":
            edges.append(match.start())
        elif match[0] == "[":
            depth_end = max(closing(line, match.start()), depth_end)
    found = [(edge + 1, line[edge + 1 : other]) for edge, other in itertools.pairwise(edges)]
    return found if edges and edges[0] == len(line) - len(line.lstrip()) else [(place, line)]
