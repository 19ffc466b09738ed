"""Defines a named paragraph style, and its representation in a styles part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.render.word.namespaces import xml

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True)
class ParagraphStyle:
    """A named style: sizes, spacing and indents are in points; empty fields are inherited."""

    name: str
    based: str = "Normal"
    next: str = ""
    font: str = ""
    size: float = 0
    bold: bool | None = None
    italic: bool | None = None
    colour: str = ""
    align: str = ""
    before: float | None = None
    after: float | None = None
    line: float = 0
    left: float = 0
    hanging: float = 0
    right: float = 0
    keep_next: bool | None = None
    keep_lines: bool | None = None
    level: int | None = None
    rule_left: str = ""
    background: str = ""
    #: Omit space between paragraphs of this style.
    contextual: bool = False

    def element(self) -> _Element:
        """The style as XML."""
        return xml(
            f'<w:style w:type="paragraph" w:styleId="{style_id(self.name)}"><w:name w:val="{self.name}"/>'
            f"{self._descent()}<w:qFormat/><w:pPr>{''.join(self._paragraph())}</w:pPr>"
            f"<w:rPr>{''.join(self._letters())}</w:rPr></w:style>"
        )

    def _descent(self) -> str:
        based = f'<w:basedOn w:val="{style_id(self.based)}"/>' if self.based else ""
        return based + (f'<w:next w:val="{style_id(self.next)}"/>' if self.next else "")

    def _paragraph(self) -> Iterator[str]:
        yield _switch("keepNext", self.keep_next)
        yield _switch("keepLines", self.keep_lines)
        if self.rule_left:
            yield f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{self.rule_left}"/></w:pBdr>'
        if self.background:
            yield f'<w:shd w:val="clear" w:color="auto" w:fill="{self.background}"/>'
        yield _spacing(self.before, self.after, self.line)
        if self.left or self.hanging or self.right:
            yield (
                f'<w:ind w:left="{twips(self.left)}" w:right="{twips(self.right)}" '
                f'w:hanging="{twips(self.hanging)}"/>'
            )
        if self.contextual:
            yield "<w:contextualSpacing/>"
        if self.align:
            yield f'<w:jc w:val="{self.align}"/>'
        if self.level is not None:
            yield f'<w:outlineLvl w:val="{self.level}"/>'

    def _letters(self) -> Iterator[str]:
        if self.font:
            yield f'<w:rFonts w:ascii="{self.font}" w:hAnsi="{self.font}" w:eastAsia="{self.font}" w:cs="{self.font}"/>'
        for name, on in (("b", self.bold), ("i", self.italic)):
            yield _switch(name, on) + _switch(f"{name}Cs", on)
        if self.colour:
            yield f'<w:color w:val="{self.colour}"/>'
        if self.size:
            yield f'<w:sz w:val="{round(self.size * 2)}"/><w:szCs w:val="{round(self.size * 2)}"/>'


def twips(points: float) -> int:
    """Points in twentieths of a point."""
    return round(points * 20)


def style_id(name: str) -> str:
    """The id of a style: its name without spaces, each word with a capital."""
    words = name.split(" ")
    return "".join(word[:1].upper() + word[1:] for word in words)


def _switch(name: str, on: bool | None) -> str:
    if on is None:
        return ""
    return f"<w:{name}/>" if on else f'<w:{name} w:val="0"/>'


def _spacing(before: float | None, after: float | None, line: float) -> str:
    fields = [f'w:before="{twips(before)}"'] if before is not None else []
    fields += [f'w:after="{twips(after)}"'] if after is not None else []
    fields += [f'w:line="{round(line * 240)}" w:lineRule="auto"'] if line else []
    return f"<w:spacing {' '.join(fields)}/>" if fields else ""
