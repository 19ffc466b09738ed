"""The footnotes that a copy adds: their names and their definitions in the templates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from report.merge.alignment import Pair
from report.merge.atoms import Unit
from report.merge.markdown_writer import WritingStyle, in_style, joined, markdown, paragraph, typed_pieces
from report.merge.regions import letters_of
from report.merge.source_spans import SourceEdit

_NAME = re.compile(r"[^\W\d_]+")


class NewFootnotes:
    """The names of new footnotes by their ids in the copy, given when a hunk first calls them."""

    def __init__(
        self,
        templates: Mapping[str, str],
        old: Sequence[Unit],
        new: Sequence[Unit],
        found: Iterable[Pair] = (),
    ):
        self.templates, self.old = templates, old
        self.notes: dict[str, list[Unit]] = {}
        for unit in new:
            if unit.kind == "footnote":
                self.notes.setdefault(unit.home, []).append(unit)
        self.known = {
            new[k].home: old[i].home
            for pair in found
            for i, k in zip(pair.old, pair.new, strict=False)
            if new[k].kind == old[i].kind == "footnote"
        }
        self.names: dict[str, str] = {}
        self.defined: set[str] = set()

    def name(self, id: str) -> str:
        """The name of a footnote: that of the build, whose call moved, or a new one."""
        if id in self.known:
            return self.known[id]
        if id not in self.names:
            text = self.notes[id][0].text if id in self.notes else "note"
            stem = "-".join(word.lower() for word in _NAME.findall(text)[:2]) or "note"
            taken = {*self.names.values(), *(unit.home for unit in self.old)}
            self.names[id] = next(
                name for n in range(1, 999) if (name := f"{stem}-{n}" if n > 1 else stem) not in taken
            )
        return self.names[id]

    def definitions(self, file: str) -> Iterator[SourceEdit]:
        """The definitions of the footnotes that were named since the last call, after the last one of the build.

        Without footnotes in the build, they go to the end of `file`.
        """
        for id, name in [*self.names.items()]:
            if id in self.notes and id not in self.defined:
                self.defined.add(id)
                text = "\n\n    ".join(map(self._paragraph, self.notes[id]))
                yield self._definition(f"[^{name}]: {text}", file)

    def _paragraph(self, unit: Unit) -> str:
        """The Markdown of a paragraph of a footnote."""
        text = markdown(joined(typed_pieces(letters_of(unit.atoms))), WritingStyle(), self.name)
        return paragraph(in_style(text, WritingStyle("    ")))

    def _definition(self, text: str, file: str) -> SourceEdit:
        footnotes = (each for each in reversed(self.old) if each.kind == "footnote" and each.end >= 0)
        last = next(footnotes, None)
        if last is not None:
            return SourceEdit(last.file, last.end, last.end, f"\n{text}")
        end = len(self.templates[file].rstrip("\n"))
        return SourceEdit(file, end, end, f"\n\n{text}")
