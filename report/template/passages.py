"""Extracts the texts that a reader will see, with the locations where they were typed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from report.rows.errors import TemplateError
from report.rows.figures import Figure
from report.rows.tables import PLACEHOLDER, Table
from report.template.filters import FILTERS
from report.template.jinja_environment import environment
from report.template.template_sources import unparsed
from report.template.unknown_names import dotted_paths

#: Replaces a tag or a placeholder in a passage.
TAG = "\ufffc"
#: Template functions whose arguments are names or reasons.
_NAMING = {"table", "figure", "literal", "see", "holds"}
#: Fields of drawings that contain keys or ids.
_KEYS = {
    *("id", "key", "tail", "head", "lane", "main", "scale"),
    *("beta", "p", "r2", "n", "counts", "shows", "settings"),
}


@dataclass(frozen=True)
class TypedText:
    """A text as typed, with tags replaced; `starts` are the offsets for which the line of the file is known.

    `near` lists the ids that the same file or product uses, each with its line.
    """

    text: str
    file: str
    starts: tuple[tuple[int, int], ...] = ()
    near: tuple[tuple[int, str], ...] = ()

    def line(self, offset: int) -> int:
        """The line of the file at an offset of the text, or 0 where lines are not known."""
        place = bisect_right(self.starts, (offset, 10**9)) - 1
        if place < 0:
            return 0
        start, line = self.starts[place]
        return line + self.text.count("\n", start, offset)

    def where(self, offset: int) -> str:
        """The location of an offset: file and line."""
        line = self.line(offset)
        return f"{self.file}:{line}" if line else self.file


def of_templates(sources: Mapping[str, str]) -> Iterator[TypedText]:
    """The passages of templates by file; faults of templates that do not parse are raised after all others."""
    jinja = environment(sources)
    faults = []
    for file, text in sources.items():
        try:
            yield from of_template(text, file)
        except TemplateSyntaxError as error:
            faults.append(unparsed(jinja, file, text, error))
    if faults:
        raise TemplateError(faults)


@lru_cache(maxsize=256)
def of_template(text: str, file: str) -> tuple[TypedText, ...]:
    """The passages of a template: its own text, and the constants in its tags that can be printed."""
    jinja = environment({})
    tree = jinja.parse(text)
    near = tuple((line, path) for path, line, _ in dotted_paths(tree))
    constants = (
        TypedText(str(constant.value), file, ((0, constant.lineno),), near) for constant in _printable(tree)
    )
    return _prose(jinja.lex(text, file), file, near), *constants


def _prose(tokens: Iterator[tuple[int, str, str]], file: str, near: tuple[tuple[int, str], ...]) -> TypedText:
    text, starts = "", []
    for line, kind, value in tokens:
        if kind == "data":
            starts.append((len(text), line))
            text += value
        elif kind == "variable_begin":
            starts.append((len(text), line))
            text += TAG
    return TypedText(text, file, tuple(starts), near)


def _printable(node: nodes.Node) -> Iterator[nodes.Const]:
    """The constants in a template that a tag can print: not names, reasons or operands of a test."""
    for child in _children(node):
        if isinstance(child, nodes.Const):
            if isinstance(child.value, str | int | float) and not isinstance(child.value, bool):
                yield child
        else:
            yield from _printable(child)


def _children(node: nodes.Node) -> Iterator[nodes.Node]:
    if isinstance(node, nodes.Include | nodes.Import | nodes.FromImport | nodes.Extends | nodes.Compare):
        return
    if isinstance(node, nodes.Filter) and node.name in FILTERS:
        yield from [node.node] if node.node else []
    elif isinstance(node, nodes.Getitem | nodes.Test):
        yield node.node
    elif isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
        if node.node.name == "claim":
            yield from node.args[1:]
            yield from (each.value for each in node.kwargs if each.key != "id")
        elif node.node.name not in _NAMING:
            yield from node.iter_child_nodes()
    else:
        yield from node.iter_child_nodes()


def of_products(
    tables: Mapping[str, Table], figures: Mapping[str, Figure], places: Mapping[str, str]
) -> Iterator[TypedText]:
    """The literal texts of tables and figures: captions, headings, cells, notes, alternative texts, labels."""
    arranged: dict[str, Table | Figure] = {**tables, **figures}
    for name, item in arranged.items():
        near = tuple((0, id) for id in item.ids)
        for part, text in texts_of(item):
            yield TypedText(
                PLACEHOLDER.sub(TAG, text), f"{places.get(name, name)}, {part} of {name}", (), near
            )


def texts_of(item: Table | Figure) -> Iterator[tuple[str, str]]:
    """The texts of a table or figure, each with the name of its part."""
    yield "caption", item.caption
    if isinstance(item, Table):
        yield from (("head", column.head) for column in item.columns)
        yield from (("spanner", column.spanner) for column in item.columns if column.spanner)
        yield from (("cell", cell.text) for cell in item.cells)
        yield from (("note", note) for note in item.notes)
    else:
        yield "alternative text", item.alt
        yield from (("label", text) for text in _labels(item.drawing))


def _labels(part: Any) -> Iterator[str]:
    """The texts of a drawing, which is a nested dataclass."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        yield from _labels(list(part.values()))
    elif isinstance(part, list | tuple):
        yield from (text for each in part for text in _labels(each))
    elif is_dataclass(part):
        yield from (
            text for f in fields(part) if f.name not in _KEYS for text in _labels(getattr(part, f.name))
        )
